"""What one row may say: each constraint once kept and once broken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from progress.models import (
    Enrolment,
    FileContent,
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    WorkFile,
)
from progress.models.enrolment import Summary
from roadmap.models import Resource, Roadmap, Step
from tests.factories import TUESDAY, make_enrolment, make_event, make_learner
from tests.progress.evening_rows import EVENING
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 1)
NEXT_DAY = date(2026, 9, 2)
UNDONE = {"verb": "undone"}
DONE = {"decision": "done", "how": "all", "completed_at": TUESDAY}
PUT_OFF = {"put_off_reason": "hard", "put_off_on": DAY}


@dataclass(frozen=True)
class Rows:
    """Makes rows of one learner on `way`, valid but for what a test says."""

    learner: Any
    roadmap: Roadmap
    step: Step
    resource: Resource

    def enrolment(self, **fields: Any) -> Enrolment:
        return make_enrolment(self.learner, self.roadmap, **fields)

    def summary(self, **fields: Any) -> Summary:
        values = {
            "enrolment": self.enrolment(),
            "version": self.roadmap.current_version,
            "catalogue_revision": 1,
            "rule_version": "1",
            "counted_at": TUESDAY,
            **fields,
        }
        return Summary.objects.create(**values)

    def event(self, **fields: Any) -> ProgressEvent:
        return make_event(self.learner, **fields)

    def undo(self, **fields: Any) -> ProgressEvent:
        head = self.event()
        names = {"undoes": head, "undone_batch": head.batch}
        return self.event(**{**UNDONE, **names, **fields})

    def record(self, **fields: Any) -> StepRecord:
        return StepRecord.objects.create(
            learner=self.learner,
            step=self.step,
            version=self.roadmap.current_version,
            changed_at=TUESDAY,
            **fields,
        )

    def progress(self, **fields: Any) -> ResourceProgress:
        return ResourceProgress.objects.create(
            learner=self.learner,
            resource=self.resource,
            changed_at=TUESDAY,
            **fields,
        )

    def twice(self, make: Callable[..., models.Model], **second: Any) -> None:
        """The same row again, or another learner's if second says so."""
        make()
        if second:
            other = Rows(make_learner(), self.roadmap, self.step, self.resource)
            make = getattr(other, make.__name__)
        make()


@pytest.fixture
def rows(world: None) -> Rows:
    roadmap = Roadmap.objects.get(slug="way")
    return Rows(
        make_learner(),
        roadmap,
        roadmap.steps.get(key="start"),
        Resource.objects.get(key="course"),
    )


@dataclass(frozen=True)
class Case:
    """kept and broken: what a constraint allows and what it refuses."""

    name: str
    kept: Callable[[Rows], object]
    broken: Callable[[Rows], object]


CASES = (
    Case(
        "enrolment_once_per_roadmap",
        lambda rows: rows.twice(rows.enrolment, other=True),
        lambda rows: rows.twice(rows.enrolment),
    ),
    Case(
        "enrolment_share_is_known",
        lambda rows: rows.enrolment(share_kind="first"),
        lambda rows: rows.enrolment(share_kind="most"),
    ),
    Case(
        "enrolment_percentage_belongs_to_percent",
        lambda rows: rows.enrolment(share_kind="percent", share_percent=100),
        lambda rows: rows.enrolment(share_kind="equal", share_percent=10),
    ),
    Case(
        "enrolment_percentage_belongs_to_percent",
        lambda rows: rows.enrolment(share_kind="percent", share_percent=1),
        lambda rows: rows.enrolment(share_kind="percent", share_percent=101),
    ),
    Case(
        "enrolment_percentage_belongs_to_percent",
        lambda rows: rows.enrolment(share_kind="first"),
        lambda rows: rows.enrolment(share_kind="percent"),
    ),
    Case(
        "enrolment_pause_ends_after_it_begins",
        lambda rows: rows.enrolment(paused_from=DAY, paused_until=DAY),
        lambda rows: rows.enrolment(paused_from=NEXT_DAY, paused_until=DAY),
    ),
    Case(
        "enrolment_pause_ends_after_it_begins",
        lambda rows: rows.enrolment(paused_from=DAY, paused_until=None),
        lambda rows: rows.enrolment(paused_from=None, paused_until=DAY),
    ),
    Case(
        "enrolment_target_after_start",
        lambda rows: rows.enrolment(started_on=DAY, target_on=DAY),
        lambda rows: rows.enrolment(started_on=NEXT_DAY, target_on=DAY),
    ),
    Case(
        "summary_percent_in_range",
        lambda rows: rows.summary(percent=100),
        lambda rows: rows.summary(percent=101),
    ),
    Case(
        "summary_minutes_done_within_total",
        lambda rows: rows.summary(minutes_total=5, minutes_done=5),
        lambda rows: rows.summary(minutes_total=5, minutes_done=6),
    ),
    Case(
        "summary_done_within_counted",
        lambda rows: rows.summary(counted=3, done=2, covered=1),
        lambda rows: rows.summary(counted=3, done=3, covered=1),
    ),
    Case(
        "event_once_per_key",
        lambda rows: [rows.event(key="a" * 64), rows.event(key="b" * 64)],
        lambda rows: [rows.event(key="a" * 64), rows.event(key="a" * 64)],
    ),
    Case(
        "event_verb_is_known",
        lambda rows: rows.event(verb="known"),
        lambda rows: rows.event(verb="guessed"),
    ),
    Case(
        "event_override_is_known",
        lambda rows: rows.event(override="own_choice"),
        lambda rows: rows.event(override="by_chance"),
    ),
    Case(
        "event_key_is_hashed",
        lambda rows: [rows.event(key=None), rows.event(key=None)],
        lambda rows: rows.event(key="plain"),
    ),
    Case(
        "event_undo_names_what_it_undoes",
        lambda rows: rows.undo(),
        lambda rows: rows.event(verb="undone"),
    ),
    Case(
        "event_undo_names_what_it_undoes",
        lambda rows: rows.event(verb="done"),
        lambda rows: rows.event(undone_batch=UUID(int=1)),
    ),
    Case(
        "event_units_belong_to_a_resource",
        lambda rows: rows.event(spans=[[0, 1]], resource=rows.resource),
        lambda rows: rows.event(spans=[[0, 1]]),
    ),
    Case(
        "resource_progress_once_per_learner",
        lambda rows: rows.twice(rows.progress, other=True),
        lambda rows: rows.twice(rows.progress),
    ),
    Case(
        "resource_progress_barrier_is_known",
        lambda rows: rows.progress(barrier="paid"),
        lambda rows: rows.progress(barrier="weather"),
    ),
    Case(
        "step_record_once_per_learner",
        lambda rows: rows.twice(rows.record, other=True),
        lambda rows: rows.twice(rows.record),
    ),
    Case(
        "step_record_decision_is_known",
        lambda rows: rows.record(decision="waived"),
        lambda rows: rows.record(decision="forgot"),
    ),
    Case(
        "step_record_done_says_when_and_how",
        lambda rows: rows.record(**DONE),
        lambda rows: rows.record(**DONE | {"completed_at": None}),
    ),
    Case(
        "step_record_done_says_when_and_how",
        lambda rows: rows.record(**DONE | {"how": "reviewed"}),
        lambda rows: rows.record(**DONE | {"how": ""}),
    ),
    Case(
        "step_record_done_says_when_and_how",
        lambda rows: rows.record(decision="skipped"),
        lambda rows: rows.record(**DONE | {"decision": "known"}),
    ),
    Case(
        "step_record_put_off_says_why",
        lambda rows: rows.record(**PUT_OFF, put_off_until=NEXT_DAY),
        lambda rows: rows.record(put_off_until=NEXT_DAY),
    ),
    Case(
        "step_record_put_off_says_why",
        lambda rows: rows.record(**PUT_OFF),
        lambda rows: rows.record(put_off_reason="hard"),
    ),
    Case(
        "step_record_put_off_reason_is_known",
        lambda rows: rows.record(**PUT_OFF),
        lambda rows: rows.record(put_off_reason="rain", put_off_on=DAY),
    ),
    *(Case(*one) for one in EVENING),
)

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_a_constraint_lets_pass_what_it_means_to(case: Case, rows: Rows) -> None:
    case.kept(rows)


@each_case
def test_a_constraint_refuses_what_breaks_it(case: Case, rows: Rows) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        case.broken(rows)

    assert is_named(case.name, str(refusal.value))


def is_named(name: str, message: str) -> bool:
    """SQLite names the columns of a unique constraint, not the constraint."""
    constraint = next(one for one in constraints() if one.name == name)
    if name in message or not isinstance(constraint, models.UniqueConstraint):
        return name in message
    return all(f".{field}" in message for field in constraint.fields)


def constraints() -> Iterator[models.BaseConstraint]:
    """Those of files are tried in tests.mentoring, where versions are answered."""
    for model in apps.get_app_config("progress").get_models():
        if model not in (FileContent, WorkFile):
            yield from model._meta.constraints


def test_every_constraint_has_its_two_tests() -> None:
    assert {one.name for one in constraints()} == {case.name for case in CASES}


@pytest.mark.parametrize(
    ("field", "value"),
    [("units", -1), ("put_off_count", -1)],
)
def test_counts_are_never_negative(rows: Rows, field: str, value: int) -> None:
    make = rows.progress if field == "units" else rows.record
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**{field: value})


def test_an_event_is_undone_once(rows: Rows) -> None:
    head = rows.event()
    rows.event(**UNDONE, undoes=head, undone_batch=head.batch)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.event(**UNDONE, undoes=head, undone_batch=head.batch)


def test_the_database_says_when_an_event_was_recorded(rows: Rows) -> None:
    event = rows.event()

    event.refresh_from_db()
    assert event.recorded_at != event.happened_at


def test_order_comes_from_the_database_not_from_the_clock(ana: Walker) -> None:
    later = ana.done("start")
    ana.sleep(-3)
    earlier = ana.know("basics")

    assert [event.pk for event in ana][-3:][0] == later.event_id
    assert earlier.event_id > later.event_id
