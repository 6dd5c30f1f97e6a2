"""Pages of Waymark against the floor: one request here, one there, in turn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from tests.bench.figures import Figure
from tests.bench.servers import Answer, Asked, CannotMeasure, Server

PART = "Pages, Waymark / floor"

MakeRequest = Callable[[int], Asked]


@dataclass(frozen=True, slots=True)
class Duel:
    """A request to each side. ours and floors: the request of reader number n.

    status and holds: what a right answer of ours is. take_back: puts reader number n
    back to where they were, so that every round is the same.
    """

    name: str
    bar: float | None
    ours: MakeRequest
    floors: MakeRequest
    status: int = 200
    holds: bytes = b""
    take_back: Callable[[int], object] | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Per request in one round: milliseconds of processor and of the clock."""

    ours: float
    floor: float
    ours_clock: float
    floor_clock: float
    is_cpu: bool

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


@dataclass
class Arena:
    """The two servers, and how long they are looked at."""

    ours: Server
    floor: Server
    requests: int
    rounds: int
    seconds: float

    def figures(self, duels: Sequence[Duel]) -> Iterator[Figure]:
        """All duels, one after the other in each round, all rounds in turn."""
        found: dict[str, list[Round]] = {}
        failed: dict[str, str] = {}
        for duel in duels:
            try:
                self._warm_up(duel)
                found[duel.name] = []
            except CannotMeasure as reason:
                failed[duel.name] = str(reason)
        end = perf_counter() + self.seconds
        for _ in range(self.rounds):
            if perf_counter() < end:
                for duel in (one for one in duels if one.name in found):
                    found[duel.name].append(self._round(duel))
        for duel in duels:
            yield _figure(duel, found.get(duel.name, []), failed.get(duel.name, ""))

    def _warm_up(self, duel: Duel) -> None:
        """A first look from each reader; a wrong answer ends the duel here."""
        for number in range(self.requests):
            _check(duel, self.ours.ask(duel.ours(number)))
            self.floor.ask(duel.floors(number))
        self._take_back(duel)

    def _round(self, duel: Duel) -> Round:
        ours = [duel.ours(number) for number in range(self.requests)]
        floors = [duel.floors(number) for number in range(self.requests)]
        before = self.ours.cpu_milliseconds(), self.floor.cpu_milliseconds()
        clocks: tuple[list[float], list[float]] = ([], [])
        for here, there in zip(ours, floors, strict=True):
            answer = self.ours.ask(here)
            clocks[0].append(answer.milliseconds)
            clocks[1].append(self.floor.ask(there).milliseconds)
            _check(duel, answer)
        after = self.ours.cpu_milliseconds(), self.floor.cpu_milliseconds()
        self._take_back(duel)
        own_clock, floor_clock = median(clocks[0]), median(clocks[1])
        if None in before + after:
            return Round(own_clock, floor_clock, own_clock, floor_clock, False)
        own, floor = (
            (b - a) / self.requests for a, b in zip(before, after, strict=True)
        )
        return Round(own, floor, own_clock, floor_clock, True)

    def _take_back(self, duel: Duel) -> None:
        if duel.take_back is not None:
            for number in range(self.requests):
                duel.take_back(number)


def _check(duel: Duel, answer: Answer) -> None:
    if answer.status != duel.status:
        raise CannotMeasure(f"answered {answer.status}, not {duel.status}")
    if duel.holds not in answer.body:
        raise CannotMeasure("answered with another page")


def _figure(duel: Duel, rounds: Sequence[Round], reason: str) -> Figure:
    if not rounds:
        return Figure(PART, duel.name, None, "x", duel.bar, reason or "no time left")
    own, floor = (median(getattr(r, n) for r in rounds) for n in ("ours", "floor"))
    clock = median(one.ours_clock for one in rounds)
    base = median(one.floor_clock for one in rounds)
    kind = "CPU" if rounds[0].is_cpu else "clock"
    note = f"{kind} {own:.2f} / {floor:.2f} ms, clock {clock:.2f} / {base:.2f} ms"
    ratio = median(one.ratio for one in rounds)
    return Figure(
        PART, duel.name, ratio, "x", duel.bar, f"{note}, {len(rounds)} rounds"
    )
