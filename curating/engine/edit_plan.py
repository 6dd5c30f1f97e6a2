"""What becomes of each step of a published version in the draft: read, and proposed.

A step that is still in the draft is the same, renamed, or split where others say that
they were it too. One that went is renamed, split, merged, replaced or taken out of use:
said by `was` in the draft, else proposed from titles, resources and scopes.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Literal

from roadmap.document import Document, StepDoc
from roadmap.spans import Spans, intersect, normalise

Fate = Literal["same", "renamed", "split", "merged", "replaced", "retired", "new"]
ALIKE_TITLES, SHARED_WORK, CERTAIN = 72, 40, 100
SAYS_NOTHING = {"title", "was"}
ENDLESS = 1_000_000
Work = Mapping[str, Spans]


@dataclass(frozen=True, slots=True)
class Why:
    """A code with its numbers; the words live with the pages. step: in the draft."""

    code: Literal["key", "was", "title", "work", "work_split", "nothing"]
    step: str = ""
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One step and what becomes of it. step: its key in the version, for a new one in
    the draft. into: the steps in its place. is_said: the draft says so, or a curator
    did. went: it is not in the draft any more."""

    step: str
    title: str
    fate: Fate
    into: tuple[str, ...]
    whys: tuple[Why, ...]
    is_said: bool
    went: bool


def edit_plan(
    before: Document, after: Document, said: Mapping[str, str] | None = None
) -> list[Entry]:
    """Entries for every step that changed, went or is new, in the order of before,
    new ones last. said: fates that a curator settled, by step."""
    said = said or {}
    new = {step.key: step for step in after.roadmap.steps}
    old = {step.key: step for step in before.roadmap.steps}
    fresh = [step for step in after.roadmap.steps if step.key not in old]
    links = was_links(after.roadmap.steps)
    entries = [
        entry
        for step in old.values()
        if (entry := _entry(step, new, fresh, links.get(step.key, ()), said))
    ]
    named = {key for entry in entries for key in entry.into}
    return _joined(entries, new) + [
        Entry(step.key, step.title, "new", (step.key,), (), True, False)
        for step in fresh
        if step.key not in named and not set(step.was) & old.keys()
    ]


def entry_of(before: Document, plan: Iterable[Entry], step: str) -> Entry | None:
    """What is planned for a step of before; one that stays as it is has a plan too.
    None where before has no such step."""
    for entry in plan:
        if entry.step == step and entry.fate != "new":
            return entry
    for one in before.roadmap.steps:
        if one.key == step:
            return Entry(step, one.title, "same", (step,), (), True, False)
    return None


def unsettled(plan: Iterable[Entry]) -> list[Entry]:
    """Steps that went and of which nobody has said what becomes of them."""
    return [entry for entry in plan if entry.went and not entry.is_said]


def seen_of(entry: Entry) -> str:
    """A digest of what is settled about a step; all that is only proposed is alike."""
    return _digest((entry.fate, entry.into) if entry.is_said else ())


def seen_in(entries: Iterable[Entry]) -> str:
    """A digest of what is proposed for several steps."""
    return _digest([(one.step, one.fate, one.into) for one in entries])


def _digest(said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


def was_links(steps: Iterable[StepDoc]) -> dict[str, tuple[str, ...]]:
    """Earlier step -> the steps that say they were it, as listed."""
    links: dict[str, list[str]] = {}
    for step in steps:
        for key in step.was:
            links.setdefault(key, []).append(step.key)
    return {key: tuple(found) for key, found in links.items()}


def _entry(
    step: StepDoc,
    new: Mapping[str, StepDoc],
    fresh: Sequence[StepDoc],
    linked: tuple[str, ...],
    said: Mapping[str, str],
) -> Entry | None:
    kept = new.get(step.key)
    if kept is not None:
        return _kept(step, kept, linked)
    told = said.get(step.key)
    if linked:
        proposed = "split" if len(linked) > 1 else "renamed"
        fate = proposed if told in (None, "retired") else told
        whys = tuple(Why("was", key) for key in linked)
        return _as(step, fate, linked, whys, is_said=True)
    if told == "retired":
        return _as(step, "retired", (), (), is_said=True)
    return _proposed(step, fresh)


def _kept(step: StepDoc, kept: StepDoc, linked: tuple[str, ...]) -> Entry | None:
    others = tuple(key for key in linked if key != step.key)
    if others:
        whys = (Why("key", step.key), *(Why("was", key) for key in others))
        return Entry(
            step.key, step.title, "split", (step.key, *others), whys, True, False
        )
    if step.title != kept.title:
        whys = (Why("key", step.key),)
        return Entry(step.key, step.title, "renamed", (step.key,), whys, True, False)
    if _content(step) != _content(kept):
        whys = (Why("key", step.key),)
        return Entry(step.key, step.title, "same", (step.key,), whys, True, False)
    return None


def _content(step: StepDoc) -> list[object]:
    return [
        getattr(step, field.name)
        for field in fields(step)
        if field.name not in SAYS_NOTHING
    ]


def _as(
    step: StepDoc,
    fate: str,
    into: tuple[str, ...],
    whys: tuple[Why, ...],
    *,
    is_said: bool,
) -> Entry:
    return Entry(step.key, step.title, fate, into, whys, is_said, True)  # type: ignore[arg-type]


def _proposed(step: StepDoc, fresh: Sequence[StepDoc]) -> Entry:
    """The new steps that look like this one, or share what it asks for."""
    work = work_of(step)
    shares = {one.key: shared(work, work_of(one)) for one in fresh}
    parts = tuple(
        one.key for one in fresh if shares[one.key] and _within(work_of(one), work)
    )
    if len(parts) > 1:
        whys = tuple(Why("work_split", key, shares[key]) for key in parts)
        return _as(step, "split", parts, whys, is_said=False)
    best = max(
        fresh,
        key=lambda one: max(alike(step.title, one.title), shares[one.key]),
        default=None,
    )
    if best is None:
        return _as(step, "retired", (), (Why("nothing"),), is_said=False)
    title, share = alike(step.title, best.title), shares[best.key]
    whys = tuple(
        why
        for why, is_enough in (
            (Why("title", best.key, title), title >= ALIKE_TITLES),
            (Why("work", best.key, share), share >= SHARED_WORK),
        )
        if is_enough
    )
    if not whys:
        return _as(step, "retired", (), (Why("nothing"),), is_said=False)
    fate = "renamed" if share >= SHARED_WORK or not work else "replaced"
    return _as(step, fate, (best.key,), whys, is_said=False)


def _joined(entries: list[Entry], new: Mapping[str, StepDoc]) -> list[Entry]:
    """Where several went into one step, or into one that was there: merged."""
    count: dict[str, int] = {}
    for entry in entries:
        for key in entry.into if entry.went else ():
            count[key] = count.get(key, 0) + 1
    old = {entry.step for entry in entries}
    return [
        Entry(
            entry.step,
            entry.title,
            "merged",
            entry.into,
            entry.whys,
            entry.is_said,
            True,
        )
        if entry.went
        and entry.fate == "renamed"
        and (count[entry.into[0]] > 1 or entry.into[0] in old)
        else entry
        for entry in entries
    ]


def work_of(step: StepDoc) -> dict[str, Spans]:
    """Units by resource of all that counts in a step."""
    found: dict[str, Spans] = {}
    for slot in step.slots:
        for use in slot.uses:
            if use.counts:
                start, end = use.scope or (0, ENDLESS)
                span = (start, ENDLESS if end is None else end)
                found[use.resource] = normalise((*found.get(use.resource, ()), span))
    return found


def shared(one: Work, other: Work) -> int:
    """Percent of one that other asks for as well, each resource alike."""
    if not one:
        return 0
    parts = []
    for key, spans in one.items():
        both = intersect(spans, other.get(key, ()))
        parts.append(100 * _length(both) // _length(spans) if both else 0)
    return sum(parts) // len(parts)


def _within(part: Work, whole: Work) -> bool:
    """Whether all that part asks for is asked for by whole."""
    return bool(part) and all(
        intersect(spans, whole.get(key, ())) == spans for key, spans in part.items()
    )


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def alike(one: str, other: str) -> int:
    """Percent by which two titles are the same, whatever their case and order."""
    a, b = _words(one), _words(other)
    ordered = SequenceMatcher(None, a, b, autojunk=False).ratio()
    left, right = (" ".join(sorted(text.split())) for text in (a, b))
    sorted_ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return round(100 * max(ordered, sorted_ratio))


def _words(title: str) -> str:
    return " ".join(
        "".join(c if c.isalnum() else " " for c in title.casefold()).split()
    )
