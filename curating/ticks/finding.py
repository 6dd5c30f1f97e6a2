"""What each tick of a list means on a roadmap."""

from collections.abc import Iterator, Mapping, Sequence

from curating.lists.titles import title_of
from curating.lists.types import Item, Link, ListReading
from curating.ticks.index import APART, LIKELY, MOST_PLACES, SURE, Index
from curating.ticks.types import Place, Tick
from roadmap.document import ResourceDoc, RoadmapDoc

LONGEST_TITLE = 200


def find_ticks(
    reading: ListReading, roadmap: RoadmapDoc, resources: Mapping[str, ResourceDoc]
) -> tuple[Tick, ...]:
    """What the ticks of a list mean on this roadmap, in the order of the list."""
    finder = _Finder(reading, Index(roadmap, resources))
    return tuple(
        tick for item in reading.items if item.ticked for tick in finder.ticks_of(item)
    )


class _Finder:
    def __init__(self, reading: ListReading, index: Index) -> None:
        self.reading = reading
        self.index = index
        self.owners: dict[int, str | None] = {}

    def ticks_of(self, item: Item) -> Iterator[Tick]:
        """One for each address that leads somewhere here, else one by its title."""
        links = self.links(item)
        title, after = _named(item, links)
        groups = self.by_address(item, links)
        for places in groups:
            yield Tick(
                line=item.line,
                title=title,
                after=after,
                places=places[:MOST_PLACES],
                by="address",
                is_sure=len(places) == 1,
            )
        if not groups:
            places, is_sure = self.by_title(item, links)
            yield Tick(
                line=item.line,
                title=title,
                after=after,
                places=places,
                by="title" if places else "",
                is_sure=is_sure,
            )

    def links(self, item: Item) -> list[Link]:
        every = (self.reading.links[number] for number in item.links)
        return [link for link in every if not link.image]

    def by_address(self, item: Item, links: Sequence[Link]) -> list[tuple[Place, ...]]:
        """For each address that leads somewhere here, the places it may mean."""
        own = self.index.step_at(links)
        if own:
            return [(Place(own),)]
        found = (
            self.used(item, links, self.index.resources_at(link)) for link in links
        )
        return list(dict.fromkeys(places for places in found if places))

    def used(
        self, item: Item, links: Sequence[Link], keys: Sequence[str]
    ) -> tuple[Place, ...]:
        """Where these resources are used: in the step around it, else in the one that
        is called like it, else anywhere."""
        uses = self.index.uses
        every = [Place(step, key) for key in keys for step in uses[key]]
        if len(every) < 2:
            return tuple(every)
        around = self.step_around(item)
        inside = [place for place in every if place.step == around]
        if inside:
            return tuple(inside)
        return self.closest([*_names(item, links), *self.headings(item)], every)

    def closest(self, names: Sequence[str], every: list[Place]) -> tuple[Place, ...]:
        """The one whose step is called like one of the names, else all, best first."""
        scored = [(self.index.likeness(names, place.step), place) for place in every]
        scored.sort(key=lambda one: -one[0] if one[0] >= LIKELY else 0)
        best, first = scored[0]
        if best >= SURE and best - scored[1][0] >= APART:
            return (first,)
        return tuple(place for _score, place in scored)

    def step_around(self, item: Item) -> str | None:
        """The step that what this stands below is about."""
        above = _above(item)
        if above is None:
            return None
        if above not in self.owners:
            outer = self.reading.items[above]
            own = self.index.step_at(self.links(outer)) or self.step_called(outer)
            self.owners[above] = own or self.step_around(outer)
        return self.owners[above]

    def step_called(self, item: Item) -> str | None:
        places, is_sure = self.index.best(_names(item, self.links(item)))
        return places[0].step if is_sure and not places[0].resource else None

    def headings(self, item: Item) -> list[str]:
        """The words of what it stands below, the nearest first."""
        found = []
        above = _above(item)
        while above is not None:
            found.append(self.reading.items[above].text)
            above = _above(self.reading.items[above])
        return found

    def by_title(
        self, item: Item, links: Sequence[Link]
    ) -> tuple[tuple[Place, ...], bool]:
        """What is called like it, and whether that is sure."""
        names = _names(item, links)
        around = self.step_around(item)
        if around:
            places, is_sure = self.index.best(names, around)
            if is_sure:
                return places, True
        return self.index.best(names)


def _above(item: Item) -> int | None:
    """The number of the item or heading that this stands below."""
    return item.parent if item.parent is not None else item.heading


def _named(item: Item, links: Sequence[Link]) -> tuple[str, str]:
    """What a tick stands at, and the words behind that."""
    few = len(item.text) <= LONGEST_TITLE and not links
    title = " ".join(item.text.split()) if few else title_of(item, links)[0]
    if links and item.places[item.links.index(links[0].number)][0] == 0:
        end = item.places[item.links.index(links[0].number)][1]
        return links[0].title or title, item.text[end:].strip()
    return title, ""


def _names(item: Item, links: Sequence[Link]) -> list[str]:
    """What may be a title of it: its own words, whole if they are few, and those of
    its links."""
    text = item.text if len(item.text) <= LONGEST_TITLE else ""
    said = [text, title_of(item, links)[0], *(link.title for link in links)]
    return list(dict.fromkeys(name for name in said if name))
