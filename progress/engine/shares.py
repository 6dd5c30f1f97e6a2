"""A week shared out over the roadmaps that are walked."""

from collections.abc import Sequence

ROUND = 5


def share_out(minutes: int, weights: Sequence[int]) -> list[int]:
    """The minutes of a week by weight, in the order of weights; they add up to it.

    minutes: of the week, 0 or more. weights: each at least 1. In fives where the week
    is a number of fives; what is left over goes to the greatest remainders, the first
    of equal ones. So each is within five minutes of its exact part. ValueError where a
    weight is below 1. O(n log n).
    """
    if any(weight < 1 for weight in weights):
        raise ValueError("each weight is at least 1")
    if not weights:
        return []
    unit = ROUND if minutes % ROUND == 0 else 1
    units, whole = minutes // unit, sum(weights)
    parts = [units * weight // whole for weight in weights]
    rests = [units * weight % whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda place: -rests[place])
    for place in by_rest[: units - sum(parts)]:
        parts[place] += 1
    return [unit * part for part in parts]
