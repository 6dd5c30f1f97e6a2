"""Rows of a draft, with defaults, for tests of the catalogue and its actions."""

from itertools import count
from typing import Any

from roadmap.actions import touch_catalogue
from roadmap.models import (
    Link,
    Need,
    NeedGroup,
    Option,
    Resource,
    Roadmap,
    Stage,
    Step,
    StepResource,
)

numbers = count(1)


def make_resource(key: str = "", **fields: Any) -> Resource:
    """A course of ten lessons with one address, 300 minutes in all."""
    key = key or f"course-{next(numbers)}"
    values = {
        "title": key.capitalize(),
        "kind": "course",
        "unit": "lesson",
        "total": 10,
        "minutes": 300,
        **fields,
    }
    row: Resource = Resource.objects.create(key=key, **values)
    Link.objects.create(resource=row, url=f"https://example.org/{key}", is_primary=True)
    touch_catalogue()
    return row


def make_roadmap(slug: str = "", **fields: Any) -> Roadmap:
    """An open draft with one stage and no step yet."""
    slug = slug or f"roadmap-{next(numbers)}"
    values = {"title": slug.capitalize(), "summary": "Where it leads.", **fields}
    row: Roadmap = Roadmap.objects.create(slug=slug, **values)
    Stage.objects.create(roadmap=row, key="start", title="Start", position=1)
    return row


def make_step(roadmap: Roadmap, key: str, *needs: Step, **fields: Any) -> Step:
    """A study step of half an hour that needs all of these steps."""
    place = roadmap.steps.count() + 1
    values = {
        "title": key.capitalize(),
        "stage": roadmap.stages.get(key="start"),
        "kind": "study",
        "minutes": 30,
        "can_do": ["I can say what it is."],
        "position": place,
        **fields,
    }
    step = Step.objects.create(roadmap=roadmap, key=key, **values)
    for needed in needs:
        need(step, needed)
    return step


def need(step: Step, needed: Step, number: int = 1, **fields: Any) -> Need:
    """One member of a group of step, and the group if it is not there yet."""
    NeedGroup.objects.get_or_create(step=step, number=number)
    place = step.needs.count() + 1
    return Need.objects.create(
        step=step, number=number, needed=needed, position=place, **fields
    )


def use(step: Step, resource: Resource, **fields: Any) -> StepResource:
    """The resource in the first slot of step, as the one to take."""
    place = step.uses.count() + 1
    values = {"position": place, **fields}
    return StepResource.objects.create(step=step, resource=resource, **values)


def make_option(step: Step, key: str, **fields: Any) -> Option:
    return Option.objects.create(
        step=step, key=key, title=key.capitalize(), position=1, **fields
    )
