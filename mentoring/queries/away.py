"""Who mentors a cohort and is not away, and from when on somebody is."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import Membership


def back_on(cohorts: Collection[int], today: date) -> Mapping[int, date]:
    """The last day on which nobody answers, of the cohorts all of whose mentors are
    away today; one query."""
    days: dict[int, list[date | None]] = defaultdict(list)
    seats = Membership.objects.active().mentors().filter(cohort__in=cohorts)
    for cohort, until in seats.values_list("cohort_id", "person__away_until"):
        days[cohort].append(until)
    found = {cohort: nobody_until(one, today) for cohort, one in days.items()}
    return {cohort: day for cohort, day in found.items() if day is not None}


def first_away_until(today: date) -> Subquery:
    """For a query of rows with a cohort: the earliest "away until" of its mentors,
    where none of them is here."""
    mentors = Membership.objects.active().mentors().filter(cohort=OuterRef("cohort"))
    is_away = Q(person__away_until__gte=today)
    nobody = ~Exists(mentors.exclude(is_away))
    rows = mentors.filter(is_away, nobody).order_by("person__away_until")
    return Subquery(rows.values("person__away_until")[:1])


def nobody_until(days: Collection[date | None], today: date) -> date | None:
    """The last day on which nobody answers, of mentors by their "away until"; None
    where one of them is here, or there is none."""
    away = [day for day in days if day is not None and day >= today]
    return min(away) if away and len(away) == len(days) else None


def mentors_to_tell(
    cohort_id: int | None, learner_id: int, today: date
) -> Collection[int]:
    """Numbers of the cohort's mentors but for the learner: those who are not away, all
    where everybody is; one query."""
    seats = Membership.objects.active().mentors().filter(cohort=cohort_id)
    rows = seats.exclude(person=learner_id).values_list(
        "person_id", "person__away_until"
    )
    everybody = dict(rows)
    here = [pk for pk, until in everybody.items() if until is None or until < today]
    return here or list(everybody)
