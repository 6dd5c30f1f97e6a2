"""The terms that rank open steps: one table, with the version of these rules.

    score = (rate + a tenth of the path's value per hour) x the factors that apply

rate: the greatest value per minute of a way in that the step belongs to, summed over
the learner's roadmaps, each weighed by its share; the first step of a roadmap's
order gets its greatest rate. Steps with something usable come before those without,
and, when minutes are given, steps with a unit that fits before those without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from progress.engine.state import Reason
from progress.engine.survey import Survey

RULE_VERSION = "1"

# What each term multiplies the score by. The order is that in which reasons are told.
TERMS: Mapping[str, Fraction] = {
    "overdue": Fraction(3),
    "due": Fraction(2),
    "begun": Fraction(2),
    "alongside": Fraction(3, 2),
    "put_off": Fraction(7, 10),
}

DUE_WITHIN_DAYS = 7
PUT_OFF_LATELY_DAYS = 7
PART_OF_PATH = 10  # a path's own value per hour counts a tenth, for every step of it


@dataclass(frozen=True, slots=True)
class Factor:
    """A term that applies to a step, with the numbers of its sentence."""

    reason: Reason

    @property
    def code(self) -> str:
        return self.reason.code

    @property
    def value(self) -> Fraction:
        return TERMS[self.reason.code]


def factors_of(survey: Survey, place: int, today: date) -> tuple[Factor, ...]:
    """The terms that apply to an open step today."""
    found = [
        _due(survey, place, today),
        _begun(survey, place),
        _alongside(survey, place),
        _put_off(survey, place, today),
    ]
    return tuple(Factor(reason) for reason in found if reason is not None)


def is_put_off(survey: Survey, place: int, today: date) -> bool:
    """Whether the learner does not want to be offered the step before some day."""
    until = survey.records[place].put_off_until
    return until is not None and until > today


def _due(survey: Survey, place: int, today: date) -> Reason | None:
    due = survey.walk.cohort_due.get(survey.walk.graph.steps[place].key)
    if due is None:
        return None
    days = (due - today).days
    if days < 0:
        return Reason("overdue", {"on": due.isoformat(), "days": -days})
    if days <= DUE_WITHIN_DAYS:
        return Reason("due", {"on": due.isoformat(), "days": days})
    return None


def _begun(survey: Survey, place: int) -> Reason | None:
    if survey.standings[place].status not in ("in_progress", "changes"):
        return None
    return Reason("begun", {"minutes_left": survey.standings[place].minutes_left})


def _alongside(survey: Survey, place: int) -> Reason | None:
    graph = survey.walk.graph
    for other in survey.route.beside[place]:
        if survey.standings[other].status == "in_progress":
            return Reason("alongside", {"step": graph.steps[other].key})
    return None


def _put_off(survey: Survey, place: int, today: date) -> Reason | None:
    record = survey.records[place]
    if record.put_off_on is None:
        return None
    days = (today - record.put_off_on).days
    if not 0 <= days <= PUT_OFF_LATELY_DAYS:
        return None
    return Reason("put_off", {"days": days, "why": record.put_off_reason})
