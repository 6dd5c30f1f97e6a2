"""Why a step comes first, and why another one does not: codes with numbers.

A reason is told only if its term moved the rank: without it the step would rank
worse. Steps, resources and roadmaps in params are keys; several are joined by ",";
minutes and days are whole numbers, dates ISO text.

Reasons (Suggestion.reasons, at most three, in this order)
    overdue              on, days         the cohort was to do it `days` ago
    due                  on, days         the cohort is to do it in `days`
    begun                minutes_left
    alongside            step             goes along with that step, in progress
    brings_value         milestone, minutes   on the way to that step; minutes of all
                                          that is left on this way, it included
    several_roadmaps     roadmaps, count  counts in these others; count with its own
    fits_minutes         minutes, of      something of it fits; others do not
    usable_now                            others have nothing this learner can use
    only_open                             nothing else can be offered

Why not first (Suggestion.lost): one of the above, if taking that term away alone
would put the step before the first (the params are then those of the first), or
    put_off              days, why        the learner put it off `days` ago
    behind               thousandths, best_thousandths    value per hour, times 1,000
    better_after         step             equal, but it is to come after that step
    listed_later                          equal, and later in the same roadmap's list
    together                              no single term decides it

Facts (Suggestion.facts, at most two; see facts.py)
    put_off_until        on               not before that day, if it goes by the learner
    nothing_usable                        no resource of it can be used by this learner
    continues            resource, unit, total    begun; unit (from 1) is the next
    builds_on            steps, count     done or covered steps that it needs
    first_step           roadmap          nothing of this roadmap is done yet
    takes_minutes        minutes, of      of the minutes at hand
    opens                steps, count, behind     opened at once; behind: how many more
                                          stand further behind (never added up)
    counts_in            roadmaps, count  the other roadmaps that it moves

Asked (Suggestion.asked, at most two; see asked.py). why: free, language, computer
and blocked, as far as the learner's own preferences speak against the resource
    passed_over          resource, why    what would be worked with but for them
    set_aside            roadmap, step, resource, why    would come first if all could
                                          be used; they leave nothing of it
"""

from collections.abc import Mapping

from progress.engine.compare import FITS, RATE, SEVERAL, USABLE, Comparison
from progress.engine.order import outlook_of
from progress.engine.rank import Candidate
from progress.engine.slices import slice_of
from progress.engine.state import Reason
from progress.engine.terms import TERMS

CODES = (*(code for code in TERMS if code != "put_off"), RATE, SEVERAL, FITS, USABLE)
AT_MOST = 3
PER_HOUR_IN_THOUSANDTHS = 60 * 1000


def reasons_for(
    first: Candidate, comparison: Comparison, minutes: int | None
) -> tuple[Reason, ...]:
    """Why a candidate ranks where it does among all; at most three reasons."""
    if len(comparison.ranked) == 1:
        return (Reason("only_open"),)
    codes = [code for code in CODES if comparison.moves_rank(first, code)]
    return tuple(_reason(first, code, minutes) for code in codes[:AT_MOST])


def why_not_first(
    other: Candidate, first: Candidate, comparison: Comparison, minutes: int | None
) -> Reason:
    """Why a candidate comes after the first."""
    for code in (*(code for code in CODES if code != RATE), "put_off"):
        if comparison.key_without(other, code) < comparison.key_without(first, code):
            return _reason(other if code == "put_off" else first, code, minutes)
    ours, best = (
        int(one.total_rate * PER_HOUR_IN_THOUSANDTHS) for one in (other, first)
    )
    if ours < best:
        return Reason("behind", {"thousandths": ours, "best_thousandths": best})
    if other.key[:3] != first.key[:3]:
        return Reason("together")
    return _better_after(other) or _listed(other, first)


def _listed(other: Candidate, first: Candidate) -> Reason:
    is_later = (other.number, other.place) > (first.number, first.place)
    in_one_list = other.number == first.number
    return Reason("listed_later" if in_one_list and is_later else "together")


def minutes_now(candidate: Candidate, minutes: int | None) -> int:
    """Minutes of the slice, of all that is left where there are no units."""
    cut = slice_of(candidate.survey, candidate.place, minutes)
    if cut is not None and cut.spans:
        return cut.minutes
    return candidate.survey.standings[candidate.place].minutes_left


def _reason(candidate: Candidate, code: str, minutes: int | None) -> Reason:
    if code in TERMS:
        return next(one.reason for one in candidate.factors if one.code == code)
    params: Mapping[str, str | int] = {}
    if code == RATE:
        params = _way_params(candidate)
    elif code == SEVERAL:
        slugs = list(candidate.elsewhere)
        params = {"roadmaps": ",".join(slugs), "count": len(slugs) + 1}
    elif code == FITS:
        params = {"minutes": minutes_now(candidate, minutes), "of": minutes or 0}
    return Reason(code, params)


def _way_params(candidate: Candidate) -> dict[str, str | int]:
    if candidate.milestone is None:
        return {}
    outlook = outlook_of(candidate.survey)
    at = outlook.left.position[candidate.milestone]
    key = candidate.survey.walk.graph.steps[candidate.milestone].key
    minutes = outlook.left.hours.of(outlook.schedule.ways[at])
    return {"milestone": key, "minutes": minutes}


def _better_after(candidate: Candidate) -> Reason | None:
    """A step left that this one is recommended after, goes along with or waits for."""
    left = outlook_of(candidate.survey).left
    for _, members in left.groups[left.position[candidate.place]]:
        step = candidate.survey.walk.graph.steps[left.places[members[0]]]
        return Reason("better_after", {"step": step.key})
    return None
