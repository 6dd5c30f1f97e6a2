"""A small valid document, and ways to change one thing about it."""

from dataclasses import replace
from typing import Any

from roadmap.document import (
    AimDoc,
    Document,
    GroupDoc,
    LinkDoc,
    MemberDoc,
    OptionDoc,
    ResourceDoc,
    RoadmapDoc,
    RubricRow,
    SlotDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
    UseDoc,
)


def make_resource(key: str, **fields: Any) -> ResourceDoc:
    """A book of ten chapters with one address."""
    defaults: dict[str, Any] = {
        "kind": "book",
        "title": key.capitalize(),
        "unit": "chapter",
        "total": 10,
        "links": (LinkDoc(url=f"https://example.org/{key}", primary=True),),
    }
    return ResourceDoc(key=key, **(defaults | fields))


def use(resource: str = "book", **fields: Any) -> UseDoc:
    return UseDoc(resource=resource, **fields)


def slot(*uses: UseDoc, **fields: Any) -> SlotDoc:
    return SlotDoc(uses=uses or (use(),), **fields)


def make_step(key: str, *needs: GroupDoc | str, **fields: Any) -> StepDoc:
    """A study step with the whole book in it, which needs these steps or groups."""
    groups = tuple(
        replace(need if isinstance(need, GroupDoc) else group(need), number=number)
        for number, need in enumerate(needs, start=1)
    )
    defaults: dict[str, Any] = {
        "title": key.upper(),
        "stage": "begin",
        "can_do": (f"I can do {key}.",),
        "slots": (slot(),),
        "needs": groups,
    }
    return StepDoc(key=key, **(defaults | fields))


def make_project(key: str, *needs: GroupDoc | str, **fields: Any) -> StepDoc:
    row = RubricRow(criterion="It runs", levels=("no", "partly", "yes"))
    rubric = (row, replace(row, criterion="It is clear"))
    defaults: dict[str, Any] = {"kind": "project", "rubric": rubric, "minutes": 600}
    return make_step(key, *needs, **(defaults | {"slots": ()} | fields))


def make_choice(key: str, *options: str, **fields: Any) -> StepDoc:
    """A choice between options, each with the book."""
    return make_step(
        key,
        kind="choice",
        options=tuple(OptionDoc(key=each, title=each.upper()) for each in options),
        slots=tuple(slot(option=each) for each in options),
        **fields,
    )


def group(*steps: str, **fields: Any) -> GroupDoc:
    """All of these steps (k, strength, when may be given)."""
    return GroupDoc(members=tuple(MemberDoc(step=key) for key in steps), **fields)


def make_document(*steps: StepDoc, **fields: Any) -> Document:
    """These steps on a roadmap with two aims, two tracks, one stage and a book."""
    resources = fields.pop("resources", (make_resource("book"),))
    defaults: dict[str, Any] = {
        "slug": "way",
        "title": "Way",
        "aims": (AimDoc(key="research", title="Research", default=True),)
        + (AimDoc(key="industry", title="Industry"),),
        "tracks": tuple(
            TrackDoc(key=key, title=key.upper()) for key in ("nlp", "eyes")
        ),
        "stages": (StageDoc(key="begin", title="Begin"),),
        "steps": steps or (make_step("a"), make_project("b", "a")),
    }
    return Document(roadmap=RoadmapDoc(**(defaults | fields)), resources=resources)
