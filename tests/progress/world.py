"""Two short roadmaps that share what they teach: every kind of step, in few words.

way     start -> basics -> (both, choose) -> build; beside it a habit, support, an
        elective, a deferred step and one of the track "eyes".
other   the whole of the course, its second edition, and the specialization it is
        part of; lesson 1 to 4 of the course are also what `start` asks for.
"""

from dataclasses import replace

from roadmap.document import (
    Condition,
    Document,
    OptionDoc,
    RelationDoc,
    ResourceDoc,
    StepDoc,
)
from roadmap.models import Roadmap
from tests.factories import publish_document
from tests.roadmap.documents import (
    group,
    make_document,
    make_project,
    make_resource,
    make_step,
    slot,
    use,
)

COURSE = make_resource(
    "course",
    kind="course",
    unit="lesson",
    total=10,
    minutes=600,
    relations=(
        RelationDoc(kind="edition_of", to="edition"),
        RelationDoc(kind="part_of", to="whole", number=1),
    ),
)
RESOURCES: tuple[ResourceDoc, ...] = (
    COURSE,
    make_resource("edition", kind="course", unit="lesson", total=8, minutes=480),
    make_resource("whole", kind="specialization", unit="course", total=2, minutes=1200),
    make_resource("book", total=10, minutes=300),
    make_resource("film", kind="video", unit="", total=None, minutes=30),
    make_resource("essay", kind="article", unit="", total=None, minutes=20),
    make_resource("forum", kind="community", unit="part", total=None, minutes=None),
    make_resource("torch", kind="tutorial", unit="part", total=3, minutes=180),
    make_resource("flow", kind="tutorial", unit="part", total=4, minutes=240),
)
TITLES = {resource.key: resource for resource in RESOURCES}


def named(*keys: str) -> tuple[ResourceDoc, ...]:
    return tuple(TITLES[key] for key in keys)


def with_slots(*slots: object) -> dict[str, object]:
    """Slots one after the other, numbered."""
    return {"slots": tuple(slots)}


def way_steps() -> tuple[StepDoc, ...]:
    return (
        make_step("start", slots=(slot(use("course", scope=(0, 4))),)),
        make_step("basics", "start", slots=(slot(use("film")),), ask_at_start=True),
        make_step(
            "both",
            "basics",
            slots=(
                slot(use("book", scope=(0, 3)), use("edition", role="instead")),
                slot(use("essay"), use("forum", role="extra"), number=2),
            ),
        ),
        make_step(
            "choose",
            "basics",
            kind="choice",
            options=(
                OptionDoc(key="torch", title="Torch", aims=("research",)),
                OptionDoc(key="flow", title="Flow", default=True),
            ),
            slots=(
                slot(use("torch"), option="torch"),
                slot(use("flow"), option="flow", number=2),
            ),
        ),
        make_project("build", group("both", "choose")),
        make_step(
            "extra",
            requirement="elective",
            requirement_reason="Only if you like.",
            slots=(slot(use("book", scope=(3, 6))),),
        ),
        make_step(
            "later",
            requirement="deferred",
            requirement_reason="Heavy before a project.",
            offered_when=Condition(steps=("build",)),
            joins_when=Condition(tracks=("nlp",)),
            slots=(slot(use("book", scope=(6, 10))),),
        ),
        make_step(
            "look",
            when=Condition(tracks=("eyes",)),
            slots=(slot(use("edition", scope=(0, 2))),),
        ),
        make_step("club", kind="habit", rhythm="weekly", slots=()),
        make_step("helpers", kind="support", slots=()),
    )


def way(*steps: StepDoc, **fields: object) -> Document:
    keys = ("course", "edition", "whole", "book", "film", "essay", "forum")
    return make_document(
        *(steps or way_steps()),
        resources=named(*keys, "torch", "flow"),
        **fields,
    )


def other() -> Document:
    return make_document(
        make_step("again", slots=(slot(use("course")),)),
        make_step("edition", slots=(slot(use("edition")),)),
        make_step("special", slots=(slot(use("whole", scope=(0, 1))),)),
        make_project("show", group("again")),
        slug="other",
        title="Other",
        resources=named("course", "edition", "whole"),
    )


def publish_world() -> tuple[Roadmap, Roadmap]:
    """way and other, in an empty database."""
    return publish_document(way()), publish_document(other())


def new_version() -> Roadmap:
    """`way` published again, with `start` under another title."""
    first, *others = way_steps()
    return publish_document(way(replace(first, title="Begin"), *others))
