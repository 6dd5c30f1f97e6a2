"""Versions of a roadmap, and who changed what in it, when."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from curating.models import Fix
from curating.queries.looked import parsed
from progress.models import Enrolment, StepRecord
from roadmap.document import Document, StageDoc, StepDoc
from roadmap.models import (
    Aim,
    Need,
    NeedGroup,
    Option,
    Resource,
    Roadmap,
    RoadmapVersion,
    Stage,
    Step,
    StepResource,
    Track,
)

PER_PAGE = 40
PARENTS: tuple[tuple[type[Any], str, str, str], ...] = (
    (Roadmap, "id", "id", "title"),
    (Aim, "roadmap", "roadmap_id", "title"),
    (Track, "roadmap", "roadmap_id", "title"),
    (Stage, "roadmap", "roadmap_id", "title"),
    (Step, "roadmap", "id", "title"),
    (Option, "step__roadmap", "step_id", "title"),
    (StepResource, "step__roadmap", "step_id", "resource__title"),
    (NeedGroup, "step__roadmap", "step_id", "step__title"),
    (Need, "step__roadmap", "step_id", "step__title"),
)
NAMES = {
    Roadmap: _("Roadmap"),
    Aim: _("Aim"),
    Track: _("Track"),
    Stage: _("Stage"),
    Step: _("Step"),
    Option: _("Option"),
    StepResource: _("Resource of a step"),
    NeedGroup: _("Group of needs"),
    Need: _("Need"),
}
PAGES = {Roadmap: "roadmap", Aim: "roadmap", Track: "roadmap", Stage: "roadmap"}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """walked: how many walk it now."""

    version: RoadmapVersion
    walked: int
    is_current: bool


def version_rows(roadmap: Roadmap) -> list[VersionRow]:
    """Newest first; two queries."""
    walked = Counter(
        Enrolment.objects.active()
        .filter(roadmap=roadmap)
        .values_list("version", flat=True)
    )
    rows = roadmap.versions.select_related("published_by").defer("document")
    return [
        VersionRow(row, walked[row.pk], row.pk == roadmap.current_version_id)
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version as it reads: its steps by stage."""

    version: RoadmapVersion
    document: Document
    done: frozenset[str]

    @property
    def stages(self) -> list[tuple[StageDoc, list[StepDoc]]]:
        body = self.document.roadmap
        return [
            (stage, [step for step in body.steps if step.stage == stage.key])
            for stage in body.stages
        ]

    @property
    def titles(self) -> dict[str, str]:
        """Of resources, by key."""
        return {one.key: one.title for one in self.document.resources}


def version_page(version: RoadmapVersion, learner_id: int) -> VersionPage:
    """done: the steps that this learner did in it; one query."""
    records = StepRecord.objects.filter(learner=learner_id, version=version)
    done = records.filter(decision="done").values_list("step__key", flat=True)
    return VersionPage(version, parsed(version.document), frozenset(done))


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was changed. sort: of a history, "!" for a version, "*" for what
    was done on the desk."""

    at: datetime
    sort: str
    who: str
    what: str
    title: str
    url: str


def history_lines(roadmap: Roadmap, page: int) -> tuple[list[Line], bool]:
    """A page of all changes of a roadmap, newest first, and whether there are more;
    one query."""
    first = (page - 1) * PER_PAGE
    parts = [_part(*parent, roadmap) for parent in PARENTS]
    rows = parts[0].union(*parts[1:], *_others(roadmap), all=True)
    last = first + PER_PAGE + 1
    found = list(rows.order_by("-line_at", "-line_number")[first:last])
    return [_line(row) for row in found[:PER_PAGE]], len(found) > PER_PAGE


def _text(value: Any) -> Cast:
    return Cast(value, CharField(max_length=400))


COLUMNS = tuple(
    f"line_{name}" for name in ("at", "sort", "who", "what", "name", "page", "number")
)


def _part(
    model: type[Any], parent: str, page: str, title: str, roadmap: Roadmap
) -> QuerySet[Any, Any]:
    rows = model.history.filter(**{parent: roadmap.pk}).order_by()
    kind = model._meta.model_name
    found: QuerySet[Any, Any] = rows.annotate(
        line_at=F("history_date"),
        line_sort=_text(F("history_type")),
        line_who=_text(Coalesce(F("history_user__name"), Value(""))),
        line_what=_text(Value(kind)),
        line_name=_text(Coalesce(F(title), Value(""))),
        line_page=F(page),
        line_number=F("history_id"),
    ).values_list(*COLUMNS)
    return found


def _others(roadmap: Roadmap) -> list[QuerySet[Any, Any]]:
    """Published versions, and what was done on the desk to resources in use here."""
    versions = roadmap.versions.order_by().annotate(
        line_at=F("published_at"),
        line_sort=_text(Value("!")),
        line_who=_text(Coalesce(F("published_by__name"), Value(""))),
        line_what=_text(F("number")),
        line_name=_text(F("note")),
        line_page=F("roadmap_id"),
        line_number=F("pk"),
    )
    used = StepResource.objects.filter(step__roadmap=roadmap).values("resource")
    fixes = (
        Fix.objects.filter(resource__in=used)
        .order_by()
        .annotate(
            line_at=F("applied_at"),
            line_sort=_text(Value("*")),
            line_who=_text(F("by__name")),
            line_what=_text(F("kind")),
            line_name=_text(F("resource__title")),
            line_page=F("resource_id"),
            line_number=F("pk"),
        )
    )
    return [rows.values_list(*COLUMNS) for rows in (versions, fixes)]


MODELS = {model._meta.model_name: model for model, *_ in PARENTS}


def _line(row: tuple[Any, ...]) -> Line:
    at, sort, who, what, title, page, _number = row
    if sort in "!*":
        url = "" if sort == "!" else _history_of(Resource, page)
        return Line(at, sort, who, what, title, url)
    model = MODELS[what]
    parent = Roadmap if model in PAGES else Step
    return Line(at, sort, who, str(NAMES[model]), title, _history_of(parent, page))


def _history_of(model: type[Any], pk: int) -> str:
    return reverse(f"admin:roadmap_{model._meta.model_name}_history", args=[pk])
