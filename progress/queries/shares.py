"""How the week would be shared out if a path were walked by other answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from progress.engine.shares import share_out
from progress.engine.standing import tally
from progress.engine.state import Walk
from progress.path_answers import PathAnswers
from progress.queries.paths import walk_by
from progress.queries.study import Journey, Study


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one roadmap, in minutes a week: now, and then."""

    title: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class SharePreview:
    """shares: of the roadmaps that take part, together the minutes of the week. out:
    titles of those that rest or are finished. rests: whether this very one does."""

    shares: tuple[Share, ...]
    out: tuple[str, ...]
    week: int
    rests: bool


def share_preview(
    study: Study, journey: Journey, answers: PathAnswers
) -> SharePreview | None:
    """What becomes of the week by these answers; None if it stays as it is, and for
    guests. No query."""
    learner = study.head.learner
    if learner is None:
        return None
    now = {one.slug: study.walk(one) for one in study.head.journeys}
    then = {**now, journey.slug: walk_by(study, journey, answers)}
    week = learner.minutes_per_week
    before, after = _minutes(study, now, week), _minutes(study, then, week)
    choices = now[journey.slug].choice, then[journey.slug].choice
    if before == after and choices[0].share == choices[1].share:
        return None
    titles = {one.slug: one.roadmap.title for one in study.head.journeys}
    taking_part = [slug for slug in titles if slug in before or slug in after]
    return SharePreview(
        shares=tuple(
            Share(titles[slug], before.get(slug, 0), after.get(slug, 0))
            for slug in taking_part
        ),
        out=tuple(titles[slug] for slug in titles if slug not in taking_part),
        week=week,
        rests=choices[1].paused,
    )


def _minutes(study: Study, walks: Mapping[str, Walk], week: int) -> dict[str, int]:
    """By slug, of the walks that neither rest nor are finished."""
    weights = {
        slug: walk.choice.share
        for slug, walk in walks.items()
        if not walk.choice.paused and not tally(study.engine, walk).finished
    }
    return dict(zip(weights, share_out(week, [*weights.values()]), strict=True))
