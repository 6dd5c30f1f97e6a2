"""What becomes of each link and item: a use in a step, a question, or left over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from curating.lists.columns import meaning
from curating.lists.drafts import Proposal
from curating.lists.resources import reason_of
from curating.lists.sink import BETWEEN_CELLS
from curating.lists.types import (
    Item,
    LeftOver,
    LeftReason,
    Link,
    ListReading,
    Reading,
    Role,
    Use,
)
from curating.lists.words.roles import role_of


def uses_of(
    proposal: Proposal,
    keys: Mapping[int, str],
    items: Sequence[Item],
    links: Sequence[Link],
) -> tuple[list[Use], dict[int, LeftReason]]:
    """The links that steps take over, and reasons for those that they do not.

    keys: of the drafts, by id. A link that is in neither is asked about.
    """
    uses: list[Use] = []
    reasons: dict[int, LeftReason] = {}
    for draft in proposal.drafts:
        seen: set[str] = set()
        options = {one: title for title, part in draft.options for one in part}
        for number in draft.items:
            item = items[number]
            for place, link_number in enumerate(item.links):
                link = links[link_number]
                column = column_of(item, place)
                if reason := _reason(link, column, seen):
                    reasons[link.number] = reason
                elif column != "needs":
                    role = _role(item, place, column, is_first=not seen)
                    use = Use(step=keys[id(draft)], link=link_number, role=role)
                    option = options.get(number)
                    uses.append(replace(use, option=option, line=link.line))
                    seen.add(link.canonical)
    return with_one_to_take(uses), reasons


def _reason(link: Link, column: str, seen: set[str]) -> LeftReason | None:
    """Why a link in a step is not used there. seen: what the step has already."""
    if reason := reason_of(link):
        return reason
    if column == "aside":
        return "column"
    return "repeated" if link.canonical in seen else None


def with_one_to_take(uses: list[Use]) -> list[Use]:
    """In a step of which all are on top or instead, the first is the one to take."""
    has_one = {use.step for use in uses if use.role == "primary"}
    found: list[Use] = []
    for use in uses:
        if use.step not in has_one:
            has_one.add(use.step)
            found.append(replace(use, role="primary", confidence=60))
        else:
            sure = 90 if use.role == "primary" else 70
            found.append(replace(use, confidence=sure))
    return found


def column_of(item: Item, place: int) -> str:
    """What the column of a row is about in which its link at this place stands."""
    if item.kind != "row":
        return ""
    at = item.places[place][0]
    size = 0
    for name, text in item.cells:
        if at <= size + len(text):
            return meaning(name)
        size += len(text) + len(BETWEEN_CELLS)
    return ""


def _role(item: Item, place: int, column: str, *, is_first: bool) -> Role:
    if column == "extra":
        return "extra"
    start, end = item.places[place]
    return role_of(item.text, start, end, is_first=is_first)


def left_over(
    reading: ListReading, proposal: Proposal, reasons: Mapping[int, LeftReason]
) -> Iterable[LeftOver]:
    """Everything that no step, use or question has, in the order of the source."""
    used = {use.link for use in reading.uses} | asked_links(reading.readings)
    for link in reading.links:
        if link.number not in used:
            in_item = proposal.reasons.get(-1 if link.item is None else link.item)
            reason = reasons.get(link.number) or in_item or reason_of(link)
            yield LeftOver(
                kind="link",
                number=link.number,
                line=link.line,
                text=link.title or link.address,
                reason=reason or "no_step",
            )
    taken = taken_items(reading)
    for item in reading.items:
        if item.number not in taken:
            empty = not item.text.strip() and not item.links
            reason = "empty" if empty else proposal.reasons.get(item.number)
            yield LeftOver(
                kind="item",
                number=item.number,
                line=item.line,
                text=item.text[:200],
                reason=reason or _reason_by_links(item, reasons) or "no_step",
            )


def taken_items(reading: ListReading) -> set[int]:
    """Numbers of the items that a step, a stage or a reading is made of."""
    taken = {number for step in reading.steps for number in step.items}
    taken |= {one.item for one in reading.readings if one.item is not None}
    waiting = [reading.items[number].heading for number in taken]
    waiting += [reading.items[number].parent for number in taken]
    while waiting:
        above = waiting.pop()
        if above is not None and above not in taken:
            taken.add(above)
            waiting += [reading.items[above].heading, reading.items[above].parent]
    return taken


def _reason_by_links(
    item: Item, reasons: Mapping[int, LeftReason]
) -> LeftReason | None:
    found = [reasons[number] for number in item.links if number in reasons]
    return found[0] if found else None


def asked_links(readings: Iterable[Reading]) -> set[int]:
    """Numbers of the links that a question is about."""
    return {one.link for one in readings if one.asks and one.link is not None}
