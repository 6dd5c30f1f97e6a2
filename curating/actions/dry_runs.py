"""Trying a draft on everybody: at once where they are few, else batch by batch."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from curating.engine.touched import add, no_result
from curating.models import DryRun
from curating.queries.looked import fates_of, look, looked_at
from curating.queries.touched import Trial, batch_after, walkers
from roadmap.models import Roadmap

AT_ONCE, BATCH = 100, 500


def begin(roadmap: Roadmap, at: datetime) -> DryRun:
    """Try the draft as it is now; the run that is under way for it goes on. Whoever
    is not counted yet is counted by go_on."""
    draft, fates = look(roadmap), fates_of(roadmap)
    name = looked_at(draft.digest, roadmap.current_version_id, fates)
    run = _under_way(roadmap, name, at)
    if run.total <= AT_ONCE:
        _count(run, Trial(roadmap, draft, at), _retired(fates), BATCH)
    return run


def _under_way(roadmap: Roadmap, name: str, at: datetime) -> DryRun:
    wanted = {"roadmap": roadmap, "looked_at": name, "done_at": None}
    try:
        with transaction.atomic():
            return DryRun.objects.get_or_create(
                **wanted,
                defaults={
                    "total": walkers(roadmap),
                    "result": no_result(),
                    "begun_at": at,
                },
            )[0]
    except IntegrityError:
        return DryRun.objects.get(**wanted)


def under_way() -> list[int]:
    """Runs that are not done, of drafts as they are now. One query, and thirty for
    each open draft that has such a run or had one."""
    rows = DryRun.objects.filter(done_at=None, roadmap__draft_is_open=True)
    found: list[int] = []
    for roadmap in Roadmap.objects.filter(pk__in=rows.values("roadmap")):
        name = _name(roadmap)
        same = rows.filter(roadmap=roadmap, looked_at=name)
        found += same.values_list("pk", flat=True)
    return found


def _name(roadmap: Roadmap) -> str:
    version, fates = roadmap.current_version_id, fates_of(roadmap)
    return looked_at(look(roadmap).digest, version, fates)


def go_on(pk: int, at: datetime) -> bool:
    """Count the next batch of a run; whether more are left. A run whose draft has
    changed meanwhile is left as it is."""
    run = DryRun.objects.select_related("roadmap").filter(pk=pk, done_at=None).first()
    if run is None:
        return False
    roadmap, fates = run.roadmap, fates_of(run.roadmap)
    draft = look(roadmap)
    if looked_at(draft.digest, roadmap.current_version_id, fates) != run.looked_at:
        return False
    return _count(run, Trial(roadmap, draft, at), _retired(fates), BATCH)


@transaction.atomic
def _count(run: DryRun, trial: Trial, retired: Collection[str], size: int) -> bool:
    """One batch, counted by one process alone; whether more are left."""
    row = DryRun.objects.select_for_update().get(pk=run.pk)
    if row.done_at is not None or row.upto != run.upto:
        run.refresh_from_db()
        return row.done_at is None
    enrolments = batch_after(run.roadmap, row.upto, size)
    for change in trial.each(enrolments):
        add(run.result, change, retired)
    run.counted += len(enrolments)
    run.upto = enrolments[-1].pk if enrolments else run.upto
    is_more = len(enrolments) == size
    if not is_more:
        run.done_at, run.total = max(trial.at, run.begun_at), run.counted
    run.save()
    return is_more


def _retired(fates: dict[str, str]) -> set[str]:
    return {step for step, fate in fates.items() if fate == "retired"}
