"""What doing one step would move elsewhere: other steps, other roadmaps."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from progress.engine.claims import claims_at, with_units
from progress.engine.reading import Reading, read_step
from progress.engine.state import Learner, Walk
from progress.engine.survey import Survey
from progress.engine.ties import ties_of


class Effect:
    """The difference that doing a step, with all its units, would make.

    satisfied: places of the same walk that would be satisfied by it, itself
    included. gains(other): by place of another walk's steps left, the part of its
    minutes that would be gone.
    """

    def __init__(self, survey: Survey, place: int) -> None:
        self.survey = survey
        self.place = place
        self._gains: dict[Walk, dict[int, Fraction]] = {}
        learner = survey.learner
        self.claims = claims_at(survey, place)
        related = ties_of(learner.relations, learner.facts).related
        is_far_reaching = not related.isdisjoint(self.claims)
        self.then = with_units(learner, self.claims) if self.claims else learner
        self.changed = (
            _changed(learner, self.then) if is_far_reaching else set(self.claims)
        )

    @cached_property
    def satisfied(self) -> list[int]:
        """Places of this walk, on its path or not, as listed."""
        survey = self.survey
        places = {self.place} | {
            place
            for place in self._users(survey)
            if not survey.readings[place].satisfied
            and self._reading_then(survey, place).satisfied
        }
        return sorted(places)

    def gains(self, other: Survey) -> dict[int, Fraction]:
        """Of another walk: how much of each step left this would do, above 0."""
        if other.walk not in self._gains:
            self._gains[other.walk] = self._gained(other)
        return self._gains[other.walk]

    def _gained(self, other: Survey) -> dict[int, Fraction]:
        found: dict[int, Fraction] = {}
        for place in self._moved(other):
            left = other.readings[place].minutes_left
            then = self._reading_then(other, place)
            if then.satisfied:
                found[place] = Fraction(1)
            elif then.minutes_left < left:
                found[place] = Fraction(left - then.minutes_left, left)
        return found

    def _moved(self, survey: Survey) -> list[int]:
        """Steps left on the path that use a resource which this changes."""
        return sorted(
            place
            for place in self._users(survey)
            if survey.standings[place].on_path and not survey.standings[place].satisfied
        )

    def _users(self, survey: Survey) -> set[int]:
        users = survey.walk.graph.users
        return {place for key in self.changed for place in users.get(key, ())}

    def _reading_then(self, survey: Survey, place: int) -> Reading:
        return read_step(self.then, survey.walk, place, survey.records[place])


def effect_of(survey: Survey, place: int) -> Effect:
    """The effect of a step; kept on the learner."""
    memory, key = survey.learner.memory, ("effect", survey.walk, place)
    found = memory.get(key)
    if not isinstance(found, Effect):
        found = memory[key] = Effect(survey, place)
    return found


def roadmaps_moved(effect: Effect, others: Sequence[Survey]) -> list[str]:
    """Slugs of the other roadmaps in which doing the step would count."""
    return [other.walk.slug for other in others if effect.gains(other)]


def _changed(before: Learner, after: Learner) -> set[str]:
    return {
        key
        for key, units in after.effective.items()
        if units != before.effective.get(key)
    }
