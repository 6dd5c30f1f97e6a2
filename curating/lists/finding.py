"""What the words of each item say, with the item, the step and the link it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curating.lists.columns import meaning
from curating.lists.drafts import Draft, Proposal
from curating.lists.sink import BETWEEN_CELLS
from curating.lists.types import EffortValue, Item, Link, Strength
from curating.lists.words.conditions import conditions
from curating.lists.words.efforts import effort_of_fields, efforts
from curating.lists.words.found import Found, sentences
from curating.lists.words.needs import needs, needs_of_field
from curating.lists.words.scopes import scopes
from curating.lists.words.sequences import sequences


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was found in an item: words begin at start in its text."""

    found: Found
    item: Item
    draft: Draft | None
    words: str
    line: int
    link: int | None = None
    field: bool = False
    before: str = ""
    after: str = ""


def said_in(
    items: Sequence[Item], links: Sequence[Link], proposal: Proposal
) -> Iterator[Said]:
    """Everything that items say which are not about something else."""
    for item in items:
        if item.number in proposal.reasons:
            continue
        draft = proposal.owner.get(item.number)
        if item.kind == "row":
            yield from _row(item, draft)
        elif item.number not in proposal.library:
            yield from _words(item, draft, item.text, 0)


def _words(item: Item, draft: Draft | None, text: str, base: int) -> Iterator[Said]:
    is_head = item.kind == "heading"
    for start, sentence in sentences(text):
        found = [*efforts(sentence), *conditions(sentence)]
        if not is_head:
            found += scopes(sentence, is_title=_is_title(item, start, sentence))
            found += sequences(sentence) or ()
        sequence = any(one.kind == "need" for one in found)
        found += () if sequence else needs(sentence)
        at = base + start
        for one in found:
            moved = replace(one, start=one.start + at, end=one.end + at)
            before, after = sentence[: one.start], sentence[one.end :].lstrip(", ")
            yield replace(_said(moved, item, draft), before=before, after=after)


def _is_title(item: Item, start: int, sentence: str) -> bool:
    """Whether the sentence is hardly more than the title of a link."""
    for begin, end in item.places:
        if begin - 3 <= start and end - begin >= len(sentence) - 6:
            return True
    return not item.links


def _said(
    found: Found, item: Item, draft: Draft | None, *, field: bool = False
) -> Said:
    words = " ".join(item.text[found.start : found.end].split())
    link = _nearest(item, found) if found.kind in {"scope", "part_of"} else None
    return Said(found, item, draft, words, item.line_at(found.start), link, field)


def _nearest(item: Item, found: Found) -> int | None:
    """The link whose title holds the words, else the next, else the one before."""
    best: tuple[int, int] | None = None
    for place, (start, end) in enumerate(item.places):
        if start <= found.start < end:
            return item.links[place]
        ahead = start - found.start
        distance = ahead if ahead >= 0 else found.start - end + 20
        if best is None or distance < best[0]:
            best = distance, place
    return item.links[best[1]] if best else None


def _row(item: Item, draft: Draft | None) -> Iterator[Said]:
    base = 0
    times: list[tuple[int, str]] = []
    for name, text in item.cells:
        about = meaning(name)
        if about == "effort":
            times.append((base, _with_unit(name, text)))
        elif about in {"needs", "beside"}:
            strength: Strength = "required" if about == "needs" else "alongside"
            if found := needs_of_field(text, strength):
                moved = replace(found, start=base, end=base + len(text))
                yield _said(moved, item, draft, field=True)
        elif about not in {"aside", "place", "done"}:
            yield from _words(item, draft, text, base)
        base += len(text) + len(BETWEEN_CELLS)
    value = effort_of_fields([text for _, text in times])
    if value:
        yield _effort(value, item, draft, times)


def _effort(
    value: EffortValue,
    item: Item,
    draft: Draft | None,
    times: Sequence[tuple[int, str]],
) -> Said:
    words = ", ".join(text for _, text in times if text.strip())
    at = times[0][0]
    found = Found("effort", at, at + len(times[0][1]), 95, value)
    return Said(found, item, draft, words, item.line_at(at), field=True)


def _with_unit(name: str, text: str) -> str:
    """A bare number below "Hours" is hours."""
    if not text.strip().replace("-", "").replace(".", "").isdigit():
        return text
    for unit in ("hour", "week", "minute", "month"):
        if unit in name.lower():
            return f"{text.strip()} {unit}s"
    return text
