"""What curators see of roadmaps: their drafts, what these change, and for whom."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from curating.engine.edit_plan import Entry, seen_in, unsettled
from curating.models import DryRun
from curating.queries.looked import (
    Looked,
    fates_of,
    looked,
    looked_at,
    parsed,
    plan_of,
    stamp,
)
from curating.queries.touched import behind, walkers
from progress.models import Enrolment
from roadmap.differences import Section, differences
from roadmap.document import Document, Problem
from roadmap.models import Roadmap, Step, StepResource


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a draft, and the page of the admin where it can be mended."""

    is_error: bool
    message: str
    url: str
    place: str


@dataclass(frozen=True)
class DraftPage:
    """One roadmap: its draft, its plan, and the dry run of exactly this draft."""

    roadmap: Roadmap
    draft: Looked
    fates: Mapping[str, str]
    run: DryRun | None
    learners: int
    behind: int
    resource_ids: Mapping[str, int]

    @cached_property
    def before(self) -> Document | None:
        version = self.roadmap.current_version
        return parsed(version.document) if version else None

    @cached_property
    def sections(self) -> list[Section]:
        return differences(self.before, self.draft.document)

    @cached_property
    def plan(self) -> list[Entry]:
        return plan_of(self.roadmap, self.draft.document, self.fates)

    @cached_property
    def unsettled(self) -> list[Entry]:
        return unsettled(self.plan)

    @property
    def proposed(self) -> str:
        """A digest of what is proposed, to be sent back by whoever takes it over."""
        return seen_in(self.unsettled)

    @property
    def look(self) -> str:
        version = self.roadmap.current_version_id
        return looked_at(self.draft.digest, version, self.fates)

    @property
    def is_tried(self) -> bool:
        return self.run is not None and self.run.done_at is not None

    @property
    def may_publish(self) -> bool:
        """Whether nothing is wrong, it is said of each step that went what becomes of
        it and, where somebody could walk it, it was tried."""
        if self.draft.errors or self.unsettled:
            return False
        return self.roadmap.current_version_id is None or self.is_tried

    @cached_property
    def titles(self) -> dict[str, str]:
        """Of steps by key; as the draft calls them where it has them."""
        documents = [one for one in (self.before, self.draft.document) if one]
        return {step.key: step.title for one in documents for step in one.roadmap.steps}

    @cached_property
    def findings(self) -> list[Finding]:
        return [self._finding(problem) for problem in self.draft.problems]

    def _finding(self, problem: Problem) -> Finding:
        """With the page of the step or resource that it is about."""
        document = self.draft.document
        found = re.match(r"(roadmap\.steps|resources)\[(\d+)\]", problem.where)
        name, key, place = "roadmap", self.roadmap.pk, self.roadmap.title
        if found:
            is_step = found[1] != "resources"
            rows: Any = document.roadmap.steps if is_step else document.resources
            ids = self.draft.step_ids if is_step else self.resource_ids
            row = rows[int(found[2])]
            name = "step" if is_step else "resource"
            key, place = ids.get(row.key, 0), row.title
        url = reverse(f"admin:roadmap_{name}_change", args=[key]) if key else ""
        return Finding(problem.level == "error", problem.message, url, place)


def draft_page(roadmap: Roadmap) -> DraftPage:
    """Six queries, and thirty more where the draft has changed since it was read."""
    draft, fates = looked(roadmap, stamp()), fates_of(roadmap)
    name = looked_at(draft.digest, roadmap.current_version_id, fates)
    runs = DryRun.objects.filter(roadmap=roadmap, looked_at=name)
    return DraftPage(
        roadmap=roadmap,
        draft=draft,
        fates=fates,
        run=runs.order_by("-done_at", "-begun_at").first(),
        learners=walkers(roadmap),
        behind=behind(roadmap),
        resource_ids=draft.resource_ids,
    )


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest change of a step, a stretch or the roadmap itself."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    roadmap: Roadmap
    learners: int
    draft: Looked | None
    newest: Newest | None


def roadmap_rows() -> list[RoadmapRow]:
    """All roadmaps, open drafts first; three queries, and thirty for each draft that
    has changed since it was read."""
    learners = dict(
        Enrolment.objects.active()
        .order_by()
        .values_list("roadmap")
        .annotate(number=Count("pk"))
    )
    state = stamp()
    rows = Roadmap.objects.select_related("current_version").annotate(**_last_changes())
    return [
        RoadmapRow(
            roadmap=row,
            learners=learners.get(row.pk, 0),
            draft=looked(row, state) if row.draft_is_open else None,
            newest=_newest(row),
        )
        for row in rows.order_by("-draft_is_open", "position", "title")
    ]


SOURCES: Mapping[str, tuple[type, str, str]] = {
    "own": (Roadmap, "id", "title"),
    "step": (Step, "roadmap", "title"),
    "use": (StepResource, "step__roadmap", "step__title"),
}


def _last_changes() -> dict[str, Subquery]:
    """The newest line of each history, as columns of its roadmap."""
    return {
        f"{name}_{column}": Subquery(rows.values(field)[:1])
        for name, (model, parent, title) in SOURCES.items()
        for rows in [_history(model, parent)]
        for column, field in (
            ("at", "history_date"),
            ("who", "history_user__name"),
            ("what", title),
        )
    }


def _history(model: type, parent: str) -> QuerySet[Any]:
    history: Any = model.history  # type: ignore[attr-defined]
    by_people = Q(**{parent: OuterRef("pk")}, history_user__isnull=False)
    rows: QuerySet[Any] = history.filter(by_people).order_by("-history_date")
    return rows


def _newest(row: Any) -> Newest | None:
    found = [
        Newest(
            getattr(row, f"{name}_at"),
            getattr(row, f"{name}_who") or "",
            getattr(row, f"{name}_what") or "",
        )
        for name in SOURCES
        if getattr(row, f"{name}_at") is not None
    ]
    return max(found, key=lambda one: one.at, default=None)


def steps_touched(page: DraftPage, name: str) -> Iterator[tuple[str, int]]:
    """(title, learners) of the steps of one part of a dry run, most learners first.
    Those that went are in left where that was settled, else in unsettled."""
    found = _steps(page, "left" if name == "unsettled" else name)
    for key, number in sorted(found.items(), key=lambda item: -item[1]):
        is_settled = page.fates.get(key) == "retired"
        if name not in ("left", "unsettled") or is_settled == (name == "left"):
            yield page.titles.get(key, key), number


def _steps(page: DraftPage, name: str) -> Mapping[str, int]:
    return page.run.result.get(name, {}) if page.run else {}
