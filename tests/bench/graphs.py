"""Generated roadmaps and learners on them: the same size gives the same ones."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from progress.engine.state import Learner, PathChoice, Record, Walk
from roadmap.document import (
    Document,
    GroupDoc,
    LinkDoc,
    MemberDoc,
    ResourceDoc,
    RoadmapDoc,
    RubricRow,
    SlotDoc,
    StageDoc,
    StepDoc,
    UseDoc,
)
from roadmap.facts import ResourceFacts
from roadmap.graph import RoadmapGraph, compile_graph
from roadmap.spans import RelationFacts

SEED = 5
REACH = 50  # how far back in the list a need goes
MOST_GROUPS, MOST_MEMBERS = 3, 3
STEPS_PER_STAGE, STEPS_PER_PROJECT = 20, 10
LEVELS = ("not yet", "mostly", "fully")
DONE = Record(decision="done", how="all")


def document(count: int) -> Document:
    """A roadmap of count steps: up to three groups each, any one of up to three of
    the fifty steps before; every tenth step is a project, each other a course."""
    chance = Random(f"{SEED}/{count}")
    stages = tuple(
        StageDoc(key=f"stage-{number}", title=f"Stage {number + 1}")
        for number in range((count - 1) // STEPS_PER_STAGE + 1)
    )
    roadmap = RoadmapDoc(
        slug=f"generated-{count}",
        title=f"A generated roadmap of {count} steps",
        summary="Made by the benchmark.",
        stages=stages,
        steps=tuple(_step(chance, count, number) for number in range(count)),
    )
    courses = tuple(
        _course(chance, count, number)
        for number in range(count)
        if not _is_project(number)
    )
    return Document(roadmap=roadmap, resources=courses)


def graph(count: int) -> RoadmapGraph:
    """The generated roadmap of count steps, compiled."""
    whole = document(count)
    facts = {one.key: _facts(one) for one in whole.resources}
    return compile_graph(whole.roadmap, facts)


def learner(
    compiled: RoadmapGraph,
    done: Sequence[str],
    *,
    choice: PathChoice | None = None,
    relations: Sequence[RelationFacts] = (),
) -> Learner:
    """Somebody who has done these steps and nothing else. Nothing is worked out yet."""
    records: Mapping[str, Record] = dict.fromkeys(done, DONE)
    walk = Walk(compiled, choice or PathChoice(), records)
    return Learner((walk,), {}, tuple(relations), compiled.facts)


def _is_project(number: int) -> bool:
    return number % STEPS_PER_PROJECT == STEPS_PER_PROJECT - 1


def _step(chance: Random, count: int, number: int) -> StepDoc:
    is_project = _is_project(number)
    course = SlotDoc(uses=(UseDoc(resource=_key(count, number)),))
    return StepDoc(
        key=f"step-{number}",
        title=f"Step {number + 1} of the generated roadmap",
        stage=f"stage-{number // STEPS_PER_STAGE}",
        kind="project" if is_project else "study",
        summary="What a curator would say of it in one sentence.",
        minutes=chance.randrange(120, 600, 30) if is_project else None,
        can_do=("I can do what this step is about.",),
        rubric=_rubric() if is_project else (),
        slots=() if is_project else (course,),
        needs=tuple(_groups(chance, number)),
    )


def _rubric() -> tuple[RubricRow, ...]:
    criteria = ("It runs", "It is tested")
    return tuple(RubricRow(criterion=one, levels=LEVELS) for one in criteria)


def _groups(chance: Random, number: int) -> Iterator[GroupDoc]:
    near = range(max(0, number - REACH), number)
    for group in range(1, chance.randint(0, MOST_GROUPS) + 1 if near else 1):
        size = min(len(near), chance.randint(1, MOST_MEMBERS))
        members = sorted(chance.sample(near, size))
        yield GroupDoc(
            number=group,
            k=1 if size > 1 else None,
            members=tuple(MemberDoc(step=f"step-{one}") for one in members),
        )


def _key(count: int, number: int) -> str:
    return f"generated-{count}-course-{number}"


def _course(chance: Random, count: int, number: int) -> ResourceDoc:
    lessons = chance.randint(2, 12)
    return ResourceDoc(
        key=_key(count, number),
        kind="course",
        title=f"Course {number + 1} of {count}",
        authors="Somebody",
        summary="A course that nobody gives.",
        unit="lesson",
        total=lessons,
        minutes=lessons * chance.choice((15, 30, 45, 60)),
        links=(LinkDoc(url=f"https://example.org/{count}/{number}", primary=True),),
    )


def _facts(course: ResourceDoc) -> ResourceFacts:
    return ResourceFacts(
        key=course.key,
        total=course.total,
        minutes=course.minutes,
        kind=course.kind,
        unit=course.unit,
    )
