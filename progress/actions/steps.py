"""What a learner says about a step."""

from datetime import date, datetime, timedelta

from progress.access import StepPlace
from progress.actions.change import Change, Outcome, change
from progress.actions.clock import stop_for
from progress.engine.claims import claims_of
from progress.engine.state import Standing
from progress.models import Decision, How, Override, PutOffReason, StepRecord, Verb

DAYS_OF_WEEK = 7
ENDLESS = ("habit", "support")


class NotForThisStep(Exception):
    """The step does not offer what was asked; the message says so."""


def complete_step(place: StepPlace, *, how: How, at: datetime, key: str) -> Outcome:
    """Close the step for its learner, and stop the clock if it runs for it. Repeating
    keeps the first time.

    how: ALL also claims the units that are left, which count everywhere; ENOUGH
    closes this step only; SELF_CHECKED closes a project that no mentor answers. Out of
    order is allowed and noted as own choice.
    """
    _must_have_an_end(place)
    if (place.step.kind == "project") != (how == How.SELF_CHECKED):
        raise NotForThisStep
    said = ["done", place.step_id, how]
    with change(head=place.head, at=at, key=key, said=said) as act:
        if how == How.SELF_CHECKED:
            must_close_by_oneself(act, place)
        close(act, place, how)
        stop_for(act, step_id=place.step_id)
    return act.outcome


def close(act: Change, place: StepPlace, how: How, **data: object) -> None:
    """Say within a change that the step is done; what is done stays as it is.

    data: what the event says beside how.
    """
    record = act.study.records.get(place.step_id)
    if record is not None and record.decision == Decision.DONE:
        return
    standing = standing_in(act, place)
    walk = act.study.walk(act.head.journey(place.journey.slug) or place.journey)
    is_all = how == How.ALL
    claims = claims_of(act.study.engine, walk, place.step.key) if is_all else {}
    say(act, place, Verb.DONE, standing, how=how, **data)
    for resource_key, spans in claims.items():
        act.happened(
            Verb.CLAIM,
            resource_id=act.head.catalogue.ids[resource_key],
            spans=[list(span) for span in spans],
        )


def decide_step(
    place: StepPlace, *, verb: Verb, at: datetime, key: str, reason: str = ""
) -> Outcome:
    """Say that the step is known, skipped, or open again; repeating changes nothing.

    verb: KNOWN (leaves the count, claims no work), SKIPPED (stays in the count) or
    REOPENED, which takes back the units that only the act that closed it claims.
    """
    _must_have_an_end(place)
    decisions = {
        Verb.KNOWN: Decision.KNOWN,
        Verb.SKIPPED: Decision.SKIPPED,
        Verb.REOPENED: Decision.NONE,
    }
    said = [verb, place.step_id]
    with change(head=place.head, at=at, key=key, said=said) as act:
        record = act.study.records.get(place.step_id) or StepRecord()
        if record.decision != decisions[verb]:
            is_opened = verb == Verb.REOPENED and record.decision == Decision.DONE
            closed_by = record.decided_by_id if is_opened else None
            say(act, place, verb, standing_in(act, place), reason=reason)
            _take_back(act, closed_by)
    return act.outcome


def _take_back(act: Change, closed_by: int | None) -> None:
    """Take back what nothing else claims than the act that closed a step."""
    alone = act.alone(closed_by) if closed_by else {}
    for resource_id, spans in alone.items():
        act.happened(
            Verb.CLAIM,
            resource_id=resource_id,
            spans=[list(span) for span in spans],
            takes_back=True,
        )


def start_step(place: StepPlace, *, at: datetime, key: str) -> Outcome:
    """Take the step up, also while it is locked; noted as the learner's choice."""
    _must_have_an_end(place)
    said = ["start", place.step_id]
    with change(head=place.head, at=at, key=key, said=said) as act:
        record = act.study.records.get(place.step_id)
        if record is None or record.started_at is None or record.put_off_reason:
            say(act, place, Verb.STARTED, standing_in(act, place))
    return act.outcome


def put_off_step(
    place: StepPlace, *, reason: PutOffReason, at: datetime, key: str
) -> Outcome:
    """Not now, for a reason that says until when; see put_off_until."""
    _must_have_an_end(place)
    said = ["put_off", place.step_id, reason]
    with change(head=place.head, at=at, key=key, said=said) as act:
        until = put_off_until(reason, act.today)
        say(
            act,
            place,
            Verb.PUT_OFF,
            standing_in(act, place),
            reason=reason,
            until=until.isoformat(),
        )
    return act.outcome


def put_off_until(reason: PutOffReason, today: date) -> date:
    """The day from which a step put off today for reason is offered again.

    Too long or the wrong place: tomorrow. Too hard: in three days. Not this week:
    next Monday. Not for me: in thirty days, once.
    """
    days = {
        PutOffReason.TIME: 1,
        PutOffReason.PLACE: 1,
        PutOffReason.HARD: 3,
        PutOffReason.WEEK: DAYS_OF_WEEK + 1 - today.isoweekday(),
        PutOffReason.INTEREST: 30,
    }
    return today + timedelta(days=days[reason])


def choose_option(place: StepPlace, *, option: str, at: datetime, key: str) -> Outcome:
    """Take one way through a step; work done in another one stays done."""
    if option not in {known.key for known in place.step.options}:
        raise NotForThisStep
    said = ["option", place.step_id, option]
    with change(head=place.head, at=at, key=key, said=said) as act:
        record = act.study.records.get(place.step_id)
        if record is None or record.option != option:
            say(act, place, Verb.OPTION, standing_in(act, place), option=option)
    return act.outcome


def set_on_path(place: StepPlace, *, is_added: bool, at: datetime, key: str) -> Outcome:
    """Put an elective or deferred step on the path, or take it off."""
    if place.step.requirement == "required":
        raise NotForThisStep
    verb = Verb.ADDED if is_added else Verb.REMOVED
    said = [verb, place.step_id]
    with change(head=place.head, at=at, key=key, said=said) as act:
        record = act.study.records.get(place.step_id)
        if record is None or record.is_added is not is_added:
            say(act, place, verb, standing_in(act, place))
    return act.outcome


def _must_have_an_end(place: StepPlace) -> None:
    if place.step.kind in ENDLESS:
        raise NotForThisStep


def must_close_by_oneself(act: Change, place: StepPlace) -> None:
    """Raise NotForThisStep where a mentor's answer closes projects."""
    journey = act.head.journey(place.journey.slug) or place.journey
    if journey.guidance.has_reviews:
        raise NotForThisStep


def standing_in(act: Change, place: StepPlace) -> Standing:
    """Where the step stands before the change."""
    journey = act.head.journey(place.journey.slug) or place.journey
    return act.study.standings(journey)[place.step.key]


def say(
    act: Change, place: StepPlace, verb: Verb, standing: Standing, **data: object
) -> None:
    """Note within a change what happened to the step; standing: before it."""
    act.happened(
        verb,
        roadmap_id=place.journey.compiled.roadmap_id,
        version_id=place.journey.compiled.version_id,
        step_id=place.step_id,
        override=override_of(verb, standing),
        data=data,
    )


def override_of(verb: Verb, standing: Standing) -> Override:
    """Whether working on the step now is out of order."""
    works = verb in (Verb.DONE, Verb.STARTED, Verb.UNITS, Verb.HANDED_IN)
    return Override.OWN_CHOICE if works and standing.missing else Override.NONE
