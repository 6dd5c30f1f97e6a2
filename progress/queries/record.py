"""The record of a path: what was done on it, when, and how each step counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.zones import zone_info
from progress import words
from progress.engine.standing import tally
from progress.engine.state import Standing
from progress.models import Enrolment, RecordLink, StepRecord, Submission, TimeEntry
from progress.queries.roads import choice_text
from progress.queries.rows import StepRow, step_row
from progress.queries.study import Journey, Study
from roadmap.document import StepDoc

MOST_OTHERS = 5
KEEPS_COMING = ("habit", "support")


@dataclass(frozen=True, slots=True)
class RecordStep:
    """how: in what way it counts, in words. on: the day it was closed, where one
    was said."""

    title: str
    how: str
    on: date | None


@dataclass(frozen=True, slots=True)
class RecordProject:
    """The newest version of a project's work that its learner handed in."""

    title: str
    number: int
    on: date
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """name: as the learner writes it, "" if they gave none. left: steps still to do,
    0 once the path is finished. minutes_logged: of the learner's own time entries, 0
    if there are none; minutes_stated: what the roadmap says its done work takes."""

    journey: Journey
    name: str
    choice: str
    started_on: date
    finished_on: date | None
    is_finished: bool
    left: int
    steps: tuple[RecordStep, ...]
    skipped: tuple[str, ...]
    projects: tuple[RecordProject, ...]
    minutes_logged: int
    minutes_stated: int


@dataclass(frozen=True, slots=True)
class OtherRoadmap:
    """done: of its steps, how many count there already, of how many."""

    title: str
    url: str
    done: int
    steps: int


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a finished path."""

    later: tuple[StepRow, ...]
    others: tuple[OtherRoadmap, ...]


def record_page(study: Study, journey: Journey, enrolment: Enrolment) -> RecordPage:
    """Two queries beside the study."""
    standings = study.standings(journey)
    found = tally(study.engine, study.walk(journey))
    zone = zone_info(enrolment.learner.time_zone)
    days = _days(study, journey, zone)
    titles = {step.key: step.title for step in journey.roadmap.steps}
    path = [one for one in standings.values() if one.on_path]
    return RecordPage(
        journey=journey,
        name=enrolment.learner.name,
        choice=choice_text(journey),
        started_on=enrolment.started_on,
        finished_on=max(days.values(), default=None) if found.finished else None,
        is_finished=found.finished,
        left=sum(not one.satisfied for one in path),
        steps=tuple(
            RecordStep(step.title, how, days.get(step.key))
            for step in journey.roadmap.steps
            if (how := _how(study, journey, step, standings[step.key]))
        ),
        skipped=tuple(titles[key] for key in found.skipped),
        projects=_projects(journey, enrolment, zone),
        minutes_logged=_minutes_logged(journey, enrolment),
        minutes_stated=found.minutes_done,
    )


def _record(study: Study, journey: Journey, step: StepDoc) -> StepRecord | None:
    return study.records.get(journey.compiled.step_ids[step.key])


def _days(study: Study, journey: Journey, zone: ZoneInfo) -> Mapping[str, date]:
    """By key of a step that was closed: the learner's own day."""
    closed = (
        (step.key, record.completed_at)
        for step in journey.roadmap.steps
        if (record := _record(study, journey, step)) and record.completed_at
    )
    return {key: _day(at, zone) for key, at in closed}


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _how(study: Study, journey: Journey, step: StepDoc, standing: Standing) -> str:
    """How a step counts; "" for one that does not, or has no end."""
    if step.kind in KEEPS_COMING or not standing.satisfied:
        return ""
    if standing.status == "covered":
        resources = study.head.catalogue.resources
        keys = [key for key in standing.covered_by if key in resources]
        titles = [resources[key].title for key in keys]
        return _("By work in %(what)s") % {"what": words.listed(titles)}
    record = _record(study, journey, step)
    forms = {
        "known": _("Known before"),
        "waived": _("Waived by a mentor"),
        "enough": _("Enough of it"),
        "self_checked": _("Built and checked against its rubric"),
        "reviewed": _("Approved by a mentor"),
    }
    how = standing.status if standing.status != "done" or not record else record.how
    return forms.get(how, _("All of it"))


def _projects(
    journey: Journey, enrolment: Enrolment, zone: ZoneInfo
) -> tuple[RecordProject, ...]:
    """The newest version of each project, without its text; one query."""
    steps = {
        journey.compiled.step_ids[step.key]: step
        for step in journey.roadmap.steps
        if step.kind == "project"
    }
    rows = Submission.objects.handed_in().filter(
        learner=enrolment.learner_id, step__in=steps
    )
    newest = {
        row.step_id: row
        for row in rows.defer("text", "what_changed", "levels").order_by("number")
    }
    return tuple(
        RecordProject(
            title=step.title,
            number=newest[pk].number,
            on=_day(newest[pk].handed_in_at or newest[pk].changed_at, zone),
            links=tuple(newest[pk].links),
        )
        for pk, step in steps.items()
        if pk in newest
    )


def _minutes_logged(journey: Journey, enrolment: Enrolment) -> int:
    """Minutes for the roadmap's steps, and in its resources for no step; one query."""
    used = {
        use.resource
        for step in journey.roadmap.steps
        for slot in step.slots
        for use in slot.uses
    }
    for_it = Q(step__in=journey.compiled.step_keys) | Q(
        step__isnull=True, resource__key__in=used
    )
    entries = TimeEntry.objects.filter(for_it, learner=enrolment.learner_id)
    return entries.aggregate(all=Sum("minutes"))["all"] or 0


def behind(study: Study, journey: Journey) -> Behind:
    """Steps for later, and roadmaps not walked with most that counts there; no query
    once they are compiled."""
    standings = study.standings(journey)
    later = tuple(
        step_row(study, journey, step, standings[step.key], here=False)
        for step in journey.roadmap.steps
        if standings[step.key].status in ("deferred", "optional")
    )
    walked = {one.slug for one in study.head.journeys} | {journey.slug}
    others = [
        found
        for card in study.head.catalogue.roadmaps
        if card.slug not in walked and (found := _other(study, card.slug))
    ]
    others.sort(key=lambda one: -one.done)
    return Behind(later, tuple(others[:MOST_OTHERS]))


def _other(study: Study, slug: str) -> OtherRoadmap | None:
    journey = study.head.journey(slug)
    if journey is None:
        return None
    path = [one for one in study.standings(journey).values() if one.on_path]
    url = reverse("roadmap", args=[slug])
    done = sum(one.satisfied for one in path)
    return OtherRoadmap(journey.roadmap.title, url, done, len(path))


def links_of(enrolment: Enrolment) -> list[RecordLink]:
    """All that were made, newest first; one query."""
    return list(RecordLink.objects.filter(enrolment=enrolment))
