"""Opening a cohort."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.actions.log import note
from mentoring.actions.once import stored_key
from mentoring.addresses import free_slug
from mentoring.models import CohortEvent, CohortVerb, Plan
from progress.actions.rows import lock
from roadmap.models import RoadmapVersion

# How often a free address is looked for while others open cohorts of that name.
TRIES = 4
DUE = "due:"


@dataclass(frozen=True, slots=True)
class Details:
    """What a cohort is, beside its pace. capacity None: as many as come."""

    name: str
    starts_on: date
    ends_on: date | None = None
    capacity: int | None = None
    answer_days: int = 3
    must_be_approved: bool = False

    @classmethod
    def of(cls, plan: Plan) -> "Details":
        cohort = plan.cohort
        return cls(
            name=cohort.name,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
            capacity=cohort.capacity,
            answer_days=cohort.answer_days,
            must_be_approved=plan.must_be_approved,
        )

    def of_cohort(self) -> dict[str, object]:
        return {
            "name": self.name,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "capacity": self.capacity,
            "answer_days": self.answer_days,
        }

    def values(self) -> dict[str, str]:
        """As texts by name, to compare."""
        fields = {**self.of_cohort(), "must_be_approved": self.must_be_approved or None}
        return {
            name: "" if value is None else str(value) for name, value in fields.items()
        }


@dataclass(frozen=True, slots=True)
class Pace:
    """When a cohort means to be where. due: the day of each step, by key."""

    minutes_per_week: int = 300
    study_days: str = "1234567"
    days_off: tuple[tuple[date, date], ...] = ()
    due: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> "Pace":
        day = date.fromisoformat
        return cls(
            minutes_per_week=plan.minutes_per_week,
            study_days=plan.study_days,
            days_off=tuple((day(a), day(b)) for a, b in plan.days_off),
            due={key: day(text) for key, text in plan.due.items()},
        )

    @classmethod
    def read(cls, values: Mapping[str, str]) -> "Pace":
        """Of the texts that values() gives; a step without a day has none."""
        day = date.fromisoformat
        off = [line.partition("..") for line in values["days_off"].split()]
        days = {
            name.removeprefix(DUE): text
            for name, text in values.items()
            if name.startswith(DUE) and text
        }
        return cls(
            minutes_per_week=int(values["minutes_per_week"]),
            study_days=values["study_days"],
            days_off=tuple((day(a), day(b or a)) for a, _mark, b in off),
            due={key: day(text) for key, text in days.items()},
        )

    def as_fields(self) -> dict[str, object]:
        return {
            "minutes_per_week": self.minutes_per_week,
            "study_days": self.study_days,
            "days_off": [[a.isoformat(), b.isoformat()] for a, b in self.days_off],
            "due": {key: day.isoformat() for key, day in self.due.items()},
        }

    def values(self) -> dict[str, str]:
        """As texts by name, to compare; the day of a step as due:key."""
        off = [f"{a}..{b}" if a != b else str(a) for a, b in self.days_off]
        return {
            "minutes_per_week": str(self.minutes_per_week),
            "study_days": self.study_days,
            "days_off": "\n".join(off),
            **{f"{DUE}{key}": str(day) for key, day in self.due.items()},
        }


def open_cohort(
    *,
    by: User,
    version: RoadmapVersion,
    details: Details,
    pace: Pace,
    at: datetime,
    slug: str = "",
    key: str = "",
    is_mentor: bool = True,
) -> Cohort:
    """A new cohort on one version of a roadmap; is_mentor: its opener mentors it. The
    same form (key) opens it once. slug "": of the name, with a number where another
    has it; a given one that is taken raises IntegrityError."""
    form = stored_key(key, [details.name, version.pk])
    tries = 1 if slug else TRIES
    while True:
        try:
            with transaction.atomic():
                known = _opened_by_form(by, form)
                if known is not None:
                    return known
                cohort = _made(slug or free_slug(details.name), details, at)
                _planned(cohort, version, details, pace)
                note(cohort, CohortVerb.OPENED, by=by, at=at, form=form)
                if is_mentor:
                    _first_mentor(cohort, by, at)
                return cohort
        except IntegrityError:
            tries -= 1
            if not tries:
                raise


def _opened_by_form(by: User, form: str) -> Cohort | None:
    """What the form has opened before. The opener's lock: a second sending waits for
    the first, or it would find the address taken and take the next one."""
    lock(by)
    rows = CohortEvent.objects.filter(actor=by, verb=CohortVerb.OPENED, data__form=form)
    found = rows.select_related("cohort").first()
    return found.cohort if found else None


def _made(slug: str, details: Details, at: datetime) -> Cohort:
    return Cohort.objects.create(slug=slug, created_at=at, **details.of_cohort())


def _planned(
    cohort: Cohort, version: RoadmapVersion, details: Details, pace: Pace
) -> None:
    Plan.objects.create(
        cohort=cohort,
        version=version,
        must_be_approved=details.must_be_approved,
        **pace.as_fields(),
    )


def _first_mentor(cohort: Cohort, by: User, at: datetime) -> None:
    Membership.objects.create(
        cohort=cohort, person=by, role=CohortRole.MENTOR, started_at=at
    )
