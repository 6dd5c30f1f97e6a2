"""How each step of a roadmap stands for a learner, and what that adds up to."""

from collections import Counter
from collections.abc import Mapping

from progress.engine.minutes import Load, loads
from progress.engine.state import Learner, Standing, Tally, Walk
from progress.engine.survey import Survey, survey_of

__all__ = ["Standing", "Tally", "standings", "tally"]


def standings(learner: Learner, walk: Walk) -> dict[str, Standing]:
    """The standing of every step of a walk, by step key, in the list's order.

    The walk need not be one of learner.walks. The first line that holds decides:
    habit or support; own record (done, known, waived); units (covered); off track;
    skipped; elective that is not on (optional); deferred; handed in; a required
    group not met (locked); touched (in progress); ready. More units or more done
    records never undo a satisfied step, nor lock a ready one. O(steps + needs).
    """
    survey = survey_of(learner, walk)
    steps = walk.graph.steps
    return {
        step.key: found for step, found in zip(steps, survey.standings, strict=True)
    }


def tally(learner: Learner, walk: Walk) -> Tally:
    """How far the path is walked, by minutes; no walk is needed in learner.walks.

    Known and waived steps leave the count, skipped required ones stay in it. Units
    that two steps share count once, units of steps not yet done count as done.
    percent is 100 only when everything counted is satisfied, None when nothing is
    counted. finished: nothing on the path but what is satisfied; with skipped steps
    the percentage stays below 100.
    """
    survey = survey_of(learner, walk)
    path = [place for place, found in enumerate(survey.standings) if found.on_path]
    status = Counter(survey.standings[place].status for place in path)
    skipped = _skipped_required(survey)
    left_out = ("known", "waived")
    counted = sorted(
        [p for p in path if survey.standings[p].status not in left_out] + skipped
    )
    load = loads(survey, counted)
    is_satisfied = all(survey.standings[place].satisfied for place in counted)
    total = sum(one.total for one in load.values())
    done = sum(one.total - one.left for one in load.values())
    return Tally(
        counted=len(counted),
        done=status["done"],
        covered=status["covered"],
        known=status["known"],
        waived=status["waived"],
        skipped=tuple(walk.graph.steps[place].key for place in skipped),
        minutes_total=total,
        minutes_done=done,
        percent=_percent(survey, load, is_satisfied),
        finished=bool(path) and all(survey.standings[p].satisfied for p in path),
    )


def _skipped_required(survey: Survey) -> list[int]:
    return [
        place
        for place, found in enumerate(survey.standings)
        if found.status == "skipped"
        and survey.walk.graph.steps[place].requirement == "required"
    ]


def _percent(
    survey: Survey, load: Mapping[int, Load], is_satisfied: bool
) -> int | None:
    """Done minutes of all, rounded down; steps of all where nobody gave minutes."""
    if not load:
        return None
    if is_satisfied:
        return 100
    total = sum(one.total for one in load.values())
    done = sum(one.total - one.left for one in load.values())
    if total == 0:
        total = len(load)
        done = sum(survey.standings[place].satisfied for place in load)
    return min(99, 100 * done // total)
