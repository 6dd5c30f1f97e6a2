"""What another version of a roadmap makes of what somebody has done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from progress.engine.state import Standing
from roadmap.document import StepDoc

Places = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Followed:
    """A step and those in its place; if it was satisfied, all of these are as well."""

    step: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A step that was satisfied, and those in its place that are not."""

    step: str
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What changes for one learner; steps by key, in the order of their version.

    left: satisfied steps with nothing in their place. gained: satisfied now by what
    was done before, in place of nothing that was. added: new, on the path and open.
    turned: open ones of the path that became others, or went (by is empty).
    """

    followed: tuple[Followed, ...] = ()
    lost: tuple[Lost, ...] = ()
    left: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    turned: tuple[Followed, ...] = ()

    def __bool__(self) -> bool:
        of_done = self.followed, self.lost, self.left
        return any((*of_done, self.gained, self.added, self.turned))


def successors(
    before: Iterable[StepDoc], after: Iterable[StepDoc]
) -> dict[str, tuple[str, ...]]:
    """For each step of before the steps of after that stand in its place: itself where
    it is still there, then those that say they were it."""
    later = list(after)
    keys = {step.key for step in later}
    return {
        step.key: (
            *((step.key,) if step.key in keys else ()),
            *(one.key for one in later if step.key in one.was and one.key != step.key),
        )
        for step in before
    }


def done_by_then(
    before: Mapping[str, Standing], place_of: Places, stays: Iterable[str]
) -> tuple[str, ...]:
    """Steps that units alone had covered and that go, with others in their place: what
    they ask for is not known any more, so it is noted that they were done."""
    kept = set(stays)
    return tuple(
        key
        for key, one in before.items()
        if one.status == "covered" and key not in kept and place_of.get(key)
    )


def moved(
    before: Mapping[str, Standing],
    after: Mapping[str, Standing],
    place_of: Places,
) -> Moved:
    """before, after: standings by step; place_of: the successors of each step.

    Habits and support are never satisfied and so never lost. O(steps).
    """
    had = {key: place_of.get(key, ()) for key, one in before.items() if one.satisfied}
    lost = tuple(
        Lost(key, missed)
        for key, places in had.items()
        if (missed := tuple(one for one in places if not _is_satisfied(after, one)))
    )
    gone = {one.step for one in lost}
    return Moved(
        followed=tuple(
            Followed(key, places)
            for key, places in had.items()
            if places not in ((), (key,)) and key not in gone
        ),
        lost=lost,
        left=tuple(key for key, places in had.items() if not places),
        gained=tuple(_gained(before, after, had)),
        added=tuple(_added(before, after, place_of)),
        turned=tuple(
            Followed(key, place_of.get(key, ()))
            for key, one in before.items()
            if one.on_path and not one.satisfied and place_of.get(key) != (key,)
        ),
    )


def _gained(
    before: Mapping[str, Standing], after: Mapping[str, Standing], had: Places
) -> Iterator[str]:
    taken = {place for places in had.values() for place in places}
    for key, standing in after.items():
        if standing.satisfied and key not in taken and not _is_satisfied(before, key):
            yield key


def _added(
    before: Mapping[str, Standing], after: Mapping[str, Standing], place_of: Places
) -> Iterator[str]:
    old = {place for places in place_of.values() for place in places} | before.keys()
    for key, standing in after.items():
        if key not in old and standing.on_path and not standing.satisfied:
            yield key


def _is_satisfied(standings: Mapping[str, Standing], key: str) -> bool:
    return key in standings and standings[key].satisfied
