"""What a learner's own preferences decide: what they leave out, and why."""

from progress.engine.compare import USABLE, Comparison
from progress.engine.rank import Candidate
from progress.engine.reading import barred_by, on_offer
from progress.engine.slices import next_use
from progress.engine.state import Reason
from progress.engine.survey import Survey


def asked_of(
    candidate: Candidate, comparison: Comparison, *, is_first: bool
) -> tuple[Reason, ...]:
    """What preferences decided about a suggestion, and, if it is the first, about
    the step that it comes before for that."""
    own = passed_over(candidate.survey, candidate.place)
    other = set_aside(candidate, comparison) if is_first else None
    return tuple(reason for reason in (own, other) if reason is not None)


def passed_over(survey: Survey, place: int) -> Reason | None:
    """What would be worked with in a step, did no preference speak against it."""
    usual = next_use(survey, place, on_offer)
    if usual is None or usual == next_use(survey, place):
        return None
    resource = usual[1].resource
    why = ",".join(barred_by(survey.learner, resource))
    return Reason("passed_over", {"resource": resource, "why": why})


def set_aside(first: Candidate, comparison: Comparison) -> Reason | None:
    """The step that would come first if all could be used, where it is preferences
    that leave nothing of it."""
    if not first.is_usable or all(one.is_usable for one in comparison.ranked):
        return None
    other = min(comparison.ranked, key=lambda one: comparison.key_without(one, USABLE))
    reason = passed_over(other.survey, other.place)
    if other.is_usable or reason is None:
        return None
    where = {"roadmap": other.survey.walk.slug, "step": other.step}
    return Reason("set_aside", {**where, **reason.params})
