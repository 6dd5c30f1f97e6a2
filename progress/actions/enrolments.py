"""Joining a roadmap, changing how it is walked, pausing, leaving."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from progress.access import RoadmapPlace
from progress.actions.change import Change, Outcome, change, local_date, touch_study
from progress.actions.claims import live_events
from progress.actions.fold import ENROLMENT_VERBS, fold_enrolment
from progress.models import Enrolment, ProgressEvent, Verb
from progress.path_answers import PathAnswers
from progress.queries.study import head_of
from roadmap.catalogue import Compiled

# Not what the form asks for, so the same form sent later is still the same form.
SET_BY_THE_CLOCK = ("paused_from", "left_at")


def enrol(
    place: RoadmapPlace,
    *,
    answers: PathAnswers,
    known: Sequence[str],
    at: datetime,
    key: str,
) -> Outcome:
    """Join the roadmap, or come back to it; known: step keys known already.

    Whoever is on it keeps the enrolment there is: joining twice changes nothing. A
    guest joins nothing, and may answer again.
    """
    compiled = place.journey.compiled
    said = ["enrol", compiled.roadmap_id, answers.as_fields(), sorted(known)]
    with change(head=place.head, at=at, key=key, said=said) as act:
        if act.head.sketch is not None:
            _answer(act, compiled, answers)
        elif any(journey.slug == place.journey.slug for journey in act.head.journeys):
            return act.outcome
        else:
            _begin(act, compiled, answers)
        for step in known:
            act.happened(
                Verb.KNOWN,
                roadmap_id=compiled.roadmap_id,
                version_id=compiled.version_id,
                step_id=compiled.step_ids[step],
            )
        reload_head(act)
    return act.outcome


def _answer(act: Change, compiled: Compiled, answers: PathAnswers) -> None:
    """Note by which answers a guest looks at the roadmap."""
    act.happened(
        Verb.ENROLLED,
        roadmap_id=compiled.roadmap_id,
        version_id=compiled.version_id,
        data={"after": answers.as_fields()},
    )


def _begin(act: Change, compiled: Compiled, answers: PathAnswers) -> None:
    """Make the one enrolment of this learner on the roadmap, or take it up again."""
    fields = {
        **answers.as_fields(),
        "left_at": None,
        "paused_from": None,
        "paused_until": None,
    }
    mine = {"learner": act.learner, "roadmap_id": compiled.roadmap_id}
    enrolment = Enrolment.objects.filter(**mine).first() or Enrolment(
        **mine,
        **answers.as_fields(),
        started_on=act.today,
        created_at=act.at,
        left_at=act.at,
    )
    before = values_of(enrolment, fields)
    set_fields(enrolment, fields)
    enrolment.version_id = compiled.version_id
    enrolment.save()
    _happened(act, Verb.ENROLLED, enrolment, before=before, after=fields)


def change_path(
    place: RoadmapPlace, *, answers: PathAnswers, at: datetime, key: str
) -> Outcome:
    """Walk another path of the same roadmap; what is done stays done."""
    return _set(place, Verb.PATH_CHANGED, answers.as_fields(), at=at, key=key)


def pause(
    place: RoadmapPlace, *, until: date | None, at: datetime, key: str
) -> Outcome:
    """Rest on this roadmap from today, until a day or until resumed."""
    start = local_date(place.learner, at)
    fields = {
        "paused_from": start.isoformat(),
        "paused_until": until.isoformat() if until else None,
    }
    return _set(place, Verb.PAUSED, fields, at=at, key=key)


def resume(place: RoadmapPlace, *, at: datetime, key: str) -> Outcome:
    """Go on from today."""
    fields = {"paused_from": None, "paused_until": None}
    return _set(place, Verb.RESUMED, fields, at=at, key=key)


def leave(place: RoadmapPlace, *, at: datetime, key: str) -> Outcome:
    """Take the roadmap off one's list; everything done is kept and counts on."""
    return _set(place, Verb.LEFT, {"left_at": _as_text(at)}, at=at, key=key)


def _set(
    place: RoadmapPlace,
    verb: Verb,
    fields: Mapping[str, Any],
    *,
    at: datetime,
    key: str,
) -> Outcome:
    asked = {name: fields[name] for name in fields if name not in SET_BY_THE_CLOCK}
    said = [verb, place.journey.compiled.roadmap_id, asked]
    with change(head=place.head, at=at, key=key, said=said) as act:
        journey = next(
            (one for one in act.head.journeys if one.slug == place.journey.slug), None
        )
        if journey is None or journey.enrolment is None:
            return act.outcome
        before = values_of(journey.enrolment, fields)
        if before == dict(fields):
            return act.outcome
        set_fields(journey.enrolment, fields)
        journey.enrolment.save(update_fields=list(fields))
        _happened(act, verb, journey.enrolment, before=before, after=fields)
        reload_head(act)
    return act.outcome


def _happened(
    act: Change,
    verb: Verb,
    enrolment: Enrolment,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    act.happened(
        verb,
        roadmap_id=enrolment.roadmap_id,
        version_id=enrolment.version_id,
        data={"before": dict(before), "after": dict(after)},
    )


def values_of(row: Enrolment | User, names: Iterable[str]) -> dict[str, Any]:
    """Fields as they stand in an event: dates as text, moments in UTC."""
    values = {name: getattr(row, name) for name in names}
    return {
        name: _as_text(value) if isinstance(value, date) else value
        for name, value in values.items()
    }


def _as_text(value: date) -> str:
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()


def set_fields(row: Enrolment | User, fields: Mapping[str, Any]) -> None:
    """Set fields from what stands in an event; the caller saves."""
    parsers = {
        "paused_from": date.fromisoformat,
        "paused_until": date.fromisoformat,
        "left_at": datetime.fromisoformat,
    }
    for name, value in fields.items():
        parse = parsers.get(name)
        setattr(row, name, parse(value) if parse and value else value)


def restore(act: Change, rows: Iterable[ProgressEvent], root: UUID) -> None:
    """Set the enrolments that a batch changed to what the live events say, now that
    the batch `root` is turned round."""
    for enrolment, names in turned_round(act.learner, rows, root):
        enrolment.save(update_fields=names)
        reload_head(act)


def turned_round(
    learner: User, rows: Iterable[ProgressEvent], root: UUID
) -> Iterator[tuple[Enrolment, list[str]]]:
    """Each enrolment that the batch `root` of rows changed, as it is once that is
    turned round, and the fields set; nothing is saved. Four queries for each."""
    changed = {row.roadmap_id for row in rows if row.verb in ENROLMENT_VERBS}
    for roadmap_id in sorted(filter(None, changed)):
        which = Q(roadmap=roadmap_id, verb__in=ENROLMENT_VERBS)
        told = ProgressEvent.objects.filter(which, learner=learner).order_by("pk")
        live = live_events(learner, which, flipped=root)
        fields = fold_enrolment(told, live)
        enrolment = Enrolment.objects.get(learner=learner, roadmap=roadmap_id)
        set_fields(enrolment, fields)
        yield enrolment, list(fields)


def reload_head(act: Change) -> None:
    """Read the enrolments again, because this change changed them."""
    if act.head.sketch is not None:
        return
    touch_study(act.learner)
    act.head = head_of(act.learner)
