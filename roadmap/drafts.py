"""Documents written as rows: resources that are new, and a roadmap's draft."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from roadmap.additions import write_resources
from roadmap.document import Document, RoadmapDoc, StepDoc
from roadmap.models import Roadmap, Stage, Step
from roadmap.step_parts import condition_fields, write_parts
from roadmap.syncing import sync

Parts = dict[str, dict[str, Any]]


@dataclass
class Written:
    """What write_draft did: the roadmap, and keys of resources made and kept."""

    roadmap: Roadmap
    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def write_draft(document: Document) -> Written:
    """Make the draft of document's roadmap equal to it; open the draft.

    Resources that the catalogue has are kept as they are, missing ones are made.
    Steps that the document leaves out are taken out of use, never deleted; earlier
    steps that it names (`was`) and that are not here are made, out of use. The
    document must be valid (roadmap.document.validate). Raises BadAddress; that, or a
    breach of a constraint (IntegrityError), writes nothing.
    """
    made, kept = write_resources(document.resources)
    doc = document.roadmap
    roadmap = _write_roadmap(doc)
    _write_frame(roadmap, doc)
    _retire_steps(roadmap, doc)
    steps = _write_steps(roadmap, doc)
    write_parts(doc, steps)
    _drop_stages(roadmap, doc)
    return Written(roadmap, made, kept)


def _write_roadmap(doc: RoadmapDoc) -> Roadmap:
    fields = {
        "title": doc.title,
        "summary": doc.summary,
        "description": doc.description,
        "language": doc.language,
        "source_title": doc.source.title,
        "source_url": doc.source.url,
        "source_author": doc.source.author,
        "source_year": doc.source.year,
        "source_licence": doc.source.licence,
        "source_note": doc.source.note,
        "draft_is_open": True,
    }
    found = Roadmap.objects.update_or_create(slug=doc.slug, defaults=fields)
    roadmap: Roadmap = found[0]
    return roadmap


def _write_frame(roadmap: Roadmap, doc: RoadmapDoc) -> None:
    """Aims, tracks and stages. A stage that is left over may hold steps: it stays."""
    aims: Parts = {
        aim.key: {"title": aim.title, "who": aim.who, "is_default": aim.default}
        for aim in doc.aims
    }
    tracks: Parts = {
        track.key: {"title": track.title, "who": track.who} for track in doc.tracks
    }
    stages: Parts = {
        stage.key: {"title": stage.title, "summary": stage.summary}
        for stage in doc.stages
    }
    _write_keyed(roadmap, roadmap.aims.all(), aims)
    _write_keyed(roadmap, roadmap.tracks.all(), tracks)
    _write_keyed(roadmap, roadmap.stages.all(), stages, keep=True)


def _write_keyed(
    roadmap: Roadmap, rows: QuerySet[Any], parts: Parts, *, keep: bool = False
) -> None:
    wanted = {
        key: {**fields, "roadmap_id": roadmap.pk, "key": key, "position": position}
        for position, (key, fields) in enumerate(parts.items(), start=1)
    }
    sync(rows, lambda row: row.key, wanted, keep=keep)


def _retire_steps(roadmap: Roadmap, doc: RoadmapDoc) -> None:
    """Take steps out of use that doc leaves out; one by one, for their history."""
    keys = [step.key for step in doc.steps]
    for row in roadmap.steps.filter(is_retired=False).exclude(key__in=keys):
        row.is_retired = True
        row.save()


def _write_steps(roadmap: Roadmap, doc: RoadmapDoc) -> dict[str, Step]:
    """All steps of doc and those that they were, by key."""
    stages = {stage.key: stage for stage in roadmap.stages.all()}
    wanted = {
        step.key: {
            **_step_fields(step),
            "roadmap_id": roadmap.pk,
            "key": step.key,
            "stage_id": stages[step.stage].pk,
            "position": position,
        }
        for position, step in enumerate(doc.steps, start=1)
    }
    sync(roadmap.steps.all(), lambda row: row.key, wanted, keep=True)
    steps = {row.key: row for row in roadmap.steps.all()}
    for step in doc.steps:
        for key in step.was:
            if key not in steps:
                steps[key] = _earlier_step(roadmap, key, stages[step.stage])
        earlier = [steps[key] for key in step.was]
        if set(steps[step.key].was.all()) != set(earlier):
            steps[step.key].was.set(earlier)
    return steps


def _earlier_step(roadmap: Roadmap, key: str, stage: Stage) -> Step:
    """A step of an earlier version that this site never had: its key is its name."""
    fields = {"key": key, "title": key, "kind": "study", "is_retired": True}
    row: Step = Step.objects.create(roadmap=roadmap, stage=stage, **fields)
    return row


def _step_fields(doc: StepDoc) -> dict[str, Any]:
    plain = (
        *("title", "kind", "summary", "minutes", "minutes_basis", "requirement"),
        *("elective_on", "requirement_reason", "ask_at_start", "value", "rhythm"),
        "prepare",
    )
    return {name: getattr(doc, name) for name in plain} | {
        "joins_when": condition_fields(doc.joins_when),
        "offered_when": condition_fields(doc.offered_when),
        "when": condition_fields(doc.when),
        "is_goal": doc.goal,
        "can_do": list(doc.can_do),
        "rubric": [asdict(row) | {"levels": list(row.levels)} for row in doc.rubric],
        "is_retired": False,
    }


def _drop_stages(roadmap: Roadmap, doc: RoadmapDoc) -> None:
    """Stages that doc leaves out go; steps out of use that stood there move."""
    keys = [stage.key for stage in doc.stages]
    first = roadmap.stages.filter(key__in=keys).first()
    if first is None:
        return
    for stage in roadmap.stages.exclude(key__in=keys):
        stage.steps.update(stage=first)
        stage.delete()
