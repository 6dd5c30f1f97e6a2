"""What is true of a suggested step, whether or not it decided anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from progress.engine.claims import done_copy
from progress.engine.effects import effect_of, roadmaps_moved
from progress.engine.order import outlook_of
from progress.engine.rank import Candidate
from progress.engine.reading import units_done
from progress.engine.reasons import minutes_now
from progress.engine.state import Learner, Reason, Slice, Walk
from progress.engine.survey import Survey, branch_of, survey_of
from roadmap.graph import UNKNOWN
from roadmap.opening import opened_by, standing_behind
from roadmap.remaining import Remaining, remaining
from roadmap.route import group_holds, places_of

AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Opening:
    """Keys of steps on the path: those that doing a step opens at once, and those
    that cannot be reached without it further on."""

    at_once: tuple[str, ...]
    behind: tuple[str, ...]


def opening_of(learner: Learner, walk: Walk, step: str) -> Opening:
    """What doing a step opens on the path as it is now; O(steps + needs).

    Raises KeyError for a step that the walk does not have.
    """
    return opening_at(survey_of(learner, walk), walk.graph.place[step])


def opening_at(survey: Survey, place: int) -> Opening:
    left = _left(survey, place)
    satisfied = effect_of(survey, place).satisfied
    done = left.mask(other for other in satisfied if other in left.position)
    if survey.walk.graph.needs_resources or satisfied != [place]:
        at_once = _open_then(survey, place)
    else:
        at_once = left.listed(opened_by(left, done))
    behind = set(left.listed(standing_behind(left, done))) - set(at_once)
    keys = [step.key for step in survey.walk.graph.steps]
    return Opening(
        tuple(keys[other] for other in sorted(at_once)),
        tuple(keys[other] for other in sorted(behind)),
    )


def _open_then(survey: Survey, place: int) -> list[int]:
    """Locked steps of the path that are open in a copy in which a step is done."""
    key = survey.walk.graph.steps[place].key
    after = survey_of(*done_copy(survey.learner, survey.walk, key)).standings
    return [
        other
        for other, before in enumerate(survey.standings)
        if before.on_path and before.status == "locked" and after[other].is_open
    ]


def _left(survey: Survey, place: int) -> Remaining:
    """The needs left on the path, and of the step at place if it is beside it."""
    outlook = outlook_of(survey)
    if place in outlook.left.position and not outlook.has_wishes:
        return outlook.left
    is_beside = place not in outlook.left.position
    key = ("needs", survey.walk, place if is_beside else UNKNOWN)
    found = survey.learner.memory.get(key)
    if not isinstance(found, Remaining):
        minutes = dict.fromkeys([*survey.todo(), place], 1)
        found = remaining(survey.route.order, minutes, survey.unmet)
        survey.learner.memory[key] = found
    return found


def facts_of(
    candidate: Candidate, cut: Slice | None, others: list[Survey], minutes: int | None
) -> tuple[Reason, ...]:
    """At most two facts: how the step follows from what is done, then what it takes
    or brings; a second of one kind only where the other has none. others: surveys
    of the learner's other roadmaps that are walked."""
    before = _told(
        lambda: _nothing_usable(candidate),
        lambda: _continues(candidate, cut),
        lambda: _builds_on(candidate),
        lambda: _first_step(candidate),
    )
    after = _told(
        lambda: _takes_minutes(candidate, minutes),
        lambda: _opens(candidate),
        lambda: _counts_in(candidate, others),
    )
    return tuple(islice(chain(islice(before, 1), after, before), AT_MOST))


def _told(*facts: Callable[[], Reason | None]) -> Iterator[Reason]:
    """Those that hold; none is worked out before it is asked for."""
    return (found for fact in facts if (found := fact()) is not None)


def _nothing_usable(candidate: Candidate) -> Reason | None:
    return None if candidate.is_usable else Reason("nothing_usable")


def _continues(candidate: Candidate, cut: Slice | None) -> Reason | None:
    """Units of what is offered are done already, and which one is next."""
    survey = candidate.survey
    if cut is None or not cut.spans:
        return None
    uses = survey.readings[candidate.place].uses
    use = next((use for use in uses if use.resource == cut.resource), None)
    if use is None or not units_done(survey.learner, use):
        return None
    total = survey.learner.totals.get(cut.resource, cut.end)
    return Reason(
        "continues", {"resource": cut.resource, "unit": cut.start + 1, "total": total}
    )


def _builds_on(candidate: Candidate) -> Reason | None:
    """Needs and recommended steps that are work done, not just known or waived."""
    survey = candidate.survey
    graph, branch = survey.walk.graph, branch_of(survey.walk)
    places = {
        place
        for need in graph.needs[candidate.place]
        if need.strength != "alongside" and group_holds(need.when, branch)
        for member in need.members
        for place in places_of(member)
        if survey.standings[place].status in ("done", "covered")
    }
    if not places:
        return None
    keys = [graph.steps[place].key for place in sorted(places)]
    return Reason("builds_on", {"steps": ",".join(keys), "count": len(keys)})


def _first_step(candidate: Candidate) -> Reason | None:
    standings = candidate.survey.standings
    if any(one.satisfied or one.begun for one in standings):
        return None
    return Reason("first_step", {"roadmap": candidate.survey.walk.slug})


def _takes_minutes(candidate: Candidate, minutes: int | None) -> Reason | None:
    if minutes is None or not candidate.fits:
        return None
    taken = minutes_now(candidate, minutes)
    return Reason("takes_minutes", {"minutes": taken, "of": minutes})


def _opens(candidate: Candidate) -> Reason | None:
    opening = opening_at(candidate.survey, candidate.place)
    if not opening.at_once:
        return None
    return Reason(
        "opens",
        {
            "steps": ",".join(opening.at_once),
            "count": len(opening.at_once),
            "behind": len(opening.behind),
        },
    )


def _counts_in(candidate: Candidate, others: list[Survey]) -> Reason | None:
    if not others:
        return None
    slugs = roadmaps_moved(effect_of(candidate.survey, candidate.place), others)
    if not slugs:
        return None
    return Reason("counts_in", {"roadmaps": ",".join(slugs), "count": len(slugs)})
