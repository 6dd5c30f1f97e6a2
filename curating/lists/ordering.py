"""In which order steps come: only where numbers or words say so."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from curating.lists.drafts import Draft, Proposal
from curating.lists.notes import Notes, question
from curating.lists.section_words import number_of_section
from curating.lists.sink import Sink
from curating.lists.types import OrderValue
from curating.lists.words.conditions import ORDER

MOST_STEPS = 1_000


def orders(
    notes: Notes, proposal: Proposal, keys: Mapping[int, str], sink: Sink
) -> None:
    """A reading for each numbered list of steps, and one for numbered sections.

    Numbers alone are asked about; words ("in this order") in the same section are not.
    """
    said = _said(sink)
    for drafts in proposal.lists:
        for numbered, group in groupby(drafts, lambda draft: _is_numbered(draft, sink)):
            listed = list(group)
            head = sink.items[listed[0].items[0]]
            words = said.get(-1 if head.heading is None else head.heading)
            if len(listed) > 1 and (numbered or words):
                _note(notes, listed, keys, sink, words)
    _sections(notes, proposal, keys)


def _said(sink: Sink) -> dict[int, tuple[int, str]]:
    """By number of the heading, line and words that say that there is an order."""
    found: dict[int, tuple[int, str]] = {}
    for item in sink.items:
        if item.kind == "paragraph" and (words := ORDER.search(item.text)):
            heading = -1 if item.heading is None else item.heading
            found.setdefault(heading, (item.line_at(words.start()), words[0]))
    return found


def _is_numbered(draft: Draft, sink: Sink) -> bool:
    return sink.items[draft.items[0]].place is not None


def _note(
    notes: Notes,
    drafts: Sequence[Draft],
    keys: Mapping[int, str],
    sink: Sink,
    words: tuple[int, str] | None,
) -> None:
    steps = tuple(keys[id(draft)] for draft in drafts)[:MOST_STEPS]
    if words:
        value = OrderValue(steps=steps, by="words")
        notes.add("order", words[0], words[1], 90, value=value)
        return
    first = sink.items[drafts[0].items[0]].mark
    last = sink.items[drafts[-1].items[0]].mark
    notes.add(
        "order",
        drafts[0].line,
        f"{first} \u2026 {last} {drafts[0].title}",
        70,
        value=OrderValue(steps=steps),
        asks=question("is_order"),
    )


def _sections(notes: Notes, proposal: Proposal, keys: Mapping[int, str]) -> None:
    """Steps below "Week 1", "Week 2" and so on, or named so, one after the other."""
    numbered: list[tuple[tuple[str, int], Draft, str]] = []
    for draft in proposal.drafts:
        for title in (draft.title, *draft.stage):
            if number := number_of_section(title):
                numbered.append((number, draft, title))
                break
    places = [number for number, _, _ in numbered]
    if len(set(places)) < 2 or len({name for name, _ in places}) > 1:
        return
    if places != sorted(places):
        return
    steps = tuple(keys[id(draft)] for _, draft, _ in numbered)[:MOST_STEPS]
    notes.add(
        "order",
        numbered[0][1].line,
        f"{numbered[0][2]} \u2026 {numbered[-1][2]}",
        80,
        value=OrderValue(steps=steps),
        asks=question("is_order"),
    )
