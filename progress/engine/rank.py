"""Open steps of all roadmaps, rated and ranked."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import prod

from progress.engine.effects import effect_of
from progress.engine.order import Outlook, outlook_of
from progress.engine.slices import prospect_of, slice_of
from progress.engine.survey import Survey
from progress.engine.terms import PART_OF_PATH, Factor, factors_of
from roadmap.remaining import Hours, bits
from roadmap.spans import Spans

SHARE_OF_ALL = 100
Key = tuple[bool, bool, Fraction, int, int]


@dataclass(frozen=True, slots=True)
class Rates:
    """Value per minute of one roadmap, by place of its open steps. milestone: by
    place, the one whose way in gives the rate. base: what every step of it gets."""

    by_place: dict[int, Fraction]
    milestone: dict[int, int]
    base: Fraction


@dataclass(frozen=True, eq=False, slots=True)
class Candidate:
    """One step that may be offered. number: of its walk; position: in that walk's
    order; listed: in the order that needs, wishes and the list alone would give.
    rate: in its own roadmap; elsewhere: what it brings in others, by slug. key:
    smaller ranks before greater."""

    survey: Survey
    place: int
    number: int
    position: int
    listed: int
    is_usable: bool
    fits: bool
    rate: Fraction
    base: Fraction
    milestone: int | None
    factors: tuple[Factor, ...]
    elsewhere: Mapping[str, Fraction]
    score: Fraction
    key: Key

    @property
    def step(self) -> str:
        return self.survey.walk.graph.steps[self.place].key

    @property
    def total_rate(self) -> Fraction:
        return self.rate + sum(self.elsewhere.values())


class Ranking:
    """Makes candidates of the open steps of several walks."""

    def __init__(
        self, surveys: Sequence[Survey], today: date, minutes: int | None
    ) -> None:
        self.surveys = surveys
        self.today = today
        self.minutes = minutes
        self.outlooks = [outlook_of(survey) for survey in surveys]
        self.rates = [rates_of(survey) for survey in surveys]
        self._scores: dict[Hashable, tuple[Fraction, Fraction]] = {}

    def ranked(self, places: Sequence[Iterable[int]]) -> list[Candidate]:
        """The candidates, best first. places: the open ones by survey."""
        found = [
            self._candidate(number, place)
            for number in range(len(self.surveys))
            for place in places[number]
        ]
        return sorted(found, key=lambda candidate: candidate.key)

    def _candidate(self, number: int, place: int) -> Candidate:
        survey, rates = self.surveys[number], self.rates[number]
        rate = rates.by_place.get(place, Fraction(0))
        factors = factors_of(survey, place, self.today)
        elsewhere = self._elsewhere(number, place)
        score, negative = self._score(number, rate, factors, elsewhere)
        prospect = prospect_of(survey, place, self.minutes)
        unusable, unfit = not prospect.is_usable, not prospect.fits
        position = self.outlooks[number].rank[place]
        return Candidate(
            survey=survey,
            place=place,
            number=number,
            position=position,
            listed=self.outlooks[number].left.position[place],
            is_usable=prospect.is_usable,
            fits=prospect.fits,
            rate=rate,
            base=rates.base,
            milestone=rates.milestone.get(place),
            factors=factors,
            elsewhere=elsewhere,
            score=score,
            key=(unusable, unfit, negative, number, position),
        )

    def _score(
        self,
        number: int,
        rate: Fraction,
        factors: Sequence[Factor],
        elsewhere: Mapping[str, Fraction],
    ) -> tuple[Fraction, Fraction]:
        """(score, its negative). Equal ones are the same objects: that makes sorting
        thousands of steps cheap."""
        codes = tuple(factor.code for factor in factors)
        key = (number, rate.numerator, rate.denominator, codes, *elsewhere.items())
        if key not in self._scores:
            total = rate + sum(elsewhere.values())
            score = score_of(total, self.rates[number].base, factors)
            self._scores[key] = (score, -score)
        return self._scores[key]

    def _elsewhere(self, number: int, place: int) -> dict[str, Fraction]:
        """What the step's units bring in the learner's other roadmaps, by slug."""
        if len(self.surveys) == 1:
            return {}
        effect = effect_of(self.surveys[number], place)
        found: dict[str, Fraction] = {}
        for other, (survey, rates) in enumerate(
            zip(self.surveys, self.rates, strict=True)
        ):
            gains = effect.gains(survey) if other != number else {}
            if gains:
                found[survey.walk.slug] = max(
                    part * (rates.by_place.get(moved, Fraction(0)) + rates.base)
                    for moved, part in gains.items()
                )
        return found


def score_of(
    total_rate: Fraction, base: Fraction, factors: Iterable[Factor]
) -> Fraction:
    return prod((factor.value for factor in factors), start=total_rate + base)


def without_repeats(
    ranked: Iterable[Candidate], minutes: int | None, limit: int, *, is_all: bool
) -> list[Candidate]:
    """The same, with the best alone of those that come to the very same units now.
    is_all: of all candidates, not just of the first `limit`."""
    kept: list[Candidate] = []
    seen: set[tuple[str, Spans]] = set()
    for candidate in ranked:
        if is_all or len(kept) < limit:
            cut = slice_of(candidate.survey, candidate.place, minutes)
            units = (cut.resource, cut.spans) if cut else ("", ())
            if units[1] and units in seen:
                continue
            seen.add(units)
        kept.append(candidate)
    return kept


def rates_of(survey: Survey) -> Rates:
    """Rates of all steps left on a path, weighed by the roadmap's share; kept on the
    learner."""
    memory, key = survey.learner.memory, ("rates", survey.walk)
    found = memory.get(key)
    if not isinstance(found, Rates):
        found = memory[key] = _rates(survey, outlook_of(survey))
    return found


def _rates(survey: Survey, outlook: Outlook) -> Rates:
    left, schedule = outlook.left, outlook.schedule
    share = Fraction(max(1, survey.walk.choice.share), SHARE_OF_ALL)
    minutes = sum(left.minutes)
    if not outlook.value:
        base = share / minutes if minutes else Fraction(0)
        return Rates({}, {}, base)
    worth = Hours(outlook.value.items())
    ways = sorted(
        (-Fraction(worth.of(way), left.hours.of(way)), left.places[at], way)
        for at, way in schedule.ways.items()
    )
    by_place: dict[int, Fraction] = {}
    milestone: dict[int, int] = {}
    pending = (1 << len(left.places)) - 1
    for rate, place, way in ways:
        for at in bits(pending & way):
            by_place[left.places[at]] = -rate * share
            milestone[left.places[at]] = place
        pending &= ~way
    first = left.places[schedule.order[0]]
    by_place[first] = -ways[0][0] * share
    base = share * Fraction(sum(outlook.value.values()), PART_OF_PATH * minutes)
    return Rates(by_place, milestone, base)
