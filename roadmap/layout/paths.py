"""Corners of a line as SVG path data, with round corners."""

from roadmap.layout.spacing import Points

RADIUS = 8


def path_data(points: Points) -> str:
    """Relative curves at the corners, H and V between them: short, and exact."""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        in_x, in_y, reach = _towards(before, at)
        out_x, out_y, room = _towards(at, after)
        radius = min(RADIUS, reach // 2, room // 2)
        parts.append(_straight(at[0] - in_x * radius, at[1] - in_y * radius, in_x))
        turn_x, turn_y = radius * (in_x + out_x), radius * (in_y + out_y)
        parts.append(f"q{in_x * radius} {in_y * radius} {turn_x} {turn_y}")
    end_x, _, _ = _towards(points[-2], points[-1])
    return "".join([*parts, _straight(*points[-1], end_x)])


def _towards(start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int, int]:
    """Unit step and length of a level or upright stretch."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = abs(across) + abs(down)
    return (across > 0) - (across < 0), (down > 0) - (down < 0), length


def _straight(x: int, y: int, across: int) -> str:
    return f"H{x}" if across else f"V{y}"
