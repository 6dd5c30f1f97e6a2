"""What a learner says about a habit: did it, and how often a week it is meant."""

from datetime import datetime

from progress.access import StepPlace
from progress.actions.change import Outcome, change
from progress.actions.clock import stop_for
from progress.actions.steps import NotForThisStep, say, standing_in
from progress.models import StepRecord, Verb

NO_RHYTHM = 0
MOST_A_WEEK = 7


def log_habit(place: StepPlace, *, at: datetime, key: str) -> Outcome:
    """Did it: once a local day; a clock that runs for it is stopped."""
    if place.step.kind != "habit":
        raise NotForThisStep
    said = ["habit", place.step_id]
    with change(head=place.head, at=at, key=key, said=said) as act:
        record = act.study.records.get(place.step_id)
        if record is None or act.today.isoformat() not in record.done_days:
            say(act, place, Verb.HABIT, standing_in(act, place))
        stop_for(act, step_id=place.step_id)
    return act.outcome


def choose_rhythm(
    place: StepPlace, *, per_week: int, at: datetime, key: str
) -> Outcome:
    """How often a week the habit is meant: 1 to 7 times, or NO_RHYTHM."""
    if place.step.kind != "habit" or not NO_RHYTHM <= per_week <= MOST_A_WEEK:
        raise NotForThisStep
    said = ["rhythm", place.step_id, per_week]
    with change(head=place.head, at=at, key=key, said=said) as act:
        record = act.study.records.get(place.step_id) or StepRecord()
        if record.rhythm_per_week != per_week:
            standing = standing_in(act, place)
            say(act, place, Verb.RHYTHM, standing, per_week=per_week)
    return act.outcome
