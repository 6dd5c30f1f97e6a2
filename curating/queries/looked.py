"""A draft as it stands, read from its rows once for each state of them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Model, QuerySet, Subquery

from curating.engine.edit_plan import Entry, edit_plan
from curating.models import StepFate
from roadmap.document import Document, Problem, digest, dump, parse, validate
from roadmap.models import (
    Aim,
    CatalogueState,
    Need,
    NeedGroup,
    Option,
    Resource,
    Roadmap,
    Stage,
    Step,
    StepResource,
    Track,
)
from roadmap.reading import document_of

PARTS = (Roadmap, Aim, Track, Stage, Step, Option, StepResource, NeedGroup, Need)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a draft says, and what is wrong and odd in it. step_ids: also of steps that
    are out of use, by key; resource_ids: of those that are named."""

    document: Document
    digest: str
    problems: tuple[Problem, ...]
    step_ids: Mapping[str, int]
    resource_ids: Mapping[str, int]

    @property
    def errors(self) -> int:
        return sum(one.level == "error" for one in self.problems)


def stamp() -> tuple[object, ...]:
    """Differs once the rows of any draft, or the catalogue, were saved; empty where
    nothing ever was. One query."""
    newest = {
        f"of_{model._meta.model_name}": Subquery(_newest(model)) for model in PARTS
    }
    rows = CatalogueState.objects.filter(pk=1).annotate(**newest)
    return rows.values_list("revision", *newest).first() or ()


def _newest(model: type[Model]) -> QuerySet[Any]:
    """The moment of the newest line in the history of model."""
    history = model.history.order_by("-history_date")  # type: ignore[attr-defined]
    newest: QuerySet[Any] = history.values("history_date")[:1]
    return newest


def looked(roadmap: Roadmap, state: tuple[object, ...]) -> Looked:
    """The draft at a stamp; thirty queries where its rows have changed, else none."""
    if not state:
        return look(roadmap)
    return _looked(roadmap.pk, roadmap.draft_revision, state)


@lru_cache(maxsize=32)
def _looked(pk: int, revision: int, state: tuple[object, ...]) -> Looked:
    return look(Roadmap.objects.get(pk=pk))


def look(roadmap: Roadmap) -> Looked:
    """The draft as its rows are now."""
    document = document_of(roadmap)
    named = Resource.objects.filter(key__in=[one.key for one in document.resources])
    return Looked(
        document=document,
        digest=digest(dump(document)),
        problems=tuple(validate(document)),
        step_ids=dict(roadmap.steps.values_list("key", "pk")),
        resource_ids=dict(named.values_list("key", "pk")),
    )


@lru_cache(maxsize=32)
def parsed(text: str) -> Document:
    """What a stored version says."""
    return parse(text)


def fates_of(roadmap: Roadmap) -> dict[str, str]:
    """What was settled about steps of the current version, by key; one query."""
    rows = StepFate.objects.filter(version=roadmap.current_version_id)
    return dict(rows.values_list("step__key", "fate"))


def plan_of(roadmap: Roadmap, draft: Document, fates: Mapping[str, str]) -> list[Entry]:
    """What becomes of the steps of the current version; nothing before the first. No
    query where the version was fetched along."""
    version = roadmap.current_version
    return edit_plan(parsed(version.document), draft, fates) if version else []


def looked_at(draft: str, version_id: int | None, fates: Mapping[str, str]) -> str:
    """A digest of all that somebody looks at before they publish: the draft, what it
    follows, and what was settled about its steps."""
    said: Iterable[object] = (draft, version_id, *sorted(fates.items()))
    return hashlib.sha256(repr(tuple(said)).encode()).hexdigest()
