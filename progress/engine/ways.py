"""The way in to a locked step, from where the learner is."""

from progress.engine.minutes import loads
from progress.engine.state import Learner, Walk, WayIn
from progress.engine.survey import Survey, survey_of
from roadmap.remaining import Remaining, remaining
from roadmap.wayin import Found, cheapest, second_cheapest

__all__ = ["WayIn", "second_way_in", "way_in"]

OPEN_ALREADY = WayIn((), 0, exact=True, at_least_minutes=0)


def way_in(learner: Learner, walk: Walk, step: str) -> WayIn | None:
    """The least work that opens a step, over all steps that may be walked: also
    electives that are not on and deferred ones, never skipped or off-track ones.

    Empty for a step that waits for nothing; None where nothing leads in. Exact up to
    a hundred steps, above with a bound. Raises KeyError for an unknown step.
    """
    survey = survey_of(learner, walk)
    place = walk.graph.place[step]
    if _waits_for_nothing(survey, place):
        return OPEN_ALREADY
    left = _problem(survey)
    if place not in left.position:
        return None
    found = cheapest(left, left.position[place])
    return _told(survey, left, place, found)


def second_way_in(learner: Learner, walk: Walk, step: str) -> WayIn | None:
    """The next best way in, which decides otherwise where the first had a choice;
    None where there is no other. Raises KeyError for an unknown step."""
    survey = survey_of(learner, walk)
    place = walk.graph.place[step]
    left = _problem(survey)
    if place not in left.position or _waits_for_nothing(survey, place):
        return None
    first = cheapest(left, left.position[place])
    if first is None:
        return None
    found = second_cheapest(left, left.position[place], first.mask)
    return _told(survey, left, place, found)


def _waits_for_nothing(survey: Survey, place: int) -> bool:
    return survey.standings[place].satisfied or (
        place not in survey.unmet
        and not survey.standings[place].missing
        and survey.standings[place].status not in ("off_track", "skipped")
    )


def _problem(survey: Survey) -> Remaining:
    kinds = ("off_track", "skipped", "habit", "support")
    minutes = {
        place: max(1, standing.minutes_left)
        for place, standing in enumerate(survey.standings)
        if not standing.satisfied and standing.status not in kinds
    }
    return remaining(survey.route.order, minutes, survey.unmet)


def _told(
    survey: Survey, left: Remaining, place: int, found: Found | None
) -> WayIn | None:
    """Without the step itself; minutes with shared units counted once."""
    if found is None:
        return None
    places = [other for other in left.listed(found.mask) if other != place]
    core = [other for other in left.listed(found.core) if other != place]
    minutes = _minutes(survey, places)
    return WayIn(
        steps=tuple(survey.walk.graph.steps[other].key for other in places),
        minutes=minutes,
        exact=found.exact,
        at_least_minutes=minutes if found.exact else _minutes(survey, core),
    )


def _minutes(survey: Survey, places: list[int]) -> int:
    return sum(load.left for load in loads(survey, places).values())
