"""How long something takes: "10 hours/week for 6 weeks", "4-6 h", "~45 min"."""

import re
from collections.abc import Iterator

from curating.lists.types import EffortValue
from curating.lists.words.found import Found

AMOUNT = (
    r"(?<![\w.:/])~?(?P<low>\d{1,4}(?:\.\d{1,2})?)"
    r"(?:\s?(?:-|\u2013|\u2014|to|or)\s?(?P<high>\d{1,4}(?:\.\d{1,2})?))?\s?\+?-?\s?"
)
UNIT = (
    r"(?P<unit>hours?|hrs?\.?|h|minutes?|mins?\.?|m(?=\)|$|\s\d)|days?|weeks?|wks?"
    r"|months?)(?![\w+])"
)
TIME = re.compile(rf"{AMOUNT}{UNIT}", re.IGNORECASE)
EACH_WEEK = re.compile(r"\s?(?:/|per|a|each|every)\s?w(?:ee)?k\b", re.IGNORECASE)
EACH_DAY = re.compile(r"\s?(?:/|per|a|each|every)\s?day\b", re.IGNORECASE)
FOLLOWS = re.compile(
    r"^[\s,;+&(]{0,4}(?:and|for|over|x|within)?\s{0,2}$", re.IGNORECASE
)
NO_EFFORT = re.compile(
    r"\b(?:only|ago|every|within|don't|not|long|last|in|old|sessions?|free|trial)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
MINUTES = {"h": 60, "m": 1, "d": 0, "w": 0}
DAYS_A_WEEK = 7


def efforts(sentence: str, *, alone: bool = False) -> Iterator[Found]:
    """The times of a sentence, those that follow each other as one.

    alone: the text is a field for times, or stands in brackets, so that it is certain.
    """
    if not DIGIT.search(sentence):
        return
    found = list(TIME.finditer(sentence))
    groups: list[list[re.Match[str]]] = []
    for match in found:
        if groups and FOLLOWS.match(_between(sentence, groups[-1][-1], match)):
            groups[-1].append(match)
        else:
            groups.append([match])
    for group in groups:
        value = _value(sentence, group)
        if value is None:
            continue
        start, end = group[0].start(), _end(sentence, group[-1])
        sure = alone or _stands_apart(sentence, start, end)
        confidence = 90 if sure else 50
        yield Found(
            "effort", start, end, confidence, value, None if sure else "is_effort"
        )


def effort_of_fields(texts: list[str]) -> EffortValue | None:
    """What the fields for effort and duration of a row say together."""
    values = [found.value for text in texts for found in efforts(text, alone=True)]
    known = [value for value in values if isinstance(value, EffortValue)]
    if not known:
        return None
    weekly = next((one.weekly_minutes for one in known if one.weekly_minutes), None)
    weeks = next((one.weeks for one in known if one.weeks), None)
    minutes = next((one.minutes for one in known if one.minutes), None)
    days = next((one.days for one in known if one.days), None)
    return _complete(minutes, weekly, weeks, days)


def _between(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    return text[_end(text, one) : other.start()]


def _end(text: str, match: re.Match[str]) -> int:
    each = EACH_WEEK.match(text, match.end()) or EACH_DAY.match(text, match.end())
    return each.end() if each else match.end()


def _value(text: str, group: list[re.Match[str]]) -> EffortValue | None:
    minutes: tuple[int, int] | None = None
    weekly: tuple[int, int] | None = None
    weeks: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    for match in group:
        low = float(match["low"])
        high = float(match["high"] or match["low"])
        if low > high:
            return None
        unit = match["unit"].lower()
        each = MINUTES.get(unit[0], 0) if not unit.startswith("mo") else 0
        span = round(low * each), round(high * each)
        if each and EACH_WEEK.match(text, match.end()):
            weekly = span
        elif each and EACH_DAY.match(text, match.end()):
            weekly = span[0] * DAYS_A_WEEK, span[1] * DAYS_A_WEEK
        elif each:
            before = minutes or (0, 0)
            minutes = before[0] + span[0], before[1] + span[1]
        elif unit.startswith("d"):
            days = round(low), round(high)
        else:
            weeks = _weeks(unit, low, high)
    return _complete(minutes, weekly, weeks, days)


def _weeks(unit: str, low: float, high: float) -> tuple[int, int]:
    if unit.startswith("mo"):
        low, high = low * 52 / 12, high * 52 / 12
    return max(1, round(low)), max(1, round(high))


def _complete(
    minutes: tuple[int, int] | None,
    weekly: tuple[int, int] | None,
    weeks: tuple[int, int] | None,
    days: tuple[int, int] | None = None,
) -> EffortValue | None:
    if weekly and weeks and not minutes:
        minutes = weekly[0] * weeks[0], weekly[1] * weeks[1]
    if not (minutes or weekly or weeks or days):
        return None
    return EffortValue(minutes=minutes, weekly_minutes=weekly, weeks=weeks, days=days)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """In brackets, after a colon, or at the end; and nothing says something else."""
    before, after = text[:start].rstrip(" ~"), text[end:].lstrip()
    if NO_EFFORT.search(text[max(0, start - 30) : end + 20]):
        return False
    opened = before.endswith(("(", "[", ":", "|"))
    closed = not after or after[0] in ")],|;"
    return (opened and closed) or (closed and not before)
