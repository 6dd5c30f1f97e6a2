"""What needs a curator: drafts, problems, resources to look at, newest changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.urls import reverse

from roadmap.admin.changes import BELOW, Change, change_of
from roadmap.document import validate
from roadmap.models import Resource, ResourceStatus, Roadmap, Role, Step, StepResource
from roadmap.reading import document_of

SHOWN = 12
NEWEST = 10
MOST = 50


@dataclass(frozen=True)
class Draft:
    """An open draft with how much is wrong and odd in it."""

    roadmap: Roadmap
    errors: int
    warnings: int


@dataclass(frozen=True)
class Used:
    """A superseded resource and one step that still asks for it."""

    resource: Resource
    step: Step


@dataclass(frozen=True)
class Newest:
    """The last change on one page, what the page is called, and its history."""

    change: Change
    page: str
    url: str


@dataclass(frozen=True)
class Desk:
    """All that the first page of the admin shows."""

    drafts: list[Draft]
    without_link: list[Resource]
    superseded: list[Used]
    newest: list[Newest]

    @property
    def is_clear(self) -> bool:
        return not (self.drafts or self.without_link or self.superseded)


def desk() -> Desk:
    """What needs a look now. About twenty queries for each open draft, and forty."""
    return Desk(
        drafts=[_draft(row) for row in Roadmap.objects.filter(draft_is_open=True)],
        without_link=list(Resource.objects.in_use().filter(links__isnull=True)[:SHOWN]),
        superseded=[
            Used(use.resource, use.step)
            for use in StepResource.objects.filter(
                resource__status=ResourceStatus.SUPERSEDED,
                step__is_retired=False,
                role=Role.PRIMARY,
            ).select_related("resource", "step")[:SHOWN]
        ],
        newest=_newest(),
    )


def _draft(roadmap: Roadmap) -> Draft:
    problems = validate(document_of(roadmap))
    errors = sum(problem.level == "error" for problem in problems)
    return Draft(roadmap, errors, len(problems) - errors)


def _newest() -> list[Newest]:
    """The last changes by people, one for each row that has a page of its own."""
    places: list[tuple[datetime, int, type[Model], type[Model], int]] = []
    for parent, (name, below) in BELOW.items():
        for model in (parent, *below):
            column = "id" if model is parent else f"{name}_id"
            history: Any = model.history.filter(history_user__isnull=False)  # type: ignore[attr-defined]
            rows = history.order_by("-history_date", "-history_id").values_list(
                "history_date", "history_id", column
            )
            places += [
                (at, number, model, parent, key) for at, number, key in rows[:MOST]
            ]
    places.sort(key=lambda place: place[:2], reverse=True)
    newest: dict[tuple[type[Model], int], tuple[type[Model], int]] = {}
    for _at, number, model, parent, key in places:
        newest.setdefault((parent, key), (model, number))
    return [
        Newest(
            change=change_of(model, number),
            page=str(parent._base_manager.filter(pk=key).first()),
            url=reverse(f"admin:roadmap_{parent._meta.model_name}_history", args=[key]),
        )
        for (parent, key), (model, number) in list(newest.items())[:NEWEST]
    ]
