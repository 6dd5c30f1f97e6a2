"""Small roadmaps and learners, written in as few words as possible."""

from collections.abc import Iterable, Mapping
from typing import Any

from progress.engine.state import Learner, PathChoice, Preferences, Record, Walk
from roadmap.document import (
    Condition,
    GroupDoc,
    MemberDoc,
    OptionDoc,
    RoadmapDoc,
    SlotDoc,
    StepDoc,
    TrackDoc,
    UseDoc,
)
from roadmap.facts import ResourceFacts
from roadmap.graph import compile_graph
from roadmap.spans import RelationFacts, Spans


def facts(key: str, total: int | None = 1, minutes: int = 60, **more: Any) -> Any:
    """Facts of one resource; more than one unit counts in lessons."""
    more.setdefault("unit", "" if total == 1 else "lesson")
    return ResourceFacts(key=key, total=total, minutes=minutes, **more)


def member(name: str) -> MemberDoc:
    """ "a" a step, "a:x" a step by option x, "@r" a resource, "@r:0-4" a scope."""
    head, _, tail = name.removeprefix("@").partition(":")
    if not name.startswith("@"):
        return MemberDoc(step=head, option=tail or None)
    start, _, end = tail.partition("-")
    return MemberDoc(resource=head, scope=(int(start), int(end)) if tail else None)


def group(
    names: str,
    k: int | None = None,
    strength: Any = "required",
    when: Condition | None = None,
    number: int = 1,
) -> GroupDoc:
    """A group of the members named, with blanks between them."""
    return GroupDoc(
        number=number,
        k=k,
        strength=strength,
        when=when,
        members=tuple(member(name) for name in names.split()),
    )


def recommended(names: str, **more: Any) -> GroupDoc:
    return group(names, strength="recommended", **more)


def alongside(names: str, **more: Any) -> GroupDoc:
    return group(names, strength="alongside", **more)


def use(name: str, role: Any = "primary") -> UseDoc:
    """ "r" the whole of a resource, "r:0-4" a scope of it."""
    found = member("@" + name)
    return UseDoc(resource=found.resource or "", role=role, scope=found.scope)


def slot(
    *names: str, instead: str = "", option: str | None = None, number: int = 1
) -> SlotDoc:
    """The first name is primary, as are the others; `instead` stand for them."""
    uses = [use(name) for name in names]
    uses += [use(name, "instead") for name in instead.split()]
    return SlotDoc(number=number, option=option, uses=tuple(uses))


def step(key: str, *needs: str | GroupDoc, **more: Any) -> StepDoc:
    """A step; a plain text of needs is one group that requires all of them."""
    groups = tuple(group(n) if isinstance(n, str) else n for n in needs)
    return StepDoc(key=key, title=key.upper(), stage="all", needs=groups, **more)


def option(key: str, aims: str = "", *, default: bool = False) -> OptionDoc:
    return OptionDoc(key=key, title=key, aims=tuple(aims.split()), default=default)


def tracks(*keys: str) -> Condition:
    return Condition(tracks=keys)


def roadmap(*steps: StepDoc, slug: str = "roadmap", track: str = "") -> RoadmapDoc:
    known = tuple(TrackDoc(key=key, title=key) for key in track.split())
    return RoadmapDoc(slug=slug, title=slug, tracks=known, steps=steps)


def choice(aim: str | None = None, track: str = "", **more: Any) -> PathChoice:
    return PathChoice(aim=aim, tracks=frozenset(track.split()), **more)


def walk(
    document: RoadmapDoc,
    *resources: ResourceFacts,
    records: Mapping[str, Record] | None = None,
    chosen: PathChoice | None = None,
    **more: Any,
) -> Walk:
    graph = compile_graph(document, {one.key: one for one in resources})
    return Walk(graph, chosen or choice(), records or {}, **more)


def learner(
    *walks: Walk,
    spans: Mapping[str, Spans] | None = None,
    relations: Iterable[RelationFacts] = (),
    preferences: Preferences | None = None,
) -> Learner:
    """Somebody on these walks; the catalogue is what their graphs know."""
    known: dict[str, ResourceFacts] = {}
    for one in walks:
        known.update(one.graph.facts)
    return Learner(
        walks, spans or {}, tuple(relations), known, preferences or Preferences()
    )


def done(*keys: str) -> dict[str, Record]:
    """These steps done, and nothing else decided."""
    return {key: Record(decision="done", how="all") for key in keys}
