"""A roadmap by what a list may call it: pages, addresses, titles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from curating.lists.addresses import canonical_of
from curating.lists.resolving import plain
from curating.lists.types import Link
from curating.ticks.types import Place, first_uses
from roadmap.document import ResourceDoc, RoadmapDoc

SURE = 92  # percent of two titles that are the same
LIKELY = 72
APART = 8  # percent that the second best lies behind the best
MOST_PLACES = 3
STEP_PAGE = re.compile(r"^/roadmaps/([\w-]{1,200})/steps/([\w-]{1,200})/?$")
RESOURCE_PAGE = re.compile(r"^/catalogue/([\w-]{1,200})/?$")


class Index:
    """uses: by resource, the steps that use it in their order. addresses: by canonical
    address, the resources that are there. titles: of steps, then of resources."""

    def __init__(
        self, roadmap: RoadmapDoc, resources: Mapping[str, ResourceDoc]
    ) -> None:
        self.slug = roadmap.slug
        self.steps = {step.key: step for step in roadmap.steps}
        self.was = {old: step.key for step in roadmap.steps for old in step.was}
        self.resources = resources
        self.found: dict[tuple[str, str], list[tuple[float, Place]]] = {}

    @cached_property
    def uses(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for step in self.steps.values():
            for key in first_uses(step):
                found[key].append(step.key)
        return dict(found)

    @cached_property
    def addresses(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.uses:
            links = self.resources[key].links if key in self.resources else ()
            for canonical in dict.fromkeys(canonical_of(link.url) for link in links):
                found[canonical].append(key)
        return {canonical: keys for canonical, keys in found.items() if canonical}

    @cached_property
    def titles(self) -> Mapping[Place, str]:
        found = {Place(step.key): plain(step.title) for step in self.steps.values()}
        for key, steps in self.uses.items():
            if key in self.resources:
                title = plain(self.resources[key].title)
                found |= {Place(step, key): title for step in steps}
        return {place: title for place, title in found.items() if title}

    def step_at(self, links: Iterable[Link]) -> str | None:
        """The step of this roadmap whose page one of the links is."""
        for link in links:
            page = STEP_PAGE.match(_path(link))
            if page and page[1] == self.slug:
                key = page[2] if page[2] in self.steps else self.was.get(page[2])
                if key:
                    return key
        return None

    def resources_at(self, link: Link) -> Sequence[str]:
        """Keys of the resources in use here that are at this address."""
        page = RESOURCE_PAGE.match(_path(link))
        if page and page[1] in self.uses:
            return [page[1]]
        return self.addresses.get(link.canonical, ())

    def likeness(self, names: Iterable[str], step: str) -> float:
        """How much a step is called like the name that is most like it, in percent."""
        title = plain(self.steps[step].title)
        scores = (fuzz.token_sort_ratio(plain(one), title) for one in names)
        return max(scores, default=0)

    def best(
        self, names: Sequence[str], step: str = ""
    ) -> tuple[tuple[Place, ...], bool]:
        """The places that are called like one of the names, and whether that is sure.
        step: only its resources."""
        scores: dict[Place, float] = {}
        for name in names:
            for score, place in self._called(plain(name), step):
                scores[place] = max(score, scores.get(place, 0))
        ranked = sorted(scores, key=lambda one: (-scores[one], bool(one.resource)))
        likely = _without_parts(ranked)[:MOST_PLACES]
        if not likely:
            return (), False
        first = scores[likely[0]]
        second = scores[likely[1]] if len(likely) > 1 else 0
        if first >= SURE and first - second >= APART:
            return (likely[0],), True
        return tuple(likely), False

    def _called(self, words: str, step: str) -> list[tuple[float, Place]]:
        if not words:
            return []
        if (words, step) not in self.found:
            matches = process.extract(
                words,
                self._titles_of(step),
                scorer=fuzz.token_sort_ratio,
                limit=2 * MOST_PLACES,
                score_cutoff=LIKELY,
            )
            self.found[words, step] = [(score, key) for _, score, key in matches]
        return self.found[words, step]

    def _titles_of(self, step: str) -> Mapping[Place, str]:
        if not step:
            return self.titles
        places = (Place(step, key) for key in first_uses(self.steps[step]))
        return {one: self.titles[one] for one in places if one in self.titles}


def _without_parts(ranked: Sequence[Place]) -> list[Place]:
    """A step that is as likely as what it uses means all of it."""
    found: list[Place] = []
    for place in ranked:
        if Place(place.step) not in found:
            found.append(place)
    return found


def _path(link: Link) -> str:
    try:
        return urlsplit(link.address).path
    except ValueError:
        return ""
