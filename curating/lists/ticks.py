"""What somebody has ticked in a list: by step, and by link."""

from collections.abc import Mapping
from dataclasses import dataclass

from curating.lists.types import Item, ListReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """True for ticked, False for an open box; what has no box is not in it.

    steps: by key. links: by number, each with the tick of the item it stands in, or of
    the nearest one around it that has a box.
    """

    steps: Mapping[str, bool]
    links: Mapping[int, bool]

    def ticked_steps(self) -> tuple[str, ...]:
        """Keys of the steps that are ticked, in the order of the list."""
        return tuple(key for key, ticked in self.steps.items() if ticked)


def ticks(reading: ListReading) -> Ticks:
    """The ticks of a list. Linear.

    A step without a box of its own is ticked where all boxes in it are.
    """
    boxes: list[bool | None] = []
    for item in reading.items:
        above = boxes[item.parent] if item.parent is not None else None
        boxes.append(item.ticked if item.ticked is not None else above)
    steps: dict[str, bool] = {}
    for step in reading.steps:
        ticked = step.ticked
        if ticked is None:
            ticked = _of_all([reading.items[number] for number in step.items])
        if ticked is not None:
            steps[step.key] = ticked
    links = {
        link.number: box
        for link in reading.links
        if link.item is not None and (box := boxes[link.item]) is not None
    }
    return Ticks(steps=steps, links=links)


def _of_all(items: list[Item]) -> bool | None:
    found = [item.ticked for item in items if item.ticked is not None]
    return all(found) if found else None
