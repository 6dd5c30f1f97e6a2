"""Rows and columns of the map: which cell each step stands in.

Rows are the layers of the graph, with small moves that never turn an order around.
Each lane has its own columns; chains stay straight, neighbours stay near.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from roadmap.layout.drawn import Edge

ASIDE, CORE, TRACKS = 0, 1, 2
ROWS_DOWN = 3  # how far a step of a side lane may move down rather than aside
SWEEPS = 4
FEW = 5  # columns up to which every arrangement of a row is tried
TRUNK = 3  # weight of a line on the longest chain, against 1 for others
OUTWARD = 0.1  # pull of a line that leaves the lane

Cost = Callable[[int, int], float]  # of a step in a column


@dataclass(frozen=True, slots=True)
class Grid:
    """Row, lane and column of each step by place; how many columns each lane has."""

    row: tuple[int, ...]
    lane: tuple[int, ...]
    column: tuple[int, ...]
    columns: tuple[int, int, int]

    @property
    def rows(self) -> int:
        return max(self.row, default=-1) + 1


def arrange(lanes: Sequence[int], rows: Sequence[int], edges: Sequence[Edge]) -> Grid:
    """A cell of its own for each step. rows: of graph.layers, by place.

    Deterministic; costs O((steps + lines) * columns) for each sweep.
    """
    row = _near_what_follows(lanes, rows, edges)
    row, column = _single_file(lanes, row, edges)
    columns = [1, 1, 1]
    for lane in (ASIDE, CORE, TRACKS):
        places = [place for place, own in enumerate(lanes) if own == lane]
        if lane == CORE:
            column |= _columns(places, row, lanes, edges)
        columns[lane] = 1 + max((column[place] for place in places), default=-1)
    return Grid(
        tuple(row),
        tuple(lanes),
        tuple(column[place] for place in range(len(lanes))),
        (columns[ASIDE], columns[CORE], columns[TRACKS]),
    )


def _near_what_follows(
    lanes: Sequence[int], rows: Sequence[int], edges: Sequence[Edge]
) -> list[int]:
    """Steps that need nothing go down to what needs them, where the lane has room."""
    row = list(rows)
    lowest: dict[int, int] = {}
    for edge in edges:
        limit = rows[edge.end] - edge.is_need
        lowest[edge.start] = min(limit, lowest.get(edge.start, limit))
    crowd = Counter(zip(lanes, rows, strict=True))
    for place in sorted(lowest.keys() - {edge.end for edge in edges}):
        lane = lanes[place]
        crowd[lane, row[place]] -= 1
        row[place] = min(
            range(row[place], max(row[place], lowest[place]) + 1),
            key=lambda candidate: (crowd[lane, candidate], -candidate),  # noqa: B023
        )
        crowd[lane, row[place]] += 1
    return row


def _single_file(
    lanes: Sequence[int], rows: Sequence[int], edges: Sequence[Edge]
) -> tuple[list[int], dict[int, int]]:
    """(row, column) of the side lanes: one column, while steps that nothing builds on
    can make way downwards; else a further one."""
    row, column = list(rows), {}
    followed = {edge.start for edge in edges}
    taken: set[tuple[int, int, int]] = set()
    order = sorted(
        (place for place, lane in enumerate(lanes) if lane != CORE),
        key=lambda place: (place not in followed, row[place], place),
    )
    for place in order:
        lane, first = lanes[place], row[place]
        last = first if place in followed else first + ROWS_DOWN
        cells = [(c, r) for c in range(len(lanes)) for r in range(first, last + 1)]
        column[place], row[place] = next(
            cell for cell in cells if (lane, *cell) not in taken
        )
        taken.add((lane, column[place], row[place]))
    return row, column


def _columns(
    places: Sequence[int],
    row: Sequence[int],
    lanes: Sequence[int],
    edges: Sequence[Edge],
) -> dict[int, int]:
    """Columns of the steps of the middle lane: sweeps down and up, each row placed
    best against the others as they stand; then the mirror image, if that is nearer to
    the side lanes."""
    by_row: dict[int, list[int]] = {}
    for place in places:
        by_row.setdefault(row[place], []).append(place)
    count = max(map(len, by_row.values()), default=1)
    column: dict[int, int] = {}
    near = _neighbours(places, row, edges)
    pull = _pulls(lanes, edges)

    def cost(place: int, at: int) -> float:
        return pull.get(place, 0.0) * at + sum(
            weight * abs(at - column[other])
            for other, weight in near[place].items()
            if other in column
        )

    for sweep in range(SWEEPS):
        for _, own in sorted(by_row.items(), reverse=sweep % 2 == 1):
            column |= _best_row(own, count, cost)
    outward = sum(pull.get(place, 0.0) * at for place, at in column.items())
    mirrored = {place: count - 1 - at for place, at in column.items()}
    back = sum(pull.get(place, 0.0) * at for place, at in mirrored.items())
    return mirrored if back < outward else column


def _neighbours(
    places: Sequence[int], row: Sequence[int], edges: Sequence[Edge]
) -> dict[int, dict[int, int]]:
    """Weight of each line within the lane, from both of its ends."""
    near: dict[int, dict[int, int]] = {place: {} for place in places}
    own = [edge for edge in edges if edge.start in near and edge.end in near]
    trunk = _trunk(places, row, own)
    for edge in own:
        weight = TRUNK if (edge.start, edge.end) in trunk else 1
        near[edge.start][edge.end] = near[edge.end][edge.start] = weight
    return near


def _trunk(
    places: Sequence[int], row: Sequence[int], edges: Sequence[Edge]
) -> set[tuple[int, int]]:
    """The lines of a longest chain; of several, the one that requires most, then the
    earliest in the list."""
    after: dict[int, list[Edge]] = {place: [] for place in places}
    for edge in edges:
        if row[edge.start] < row[edge.end]:
            after[edge.start].append(edge)
    length = dict.fromkeys(places, (0, 0))  # lines, required ones among them

    def through(edge: Edge) -> tuple[int, int]:
        lines, required = length[edge.end]
        return lines + 1, required + (edge.strength == "required")

    for place in sorted(places, key=lambda place: -row[place]):
        length[place] = max(map(through, after[place]), default=(0, 0))
    trunk: set[tuple[int, int]] = set()
    at = max(places, key=lambda place: (length[place], -place), default=None)
    while at is not None and after[at]:
        following = max(after[at], key=lambda edge: (through(edge), -edge.end))
        trunk.add((at, following.end))
        at = following.end
    return trunk


def _pulls(lanes: Sequence[int], edges: Iterable[Edge]) -> Mapping[int, float]:
    """What a step gains or loses by each column to the right."""
    pull: dict[int, float] = {}
    for edge in edges:
        for own, other in ((edge.start, edge.end), (edge.end, edge.start)):
            if lanes[other] != lanes[own]:
                way = OUTWARD if lanes[other] < lanes[own] else -OUTWARD
                pull[own] = pull.get(own, 0.0) + way
    return pull


def _best_row(own: Sequence[int], count: int, cost: Cost) -> dict[int, int]:
    """A column for each step of one row, all different, at the least cost."""
    if count <= FEW:
        chosen = min(
            permutations(range(count), len(own)),
            key=lambda at: sum(map(cost, own, at)),
        )
        return dict(zip(own, chosen, strict=True))
    wish = {p: min(range(count), key=lambda at: cost(p, at)) for p in own}
    return _in_order(sorted(own, key=lambda p: (wish[p], p)), count, cost)


def _in_order(own: Sequence[int], count: int, cost: Cost) -> dict[int, int]:
    """The same with the order from left to right given: dynamic programming."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (count + 1)
    for number, place in enumerate(own):
        row: list[tuple[float, tuple[int, ...]]] = [(float("inf"), ())] * (count + 1)
        for at in range(number, count):
            before, cells = best[at]
            row[at + 1] = min(row[at], (before + cost(place, at), (*cells, at)))
        best = row
    return dict(zip(own, best[count][1], strict=True))
