"""Roadmaps of any size for the map, and the geometry that tests look at."""

from collections.abc import Iterator
from random import Random

from roadmap.document import (
    Condition,
    GroupDoc,
    MemberDoc,
    OptionDoc,
    RoadmapDoc,
    StepDoc,
)
from roadmap.layout import Box, Line, MapLayout

WORDS = (
    *("learning", "deep", "neural", "networks", "algebra", "vision", "language"),
    *("models", "practice", "project", "from", "scratch", "with", "introduction"),
    *("to", "advanced", "the", "mathematics", "behind", "WWW", "illicit"),
)
SIZES = ((), (1,), (1,), (2,), (3,), (1, 1), (2, 1), (1, 2, 1))  # of need groups
ROLES: tuple[dict[str, object], ...] = (
    *({},) * 6,
    {"kind": "habit"},
    {"kind": "support"},
    {"requirement": "elective"},
    {"requirement": "deferred"},
    {"when": Condition(tracks=("a",))},
    {"when": Condition(tracks=("b",))},
)


def random_roadmap(count: int, seed: int, *, reach: int = 10) -> RoadmapDoc:
    """count steps in every role; each needs some of the `reach` steps before it."""
    chance = Random(seed)
    steps = [_step(chance, place, reach) for place in range(count)]
    return RoadmapDoc(slug=f"random-{count}-{seed}", title="Any", steps=tuple(steps))


def _step(chance: Random, place: int, reach: int) -> StepDoc:
    title = " ".join(chance.choices(WORDS, k=chance.randint(1, 8))).capitalize()
    options = ()
    if chance.random() < 0.1:
        names = chance.sample(WORDS, chance.randint(2, 6))
        options = tuple(OptionDoc(key=name.lower(), title=name) for name in names)
    free = list(range(max(0, place - reach), place))
    chance.shuffle(free)
    groups = [
        _group(chance, number, [free.pop() for _ in range(min(count, len(free)))])
        for number, count in enumerate(chance.choice(SIZES), start=1)
    ]
    return StepDoc(
        key=f"s{place}",
        title=title,
        stage="all",
        options=options,
        needs=tuple(one for one in groups if one.members),
        **chance.choice(ROLES),  # type: ignore[arg-type]
    )


def _group(chance: Random, number: int, places: list[int]) -> GroupDoc:
    strength = chance.choice(("required",) * 4 + ("recommended", "alongside"))
    is_choice = strength == "required" and chance.random() < 0.4
    return GroupDoc(
        number=number,
        k=chance.randint(1, len(places)) if is_choice and places else None,
        strength=strength,
        when=Condition(not_tracks=("b",)) if chance.random() < 0.1 else None,
        members=tuple(MemberDoc(step=f"s{place}") for place in sorted(places)),
    )


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def stretches(line: Line) -> Iterator[tuple[int, int, int, int]]:
    """(left, top, right, bottom) of each stretch."""
    for (x, y), (to_x, to_y) in zip(line.points, line.points[1:], strict=False):
        yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def runs_through(line: Line, box: Box) -> bool:
    return any(
        left < box.x + box.width
        and right > box.x
        and top < box.y + box.height
        and bottom > box.y
        for left, top, right, bottom in stretches(line)
    )


def is_on_border(point: tuple[int, int], box: Box) -> bool:
    x, y = point
    right, bottom = box.x + box.width, box.y + box.height
    return (box.x <= x <= right and y in (box.y, bottom)) or (
        box.y <= y <= bottom and x in (box.x, right)
    )


def faults(layout: MapLayout) -> list[tuple[str, ...]]:
    """Whatever a reader would trip over; empty for a clean drawing."""
    boxes = {box.key: box for box in layout.boxes}
    found = [
        ("boxes overlap", one.key, other.key)
        for number, one in enumerate(layout.boxes)
        for other in layout.boxes[:number]
        if overlap(one, other)
    ]
    for line in layout.lines:
        ends = (line.start, line.end)
        found += [
            ("line through a box", *ends, box.key)
            for box in layout.boxes
            if runs_through(line, box)
        ]
        for key, point in zip(ends, (line.points[0], line.points[-1]), strict=True):
            if not is_on_border(point, boxes[key]):
                found.append(("line ends beside its box", *ends, key))
        for left, top, right, bottom in stretches(line):
            if left != right and top != bottom:
                found.append(("slanted", *ends))
            if left < 0 or top < 30 or right > layout.width or bottom > layout.height:
                found.append(("outside", *ends))
    return found
