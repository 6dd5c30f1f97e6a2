"""Whether a reading is the one that was expected."""

from collections.abc import Iterable, Mapping

from curating.lists.types import (
    ChoiceValue,
    ListReading,
    NeedValue,
    OrderValue,
    Reading,
)


def fits(one: Reading, line: int, kind: str, words: str, holds: Mapping) -> bool:
    """Whether it is this, in this line, and says all that holds."""
    return (
        one.kind == kind
        and one.line == line
        and words.lower() in one.words.lower()
        and all(_holds(one, name, value) for name, value in holds.items())
    )


def _holds(one: Reading, name: str, wanted: object) -> bool:
    value = one.value
    if name == "step":
        return str(wanted) in (one.step or "")
    if name == "member":
        members = value.members if isinstance(value, NeedValue) else ()
        return any(str(wanted) in (member.step or "") for member in members)
    if name == "aim":
        return isinstance(value, ChoiceValue) and wanted in value.aims
    if name == "count":
        return isinstance(value, OrderValue) and len(value.steps) == wanted
    return getattr(value, name, None) == wanted


def found(
    readings: Iterable[Reading], line: int, kind: str, words: str, holds: Mapping
) -> Reading | None:
    return next((one for one in readings if fits(one, line, kind, words, holds)), None)


def need(
    reading: ListReading, step: str, needed: str, strength: str, k: int | None
) -> Reading | None:
    """The need of a step; step and needed: words of titles, or of the source."""
    titles = {one.key: one.title.lower() for one in reading.steps}
    for one in reading.readings:
        if one.kind != "need" or not isinstance(one.value, NeedValue):
            continue
        if step.lower() not in titles.get(one.step or "", ""):
            continue
        if (one.value.strength, one.value.k) != (strength, k):
            continue
        for member in one.value.members:
            named = f"{titles.get(member.step or '', '')} {member.text}".lower()
            if needed.lower() in named:
                return one
    return None
