"""Room between lines: tracks that run side by side get the same distance.

graphlay finds which way a line goes and which lies on which side of which; where
exactly it runs between two rows or two columns is settled here. Works along one axis
at a time: `bands` are the rows (or columns) of boxes as (from, to), in order; between
two of them lies a corridor, which is widened where its tracks need more room.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[int, int]
Points = tuple[Point, ...]
Band = tuple[int, int]

TRACK = 10  # between tracks, and between a track and a box
TOUCH = 6  # tracks whose ends are so near keep their order


def turning(line: Sequence[Point]) -> Points:
    """The ends of a line, and of its corners those where it turns."""
    kept = [line[0]]
    for at, after in zip(line[1:], line[2:], strict=False):
        before = kept[-1]
        if at != before and (before[0] == at[0]) != (at[0] == after[0]):
            kept.append(at)
    return (*kept, line[-1])


@dataclass(slots=True)
class Track:
    """A stretch of a line inside a corridor: line and first corner by number; at: its
    place across the corridor; begin, end: along it; before, after: tracks that must
    stay on either side."""

    line: int
    corner: int
    at: int
    begin: int
    end: int
    before: int = 0
    after: int = 0

    def meets(self, other: "Track") -> bool:
        return self.begin < other.end + TOUCH and other.begin < self.end + TOUCH


def respaced(
    lines: Sequence[Points], bands: Sequence[Band], axis: int
) -> tuple[list[Points], list[int]]:
    """(lines with new places of their tracks, by how much each band moves).

    axis 0: bands are columns and tracks are upright; 1: rows and level tracks. Every
    coordinate inside a band moves with it; the order of tracks never changes.
    """
    tracks = [
        track
        for number, line in enumerate(lines)
        for track in _tracks(number, line, axis)
    ]
    moved = [0]
    places: dict[tuple[int, int], int] = {}
    for (_, begin), (end, _) in zip(bands, bands[1:], strict=False):
        inside = [track for track in tracks if begin < track.at < end]
        most = _ordered(inside)
        width = max(end - begin, (most + 1) * TRACK if most else 0)
        for track in inside:
            share = width * (track.before + 1) // (track.before + track.after + 2)
            places[track.line, track.corner] = begin + moved[-1] + share
        moved.append(moved[-1] + width - (end - begin))
    places |= _outside(tracks, bands, moved[-1])
    found = [
        _moved(line, number, places, bands, moved, axis)
        for number, line in enumerate(lines)
    ]
    return found, moved


def shift(at: int, bands: Sequence[Band], moved: Sequence[int]) -> int:
    """By how much a coordinate moves: as the last band that begins before it."""
    number = bisect(bands, at, key=lambda band: band[0])
    return moved[max(0, number - 1)]


def _tracks(number: int, line: Points, axis: int) -> Iterable[Track]:
    """The stretches of a line that end at no box and run along the corridors."""
    for corner in range(1, len(line) - 2):
        start, end = line[corner], line[corner + 1]
        if start[axis] == end[axis]:
            ends = sorted((start[1 - axis], end[1 - axis]))
            yield Track(number, corner, start[axis], ends[0], ends[1])


def _ordered(tracks: list[Track]) -> int:
    """Count for each track how many must lie before and after it at least; the most
    that lie side by side."""
    tracks.sort(key=lambda track: (track.at, track.line))
    for number, track in enumerate(tracks):
        for other in tracks[:number]:
            if other.meets(track):
                track.before = max(track.before, other.before + 1)
    for number, track in reversed(list(enumerate(tracks))):
        for other in tracks[number + 1 :]:
            if other.meets(track):
                track.after = max(track.after, other.after + 1)
    return max((track.before + track.after + 1 for track in tracks), default=0)


def _outside(
    tracks: Sequence[Track], bands: Sequence[Band], moved: int
) -> dict[tuple[int, int], int]:
    """Places of the tracks before the first band and after the last."""
    first = [track for track in tracks if track.at <= bands[0][0]]
    last = [track for track in tracks if track.at >= bands[-1][1]]
    _ordered(first)
    _ordered(last)
    places = {
        (track.line, track.corner): bands[0][0] - TRACK * (track.after + 1) - TOUCH
        for track in first
    }
    return places | {
        (track.line, track.corner): bands[-1][1]
        + moved
        + TRACK * (track.before + 1)
        + TOUCH
        for track in last
    }


def _moved(
    line: Points,
    number: int,
    places: dict[tuple[int, int], int],
    bands: Sequence[Band],
    moved: Sequence[int],
    axis: int,
) -> Points:
    across = [point[axis] + shift(point[axis], bands, moved) for point in line]
    for corner in range(len(line)):
        if (number, corner) in places:
            across[corner] = across[corner + 1] = places[number, corner]
    return tuple(
        (at, y) if axis == 0 else (x, at)
        for (x, y), at in zip(line, across, strict=True)
    )
