"""What to study next, and why."""

from collections.abc import Sequence
from datetime import date

from progress.engine.asked import asked_of
from progress.engine.compare import Comparison
from progress.engine.facts import facts_of, opening_of
from progress.engine.order import order
from progress.engine.rank import Candidate, Ranking, without_repeats
from progress.engine.reasons import reasons_for, why_not_first
from progress.engine.slices import slice_of
from progress.engine.state import (
    Advice,
    AdviceKind,
    Learner,
    Reason,
    Slice,
    Suggestion,
    TrackQuestion,
    Walk,
)
from progress.engine.survey import Survey, survey_of
from progress.engine.terms import RULE_VERSION, TERMS, is_put_off
from progress.engine.tracks import asks_now, open_places, track_question
from progress.engine.ways import second_way_in, way_in

__all__ = [
    "RULE_VERSION",
    "TERMS",
    "Advice",
    "Reason",
    "Slice",
    "Suggestion",
    "advise",
    "next_step",
    "opening_of",
    "order",
    "second_way_in",
    "track_question",
    "way_in",
]


def advise(
    learner: Learner,
    *,
    today: date,
    minutes: int | None,
    limit: int = 4,
    only: str | None = None,
) -> Advice:
    """The steps to take next, best first: at most `limit` of them, at least one.

    today: the learner's own day. minutes: study time at hand, None for no limit.
    only: the slug of the one roadmap to advise on; what a step brings in the others
    still counts. Offered are just the steps that are open and on the path of a
    roadmap that is not paused; a step put off until later only when nothing else is
    open, the one that ends first foremost. The same input gives the same answer.
    Raises ValueError if limit < 1. One pass over each roadmap plus its order.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    asked = [walk for walk in learner.walks if only in (None, walk.slug)]
    running = [survey_of(learner, w) for w in learner.walks if not w.choice.paused]
    kind, ranked = _ranked(learner, running, asked, today, minutes)
    suggestions = _suggestions(ranked, running, minutes, kind, limit)
    return Advice(
        kind=kind,
        best=suggestions[0] if suggestions else None,
        others=suggestions[1:],
        fits=bool(ranked) and ranked[0].fits,
        rule_version=RULE_VERSION,
        asks_track=_questions(learner, asked),
    )


def next_step(learner: Learner, *, today: date, only: str) -> str | None:
    """Key of the step that advise puts first on the roadmap `only` with no limit of
    minutes, without the reasons, which cost as much as the ranking; None for none."""
    asked = [walk for walk in learner.walks if walk.slug == only]
    running = [survey_of(learner, w) for w in learner.walks if not w.choice.paused]
    _kind_of_advice, ranked = _ranked(learner, running, asked, today, None)
    return ranked[0].step if ranked else None


def _ranked(
    learner: Learner,
    running: Sequence[Survey],
    asked: Sequence[Walk],
    today: date,
    minutes: int | None,
) -> tuple[AdviceKind, list[Candidate]]:
    free, waiting = _open_steps(running, asked, today)
    kind = _kind(learner, asked, any(free), any(waiting))
    shown = free if kind == "suggest" else waiting
    ranked = Ranking(running, today, minutes).ranked(shown)
    if kind == "only_put_off":
        ranked.sort(key=lambda one: (_end(one), one.key))
    return kind, ranked


def _open_steps(
    running: Sequence[Survey], asked: Sequence[Walk], today: date
) -> tuple[list[set[int]], list[set[int]]]:
    """By survey, the open steps that were asked about: (free, put off)."""
    mine = [open_places(one) if one.walk in asked else set() for one in running]
    waiting = [
        {place for place in places if is_put_off(survey, place, today)}
        for survey, places in zip(running, mine, strict=True)
    ]
    return [a - b for a, b in zip(mine, waiting, strict=True)], waiting


def _kind(
    learner: Learner, asked: Sequence[Walk], is_free: bool, is_waiting: bool
) -> AdviceKind:
    if is_free or is_waiting:
        return "suggest" if is_free else "only_put_off"
    walked = [walk for walk in asked if _has_path(survey_of(learner, walk))]
    if not walked:
        return "paused" if any(walk.choice.paused for walk in asked) else "empty"
    unfinished = [w for w in walked if _is_unfinished(survey_of(learner, w))]
    if not unfinished:
        return "finished"
    if all(walk.choice.paused for walk in unfinished):
        return "paused"
    return "nothing_open"


def _has_path(survey: Survey) -> bool:
    return any(standing.on_path for standing in survey.standings)


def _is_unfinished(survey: Survey) -> bool:
    return any(one.on_path and not one.satisfied for one in survey.standings)


def _end(candidate: Candidate) -> date:
    until = candidate.survey.records[candidate.place].put_off_until
    return until or date.min


def _suggestions(
    ranked: list[Candidate],
    running: list[Survey],
    minutes: int | None,
    kind: AdviceKind,
    limit: int,
) -> tuple[Suggestion, ...]:
    found: list[Suggestion] = []
    ranked = without_repeats(ranked, minutes, limit, is_all=len(running) > 1)
    comparison = Comparison(ranked)
    for index, candidate in enumerate(ranked[:limit]):
        reasons: tuple[Reason, ...] = ()
        lost = None
        is_first = kind == "suggest" and index == 0
        if is_first:
            reasons = reasons_for(candidate, comparison, minutes)
        elif kind == "suggest":
            lost = why_not_first(candidate, ranked[0], comparison, minutes)
        cut = slice_of(candidate.survey, candidate.place, minutes)
        others = [survey for survey in running if survey is not candidate.survey]
        facts = facts_of(candidate, cut, others, minutes)
        if kind == "only_put_off":
            until = Reason("put_off_until", {"on": _end(candidate).isoformat()})
            facts = (until, *facts[:1])
        asked = asked_of(candidate, comparison, is_first=is_first)
        found.append(_suggestion(candidate, cut, facts, reasons, lost, asked))
    return tuple(found)


def _suggestion(
    candidate: Candidate,
    cut: Slice | None,
    facts: tuple[Reason, ...],
    reasons: tuple[Reason, ...],
    lost: Reason | None,
    asked: tuple[Reason, ...],
) -> Suggestion:
    standing = candidate.survey.standings[candidate.place]
    return Suggestion(
        roadmap=candidate.survey.walk.slug,
        step=candidate.step,
        option=standing.option,
        slice=cut,
        minutes_left=standing.minutes_left,
        facts=facts,
        reasons=reasons,
        lost=lost,
        score=candidate.score,
        asked=asked,
    )


def _questions(learner: Learner, asked: Sequence[Walk]) -> tuple[TrackQuestion, ...]:
    found = [
        TrackQuestion(walk.slug, tracks)
        for walk in asked
        if not walk.choice.paused and (tracks := asks_now(learner, walk))
    ]
    return tuple(found)
