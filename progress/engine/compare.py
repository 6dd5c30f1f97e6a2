"""What the ranking would be without one of its terms."""

from collections.abc import Hashable, Sequence
from fractions import Fraction

from progress.engine.rank import Candidate, Key, score_of

RATE, SEVERAL, FITS, USABLE = (
    "brings_value",
    "several_roadmaps",
    "fits_minutes",
    "usable_now",
)


class Comparison:
    """The ranked candidates, best first, and how they would rank otherwise.

    A term that belongs to one step is taken away from that step; rates are made
    equal, minutes unlimited and everything usable for all of them. Without rates
    there is no order of milestones either: needs, wishes and the list decide.
    """

    def __init__(self, ranked: Sequence[Candidate]) -> None:
        self.ranked = ranked
        rates = {id(candidate.rate): candidate.rate for candidate in ranked}
        self._greatest = max(rates.values(), default=Fraction(0))
        self._scores: dict[Hashable, Fraction] = {}

    def moves_rank(self, candidate: Candidate, code: str) -> bool:
        """Whether the candidate would rank worse if a term did not exist."""
        if not self._can_matter(candidate, code):
            return False
        changed = self.key_without(candidate, code)
        others = [other for other in self.ranked if other is not candidate]
        if code in (RATE, FITS, USABLE):
            keys = [self.key_without(other, code) for other in others]
        else:
            keys = [other.key for other in others]
        before = sum(other.key < candidate.key for other in others)
        return sum(key < changed for key in keys) > before

    def key_without(self, candidate: Candidate, code: str) -> Key:
        """The candidate's key if a term did not exist."""
        unusable, unfit, negative, number, position = candidate.key
        if code == RATE:
            negative, position = -self._level_score(candidate), candidate.listed
            return (unusable, unfit, negative, number, position)
        if code == FITS:
            return (unusable, False, negative, number, position)
        if code == USABLE:
            return (False, unfit, negative, number, position)
        elsewhere = {} if code == SEVERAL else candidate.elsewhere
        factors = tuple(one for one in candidate.factors if one.code != code)
        if elsewhere == candidate.elsewhere and factors == candidate.factors:
            return candidate.key
        total = candidate.rate + sum(elsewhere.values())
        score = score_of(total, candidate.base, factors)
        return (unusable, unfit, -score, number, position)

    def _can_matter(self, candidate: Candidate, code: str) -> bool:
        if code == FITS:
            return candidate.fits and not all(other.fits for other in self.ranked)
        if code == USABLE:
            usable = [other.is_usable for other in self.ranked]
            return candidate.is_usable and not all(usable)
        if code == SEVERAL:
            return bool(candidate.elsewhere)
        if code == RATE:
            return candidate.milestone is not None
        return any(one.code == code for one in candidate.factors)

    def _level_score(self, candidate: Candidate) -> Fraction:
        """The score if all steps had the greatest rate."""
        codes = tuple(factor.code for factor in candidate.factors)
        key = (candidate.number, codes, *candidate.elsewhere.items())
        if key not in self._scores:
            total = self._greatest + sum(candidate.elsewhere.values())
            self._scores[key] = score_of(total, candidate.base, candidate.factors)
        return self._scores[key]
