"""Cells of the paths that are walked in cohorts, as summaries keep them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Sum

from accounts.models import User
from progress.engine.cells import cells, days_with, read_cell
from progress.models import ProgressEvent, Summary, TimeEntry
from progress.queries.study import Head, Journey, Study

Minutes = Mapping[int, int]


def minutes_by_step(learner: User) -> Minutes:
    """Minutes noted, by id of the step; one query."""
    rows = TimeEntry.objects.filter(learner=learner, step__isnull=False)
    sums = rows.order_by().values_list("step_id").annotate(minutes=Sum("minutes"))
    return {step_id: minutes for step_id, minutes in sums if step_id}


def is_seen(head: Head) -> bool:
    """Whether any path of head's learner is walked in a cohort."""
    return any(journey.guidance.cohorts for journey in head.journeys)


def cells_of(
    study: Study, journey: Journey, minutes: Minutes | None
) -> dict[str, list[Any]]:
    """Of one journey as they are stored; nothing outside of cohorts. No query."""
    if not journey.guidance.cohorts:
        return {}
    keys = journey.compiled.step_keys
    noted = None
    if minutes is not None:
        noted = {keys[pk]: found for pk, found in minutes.items() if pk in keys}
    before = {key: read_cell(cell) for key, cell in kept_of(journey).cells.items()}
    found = cells(
        study.engine,
        study.walk(journey),
        today=study.today,
        before=before,
        minutes=noted,
    )
    return {key: cell.as_stored() for key, cell in found.items()}


def days_of(
    study: Study, journey: Journey, events: Iterable[ProgressEvent]
) -> list[str]:
    """Days of study on the journey, with the day of events that the learner did."""
    days: list[str] = kept_of(journey).active_days
    if not journey.guidance.cohorts:
        return []
    mine = (event for event in events if event.actor_id == event.learner_id)
    if any(_is_about(event, study, journey) for event in mine):
        return days_with(days, study.today)
    return days


def kept_of(journey: Journey) -> Summary:
    """The summary that the enrolment was read with, else an empty one."""
    return getattr(journey.enrolment, "summary", None) or Summary()


def _is_about(event: ProgressEvent, study: Study, journey: Journey) -> bool:
    if event.roadmap_id is not None:
        return event.roadmap_id == journey.compiled.roadmap_id
    if event.step_id is not None:
        return event.step_id in journey.compiled.step_keys
    key = study.head.catalogue.keys.get(event.resource_id or 0)
    return key in journey.compiled.graph.users
