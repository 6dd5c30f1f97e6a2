"""How much of the lists is read: python -m tests.curating.lists.figures"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from curating.lists.reading import read_list
from curating.lists.types import ListReading
from tests.curating.lists.checks import inputs
from tests.curating.lists.conditions_of_sources import CONDITIONS
from tests.curating.lists.expected import LINKS, NEEDS, SAID, STEPS
from tests.curating.lists.linked import TITLES
from tests.curating.lists.matching import found, need

SOURCES = ("visual_recognition.md", "csoc_week_5.md", "how_to_learn.md")
PLAIN_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\((https?://[^()\s]+)\)")


@dataclass(frozen=True)
class Figure:
    """hits of all; missing: what was not read, in words."""

    name: str
    hits: int
    all: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        return 100 * self.hits / max(1, self.all)


def readings() -> dict[str, ListReading]:
    return {name: read_list(data, name=name) for name, data in inputs().items()}


def plain_links(lines: tuple[str, ...]) -> Iterator[tuple[str, str, str, int]]:
    """(title, address, heading, line) of links in one line, found another way."""
    heading = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            heading = line.strip("# ")
        for title, address in PLAIN_LINK.findall(line):
            yield " ".join(title.split()), address, heading, number


def titles_missing(reading: ListReading, name: str) -> list[tuple[str | None, str]]:
    """(heading, title) of what was written down by hand and not read so."""
    have = Counter(
        (
            None if one.item is None else one.headings[-1] if one.headings else "",
            one.title,
        )
        for one in reading.links
    )
    wanted = Counter((head, one) for head, titles in TITLES[name] for one in titles)
    return list((wanted - have).elements())


def links(read: dict[str, ListReading]) -> Figure:
    missing: list[str] = []
    for name, count in LINKS.items():
        have = len(read[name].links)
        if have != count:
            missing.append(f"{name}: {have} links, not {count}")
        if name not in SOURCES:
            missing.extend(f"{name}: {one}" for one in titles_missing(read[name], name))
            continue
        known = {
            (one.title, one.address, one.line, one.headings[-1] if one.headings else "")
            for one in read[name].links
        }
        for title, address, heading, line in plain_links(read[name].lines):
            headings = {heading, "NOTE for further studies"}
            if not any((title, address, line, one) in known for one in headings):
                missing.append(f"{name} {line}: {title}")
    total = sum(LINKS.values())
    return Figure("links", total - len(missing), total, tuple(missing))


def steps(read: dict[str, ListReading], names: tuple[str, ...]) -> Figure:
    missing: list[str] = []
    total = 0
    for name in names:
        total += len(STEPS[name])
        have = [(one.title, one.kind) for one in read[name].steps]
        for place, (title, kind) in enumerate(STEPS[name]):
            one = have[place] if place < len(have) else ("", "")
            if title.lower() not in one[0].lower() or kind != one[1]:
                missing.append(f"{name} step {place}: {one}, not {title} {kind}")
        if len(have) > len(STEPS[name]):
            missing.append(f"{name}: {len(have)} steps, not {len(STEPS[name])}")
    return Figure("steps", total - len(missing), total, tuple(missing))


def conditions(read: dict[str, ListReading]) -> Figure:
    missing = [
        f"{name} {line}: {kind} {words} {holds}"
        for name, line, kind, words, holds in CONDITIONS
        if not found(read[name].readings, line, kind, words, holds)
    ]
    total = len(CONDITIONS)
    return Figure(
        "conditions of the sources", total - len(missing), total, tuple(missing)
    )


def other_readings(read: dict[str, ListReading]) -> Figure:
    missing: list[str] = []
    total = 0
    for name, wanted in SAID.items():
        for line, kind, words, holds in wanted:
            total += 1
            if not found(read[name].readings, line, kind, words, holds):
                missing.append(f"{name} {line}: {kind} {words} {holds}")
    for name, needs in NEEDS.items():
        for one in needs:
            total += 1
            if not need(read[name], *one):
                missing.append(f"{name}: {one}")
    return Figure("readings of the others", total - len(missing), total, tuple(missing))


def figures() -> list[Figure]:
    read = readings()
    others = tuple(name for name in STEPS if name not in SOURCES)
    return [
        links(read),
        steps(read, SOURCES),
        conditions(read),
        steps(read, others),
        other_readings(read),
    ]


if __name__ == "__main__":
    for figure in figures():
        print(f"{figure.percent:6.1f} %  {figure.hits} of {figure.all}  {figure.name}")
        for line in figure.missing:
            print(f"          {line}")
