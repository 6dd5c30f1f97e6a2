"""What holds for every reading of every list, as faults in words."""

import re
from collections.abc import Iterator
from pathlib import Path

from curating.lists.fates import taken_items
from curating.lists.inline_parts import plain
from curating.lists.types import ListReading, NeedValue, OrderValue

INPUTS = Path(__file__).parent / "inputs"
ADDRESS = re.compile(r"https?://[^\s<>\"`\[\](){}|\\^,;*'_~!?.:]+")


def inputs() -> dict[str, bytes]:
    """The lists of this folder by name."""
    return {path.name: path.read_bytes() for path in sorted(INPUTS.iterdir())}


def faults(reading: ListReading) -> list[str]:
    return [*_links(reading), *_items(reading), *_steps(reading), *_readings(reading)]


def _links(reading: ListReading) -> Iterator[str]:
    """Each link is taken over, asked about, or left over; none is missing."""
    used = {use.link for use in reading.uses}
    asked = {one.link for one in reading.readings if one.asks} - used - {None}
    left = {one.number for one in reading.left_over if one.kind == "link"}
    for place, link in enumerate(reading.links):
        fates = (place in used) + (place in asked) + (place in left)
        if fates != 1:
            yield f"link {place} in line {link.line} has {fates} fates"
        if link.number != place or not 1 <= link.line <= len(reading.lines):
            yield f"link {place} has number {link.number} and line {link.line}"
    known = " ".join(f"{one.written} {one.title}" for one in reading.links)
    for number, line in enumerate(reading.lines, 1):
        for address in ADDRESS.findall(plain(line)):
            if address not in known:
                yield f"{address} of line {number} is no link"


def _items(reading: ListReading) -> Iterator[str]:
    taken = taken_items(reading)
    left = {one.number for one in reading.left_over if one.kind == "item"}
    for place, item in enumerate(reading.items):
        if (place in taken) + (place in left) != 1:
            yield f"item {place} in line {item.line} is taken and left, or neither"
        if item.number != place or not 1 <= item.line <= item.last_line:
            yield f"item {place} has number {item.number}, lines from {item.line}"
        if item.parent is not None and item.parent >= place:
            yield f"item {place} stands before the one around it"
        for start, end in item.places:
            if not 0 <= start <= end <= len(item.text):
                yield f"item {place} has a link at {start} to {end}"


def _steps(reading: ListReading) -> Iterator[str]:
    keys = [step.key for step in reading.steps]
    if len(set(keys)) != len(keys):
        yield "two steps have one key"
    if [step.place for step in reading.steps] != list(range(len(keys))):
        yield "steps are not in order"
    owned = [number for step in reading.steps for number in step.items]
    if len(set(owned)) != len(owned):
        yield "two steps have one item"
    if any(not step.items or not step.title for step in reading.steps):
        yield "a step without a title, or of nothing"
    if not {use.step for use in reading.uses} <= set(keys):
        yield "a use in no step"


def _readings(reading: ListReading) -> Iterator[str]:
    keys = {step.key for step in reading.steps}
    names = [one.key for one in reading.readings]
    if len(set(names)) != len(names):
        yield "two readings have one key"
    for one in reading.readings:
        steps = {one.step}
        if isinstance(one.value, NeedValue):
            steps |= {member.step for member in one.value.members}
        if isinstance(one.value, OrderValue):
            steps |= set(one.value.steps)
        if not steps <= {*keys, None}:
            yield f"{one.key} is about a step that is not there"
        if not 0 <= one.confidence <= 100 or not one.words:
            yield f"{one.key} has no words, or is {one.confidence} sure"
        if not 1 <= one.line <= len(reading.lines):
            yield f"{one.key} stands in line {one.line}"
        if one.asks and len(one.asks.answers) < 2:
            yield f"{one.key} leaves no choice"
