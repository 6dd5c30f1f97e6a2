"""Which resources a learner comes to in the coming weeks, if their links work."""

from collections.abc import Iterator

from progress.engine.order import order
from progress.engine.reading import (
    NOT_USABLE,
    WORKS,
    barred_by,
    pick_use,
    slot_is_satisfied,
)
from progress.engine.shares import share_out
from progress.engine.state import Learner, Walk
from progress.engine.survey import Survey, survey_of
from roadmap.graph import Slot, Use

WEEKS = 4

Visit = tuple[str, str, str]
"""(roadmap, step, resource), by slug and keys."""


def coming(
    learner: Learner, minutes: int, *, out: frozenset[str] = frozenset()
) -> frozenset[Visit]:
    """What the learner comes to within so many minutes of study, by the order of
    their plan and the shares of their roadmaps.

    out: resources that nobody is led to, whatever their links do. Nothing of a pause,
    of what is done, off the path, or not to be used by this learner counts.
    """
    walks = [(walk, order(learner, walk).steps) for walk in learner.walks]
    going = [(walk, steps) for walk, steps in walks if steps and not walk.choice.paused]
    parts = share_out(minutes, [walk.choice.share for walk, _steps in going])
    return frozenset(
        visit
        for (walk, steps), part in zip(going, parts, strict=True)
        for visit in _visits(learner, walk, steps, part, out)
    )


def _visits(
    learner: Learner,
    walk: Walk,
    steps: tuple[str, ...],
    minutes: int,
    out: frozenset[str],
) -> Iterator[Visit]:
    """Step by step until the minutes are used up; a step that is begun by then counts
    as far as the minutes go, so as a whole."""
    survey = survey_of(learner, walk)
    left = minutes
    for key in steps:
        if left <= 0:
            return
        place = walk.graph.place[key]
        left -= max(1, survey.standings[place].minutes_left)
        if survey.standings[place].status != "waiting":
            for use in _uses(learner, survey, place, out):
                yield walk.slug, key, use.resource


def _uses(
    learner: Learner, survey: Survey, place: int, out: frozenset[str]
) -> Iterator[Use]:
    for slot in survey.readings[place].work.slots:
        if not slot_is_satisfied(learner, slot):
            use = _use_of(learner, slot, out)
            if use is not None:
                yield use


def _use_of(learner: Learner, slot: Slot, out: frozenset[str]) -> Use | None:
    """What the learner would open here if every link worked."""

    def level(one: Learner, resource: str) -> int:
        is_out = resource in out or resource not in one.facts
        return NOT_USABLE if is_out or barred_by(one, resource) else WORKS

    found = pick_use(learner, slot.counting, level)
    return found or pick_use(learner, slot.uncounted, level)
