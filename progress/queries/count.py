"""Counting a study again: summaries, and the advice that was current."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from progress.engine.advise import RULE_VERSION, advise, next_step
from progress.engine.standing import tally
from progress.engine.state import Advice, Suggestion
from progress.models import ProgressEvent, Summary
from progress.queries.cells import Minutes, cells_of, days_of
from progress.queries.study import Head, Journey, Study


def summaries_of(
    study: Study,
    at: datetime,
    *,
    minutes: Minutes | None = None,
    events: Iterable[ProgressEvent] = (),
) -> list[Summary]:
    """A fresh summary of each roadmap the learner walks; no query. minutes: noted by
    step, None: as before; events: that happened since."""
    found = []
    for journey in study.head.journeys:
        if journey.enrolment is not None:
            one = summary_of(study, journey, journey.enrolment.pk, at)
            one.cells = cells_of(study, journey, minutes)
            one.active_days = days_of(study, journey, events)
            found.append(one)
    return found


def summary_of(
    study: Study, journey: Journey, enrolment_id: int, at: datetime
) -> Summary:
    """What the path of one journey adds up to now; no query. The enrolment itself
    keeps the summary it was read with."""
    walk = study.walk(journey)
    found = tally(study.engine, walk)
    following = next_step(study.engine, today=study.today, only=walk.slug)
    ids = journey.compiled.step_ids
    return Summary(
        enrolment_id=enrolment_id,
        version_id=journey.compiled.version_id,
        catalogue_revision=study.head.revision,
        counted=found.counted,
        done=found.done,
        covered=found.covered,
        known=found.known,
        waived=found.waived,
        skipped=len(found.skipped),
        minutes_total=found.minutes_total,
        minutes_done=found.minutes_done,
        percent=found.percent,
        is_finished=found.finished,
        next_step_id=ids[following] if following else None,
        rule_version=RULE_VERSION,
        counted_at=at,
    )


def advice_after(study: Study) -> dict[str, object]:
    """What is recommended now, as it is kept with the event; no query."""
    learner = study.head.learner
    minutes = learner.minutes_at_hand if learner else None
    advice = advise(study.engine, today=study.today, minutes=minutes)
    return {
        "rule": advice.rule_version,
        "inputs": digest_of(study, minutes),
        "revision": study.head.revision,
        "versions": {
            journey.slug: journey.compiled.number for journey in study.head.journeys
        },
        "minutes": minutes,
        "kind": advice.kind,
        "steps": [_kept(found) for found in suggestions_of(advice)],
    }


def suggestions_of(advice: Advice) -> list[Suggestion]:
    """The best and the others, best first."""
    return ([advice.best] if advice.best else []) + list(advice.others)


def _kept(found: Suggestion) -> dict[str, object]:
    return {
        "roadmap": found.roadmap,
        "step": found.step,
        "option": found.option,
        "resource": found.slice.resource if found.slice else "",
        "spans": [list(span) for span in found.slice.spans] if found.slice else [],
        "score": str(found.score),
        "reasons": [[reason.code, dict(reason.params)] for reason in found.reasons],
        "asked": [[reason.code, dict(reason.params)] for reason in found.asked],
        "lost": [found.lost.code, dict(found.lost.params)] if found.lost else None,
    }


def digest_of(study: Study, minutes: int | None) -> str:
    """SHA-256 over everything the advice depends on."""
    parts = [
        str(study.head.revision),
        study.today.isoformat(),
        str(minutes),
        repr(study.preferences),
        repr(sorted(study.engine.spans.items())),
        repr(sorted(study.engine.inside.items())),
    ]
    for journey in study.head.journeys:
        walk = study.walk(journey)
        parts += [
            str(journey.compiled.version_id),
            repr((walk.choice.aim, sorted(walk.choice.tracks), walk.choice.share)),
            repr((walk.choice.undecided_tracks, walk.choice.paused)),
            repr(sorted(walk.records.items())),
            *_guided(journey),
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _guided(journey: Journey) -> list[str]:
    """What mentors lay over the path, where they do."""
    if not journey.guidance.cohorts:
        return []
    found = journey.guidance
    return [repr(found.overlays), repr(sorted(found.due.items()))]


def roadmaps_moved(head: Head, summaries: list[Summary]) -> list[str]:
    """Titles of the roadmaps of which the new summaries count otherwise than before;
    no query."""
    before = {
        journey.enrolment.pk: journey
        for journey in head.journeys
        if journey.enrolment is not None
    }
    return [
        before[new.enrolment_id].roadmap.title
        for new in summaries
        if _count(before[new.enrolment_id]) != (new.minutes_done, new.done, new.covered)
    ]


def _count(journey: Journey) -> tuple[int, int, int] | None:
    old: Summary | None = getattr(journey.enrolment, "summary", None)
    return (old.minutes_done, old.done, old.covered) if old else None
