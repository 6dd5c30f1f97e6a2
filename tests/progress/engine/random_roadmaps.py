"""Generated roadmaps and learners with everything that a document can say."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from progress.engine.state import Learner, PathChoice, Preferences, Record, Walk
from roadmap.document import Condition, GroupDoc, RoadmapDoc, StepDoc
from roadmap.facts import ResourceFacts
from roadmap.graph import compile_graph
from roadmap.spans import RelationFacts, Spans
from tests.progress.engine.build import (
    facts,
    group,
    option,
    roadmap,
    slot,
    step,
    tracks,
)

TODAY = date(2026, 3, 2)
TRACKS = ("left", "right")
AIMS = ("work", "play")


def random_catalogue(rng: Random, count: int) -> dict[str, ResourceFacts]:
    """Resources r0, r1, ...: most have units, some are tools or cannot be used."""
    found = {}
    for number in range(count):
        key = f"r{number}"
        total = rng.choice((1, 1, 3, 4, 10, None))
        found[key] = facts(
            key,
            total,
            rng.choice((10, 45, 120, 600)),
            usable=rng.random() < 0.9,
            archived=rng.random() < 0.1,
            cost=rng.choice(("", "free", "paid")),
            language=rng.choice(("en", "en", "de")),
            needs_computer=rng.random() < 0.2,
        )
        if total is None:
            found[key] = replace(found[key], unit="part")
    return found


def random_relations(
    rng: Random, catalogue: Iterable[str], count: int
) -> tuple[RelationFacts, ...]:
    keys = list(catalogue)
    found = []
    for _ in range(count):
        kind = rng.choice(("edition_of", "part_of", "covers"))
        number = 1 if kind == "part_of" else None
        source, target = rng.sample(keys, 2)
        found.append(RelationFacts(kind, source, target, number))
    return tuple(found)


def random_roadmap(
    rng: Random, count: int, catalogue: dict[str, ResourceFacts], slug: str = "roadmap"
) -> RoadmapDoc:
    """Steps s0, s1, ...; each needs only steps before it in the list."""
    steps = [_step(rng, number, catalogue) for number in range(count)]
    return roadmap(*steps, slug=slug, track=" ".join(TRACKS))


def random_learner(rng: Random, *documents: RoadmapDoc, **known: Any) -> Learner:
    """Somebody in the middle of these roadmaps; known: facts and relations."""
    walks = tuple(_walk(rng, document, known["facts"]) for document in documents)
    spans = {key: _units(rng, one) for key, one in known["facts"].items() if one.units}
    languages = frozenset({"en"}) if rng.random() < 0.2 else frozenset[str]()
    preferences = Preferences(
        free_only=rng.random() < 0.2,
        languages=languages,
        at_computer=rng.random() < 0.8,
        blocked=frozenset(key for key in known["facts"] if rng.random() < 0.05),
    )
    chosen = {key: units for key, units in spans.items() if rng.random() < 0.3}
    relations = known.get("relations", ())
    return Learner(walks, chosen, relations, known["facts"], preferences)


def some_learner(seed: int, *, steps: int = 12, roadmaps: int = 1) -> Learner:
    """One generated learner on generated roadmaps that share resources."""
    rng = Random(seed)
    catalogue = random_catalogue(rng, steps)
    documents = [
        random_roadmap(rng, rng.randint(3, steps), catalogue, f"roadmap-{number}")
        for number in range(roadmaps)
    ]
    relations = random_relations(rng, catalogue, rng.choice((0, 0, 2)))
    return random_learner(rng, *documents, facts=catalogue, relations=relations)


def big_roadmap(rng: Random, count: int) -> tuple[RoadmapDoc, dict[str, ResourceFacts]]:
    """A long roadmap with a resource for each step and a project in twenty."""
    steps, catalogue = [], {}
    for number in range(count):
        near = range(max(0, number - 50), number)
        needs = []
        for index in range(rng.randint(0, 2) if near else 0):
            members = rng.sample(near, min(len(near), rng.randint(1, 3)))
            k = 1 if len(members) > 1 and rng.random() < 0.3 else None
            names = " ".join(f"s{member}" for member in members)
            needs.append(group(names, k, number=index + 1))
        key = f"r{number}"
        catalogue[key] = facts(key, 10, rng.randint(60, 2400))
        kind = "project" if rng.random() < 0.05 else "study"
        steps.append(step(f"s{number}", *needs, kind=kind, slots=(slot(key),)))
    return roadmap(*steps), catalogue


def _step(rng: Random, number: int, catalogue: dict[str, ResourceFacts]) -> StepDoc:
    more: dict[str, Any] = {"minutes": rng.choice((None, 30, 300))}
    more["kind"] = rng.choice(("study",) * 6 + ("project", "practice", "habit"))
    roll = rng.random()
    if roll < 0.12:
        more |= {"requirement": "elective", "elective_on": rng.random() < 0.5}
    elif roll < 0.24 and number:
        earlier = Condition(steps=(f"s{rng.randrange(number)}",))
        more["requirement"] = "deferred"
        more[rng.choice(("joins_when", "offered_when"))] = rng.choice(
            (earlier, tracks("left"))
        )
    elif roll < 0.34:
        more["when"] = rng.choice((tracks("left"), Condition(not_tracks=("right",))))
    more["goal"] = rng.random() < 0.1
    more |= _works(rng, catalogue)
    return step(f"s{number}", *_needs(rng, number), **more)


def _works(rng: Random, catalogue: dict[str, ResourceFacts]) -> dict[str, Any]:
    """Slots, sometimes by option."""

    def scoped(key: str) -> str:
        total = catalogue[key].units or 0
        if total < 2 or rng.random() < 0.5:
            return key
        start = rng.randrange(total)
        return f"{key}:{start}-{rng.randint(start + 1, total)}"

    def one(number: int, taken: str | None) -> Any:
        names = [scoped(key) for key in rng.sample(list(catalogue), 2)]
        other = names[1] if rng.random() < 0.4 else ""
        return slot(names[0], instead=other, option=taken, number=number)

    if rng.random() < 0.15:
        options = (option("x", "work"), option("y", "play", default=True))
        return {"options": options, "slots": (one(1, "x"), one(2, "y"))}
    return {"slots": tuple(one(n + 1, None) for n in range(rng.choice((0, 1, 1, 2))))}


def _needs(rng: Random, number: int) -> list[GroupDoc]:
    near = range(max(0, number - 6), number)
    found = []
    for index in range(rng.choice((0, 1, 1, 2)) if near else 0):
        members = rng.sample(near, min(len(near), rng.randint(1, 3)))
        k = None if rng.random() < 0.6 else rng.randint(1, len(members))
        strength = rng.choice(("required",) * 3 + ("recommended", "alongside"))
        when = tracks("right") if rng.random() < 0.1 else None
        names = [f"s{member}" for member in members]
        if rng.random() < 0.05:
            names[0] = f"@r{rng.randrange(number)}"
        found.append(group(" ".join(names), k, strength, when, index + 1))
    return found


def _walk(rng: Random, document: RoadmapDoc, known: dict[str, ResourceFacts]) -> Walk:
    choice = PathChoice(
        aim=rng.choice((None, *AIMS)),
        tracks=frozenset(key for key in TRACKS if rng.random() < 0.4),
        undecided_tracks=rng.random() < 0.15,
        share=rng.choice((100, 200, 50)),
    )
    records = {}
    for one in document.steps:
        if rng.random() < 0.35:
            records[one.key] = _record(rng, [entry.key for entry in one.options])
    due = {
        one.key: TODAY + timedelta(days=rng.randint(-5, 12))
        for one in document.steps
        if rng.random() < 0.1
    }
    return Walk(compile_graph(document, known), choice, records, due)


def _record(rng: Random, options: list[str]) -> Record:
    taken = rng.choice(("", *options))
    roll = rng.random()
    if roll < 0.5:
        return Record(decision=rng.choice(("done", "known", "waived")), option=taken)
    if roll < 0.65:
        on = TODAY - timedelta(days=rng.randint(0, 10))
        until = TODAY + timedelta(days=rng.randint(-3, 9))
        return Record(put_off_until=until, put_off_on=on, put_off_count=1)
    return Record(
        option=taken,
        started=rng.random() < 0.5,
        added=rng.choice((None, True, False)),
    )


def _units(rng: Random, one: ResourceFacts) -> Spans:
    total = one.units or 1
    start = rng.randrange(total)
    return ((start, rng.randint(start + 1, total)),)
