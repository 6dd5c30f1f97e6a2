"""What doing some steps opens at once, and what stands further behind.

Both are about paths whose steps can all be reached.
"""

from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush

from roadmap.remaining import Remaining, bits, mask_of


def opened_by(left: Remaining, done: int) -> int:
    """The steps that wait for something now and for nothing once `done` is done."""
    is_done = set(bits(done))
    near = {later for at in is_done for later in left.followers[at]} - is_done
    return mask_of(at for at in near if _is_met(left, at, is_done.__contains__))


def standing_behind(left: Remaining, done: int) -> int:
    """The steps that cannot be reached if `done` is never done, without those that
    doing it opens at once. Looks only at steps behind it."""
    lost = set(bits(done))
    pending = _after(left, lost)
    while pending:
        at = heappop(pending)
        if at in lost or _is_met(left, at, lambda member: member not in lost):
            continue
        lost.add(at)
        for later in left.followers[at]:
            heappush(pending, later)
    return mask_of(lost) & ~done & ~opened_by(left, done)


def _after(left: Remaining, steps: Iterable[int]) -> list[int]:
    found = [later for at in steps for later in left.followers[at]]
    heapify(found)
    return found


def _is_met(left: Remaining, at: int, holds: Callable[[int], bool]) -> bool:
    return all(sum(map(holds, members)) >= k for k, members in left.groups[at])
