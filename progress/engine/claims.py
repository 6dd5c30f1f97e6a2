"""What doing a step does: the units it claims, and a copy in which it is done."""

from collections.abc import Mapping
from dataclasses import replace

from progress.engine.reading import is_complete
from progress.engine.state import NOTHING_DECIDED, Learner, Walk
from progress.engine.survey import Survey, survey_of
from roadmap.spans import Spans, union


def claims_of(learner: Learner, walk: Walk, step: str) -> dict[str, Spans]:
    """Units by resource that marking a step done claims: for each slot that is not
    satisfied, the scope of the use to work with, else of the first.

    Raises KeyError for a step that the walk does not have.
    """
    return claims_at(survey_of(learner, walk), walk.graph.place[step])


def claims_at(survey: Survey, place: int) -> dict[str, Spans]:
    """As claims_of, for the step at a place."""
    claims: dict[str, Spans] = {}
    for use in survey.readings[place].uses:
        if use.scope is not None and not is_complete(survey.learner, use):
            before = claims.get(use.resource, ())
            claims[use.resource] = union(before, (use.scope,))
    return claims


def with_units(learner: Learner, claims: Mapping[str, Spans]) -> Learner:
    """The learner with these units done too."""
    spans = dict(learner.spans)
    for resource, units in claims.items():
        spans[resource] = union(spans.get(resource, ()), units)
    return replace(learner, spans=spans)


def done_copy(learner: Learner, walk: Walk, step: str) -> tuple[Learner, Walk]:
    """(learner, walk) as they are once the step is marked done with all its units.

    Nothing given is changed. Raises KeyError for a step that the walk does not have.
    """
    survey = survey_of(learner, walk)
    record = replace(
        walk.records.get(step, NOTHING_DECIDED),
        decision="done",
        how="all",
        option=survey.readings[walk.graph.place[step]].option,
    )
    then = replace(walk, records={**walk.records, step: record})
    walks = tuple(then if other is walk else other for other in learner.walks)
    copy = replace(learner, walks=walks)
    return with_units(copy, claims_of(learner, walk, step)), then
