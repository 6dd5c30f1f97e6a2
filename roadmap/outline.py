"""The units of a resource written as lines of text.

    1 | Introduction | 65
    - video | 12 | Welcome
    - reading | 10 | Syllabus
    2 | Logistic regression

A unit is its number, its title and, where known, its minutes; the lines with a dash
below it are the parts its publisher lists.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roadmap.document.words import MAX_UNIT_MINUTES, PART_KINDS, RESOURCE_TITLE

UNIT = re.compile(r"(\d{1,6}) *\|(.+?)(?:\| *(\d{1,6}) *)?$")
PART = re.compile(r"- *([a-z]+) *\| *(\d{1,6}) *\|(.+)$")
MOST_LINES = 3_000


class UnitRow(TypedDict):
    number: int
    title: str
    minutes: int | None
    parts: list[dict[str, Any]]


def write_outline(units: Iterable[Mapping[str, Any]]) -> str:
    """The text for these units, in their order."""
    lines: list[str] = []
    for unit in units:
        minutes = f" | {unit['minutes']}" if unit["minutes"] else ""
        lines.append(f"{unit['number']} | {unit['title']}{minutes}")
        lines += [
            f"- {part['kind']} | {part['minutes']} | {part['title']}"
            for part in unit["parts"]
        ]
    return "\n".join(lines)


def parse_outline(text: str) -> list[UnitRow]:
    """The units that text describes, by number.

    Raises ValidationError with one sentence for each line that cannot be read.
    """
    units: dict[int, UnitRow] = {}
    errors: list[str] = []
    last: UnitRow | None = None
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise ValidationError(_("At most %d lines.") % MOST_LINES)
    for place, line in enumerate(map(str.strip, lines), start=1):
        try:
            if line.startswith("-"):
                _add_part(last, line)
            elif line:
                last = _read_unit(line)
                if last["number"] in units:
                    raise ValueError(_("this number was used above."))
                units[last["number"]] = last
        except ValueError as error:
            errors.append(
                _("Line %(place)d: %(message)s") % {"place": place, "message": error}
            )
    if errors:
        raise ValidationError(errors)
    return [units[number] for number in sorted(units)]


def _read_unit(line: str) -> UnitRow:
    found = UNIT.match(line)
    if not found:
        raise ValueError(_("write a unit as “1 | Title | 65”, or without minutes."))
    number, title, minutes = int(found[1]), found[2].strip(), found[3]
    if number < 1 or not title or len(title) > RESOURCE_TITLE:
        raise ValueError(_("numbers begin at 1, titles have up to 200 characters."))
    return {
        "number": number,
        "title": title,
        "minutes": _minutes(minutes) if minutes else None,
        "parts": [],
    }


def _add_part(unit: UnitRow | None, line: str) -> None:
    found = PART.match(line)
    if unit is None:
        raise ValueError(_("a part needs a unit above it."))
    if not found or found[1] not in PART_KINDS:
        raise ValueError(
            _("write a part as “- video | 12 | Title”; kinds are %s.")
            % ", ".join(PART_KINDS)
        )
    title = found[3].strip()
    if not title or len(title) > RESOURCE_TITLE:
        raise ValueError(_("titles have up to 200 characters."))
    unit["parts"].append(
        {"title": title, "kind": found[1], "minutes": _minutes(found[2])}
    )


def _minutes(text: str) -> int:
    minutes = int(text)
    if not 1 <= minutes <= MAX_UNIT_MINUTES:
        raise ValueError(_("minutes are between 1 and 60,000."))
    return minutes
