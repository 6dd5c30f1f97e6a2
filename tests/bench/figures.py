"""A measured figure, its bar, and how a list of them is shown."""

import gc
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from time import process_time
from typing import Any

NAME_WIDTH = 74
VALUE_WIDTH = 11
BAR_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured. bar: what it may be at most, None where nothing is asked.

    unit: "ms", "x" for a ratio, "" for a count. note: what it was made of.
    """

    part: str
    name: str
    value: float | None
    unit: str = ""
    bar: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """pass, over, or nothing where there is no bar; "missing" if not measured."""
        if self.value is None:
            return "missing"
        if self.bar is None:
            return ""
        return "pass" if self.value <= self.bar else "over"

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "verdict": self.verdict}


def table(figures: Iterable[Figure]) -> list[str]:
    """The figures as lines of text, with a heading for each part."""
    lines: list[str] = []
    part = ""
    for figure in figures:
        if figure.part != part:
            part = figure.part
            heading = f"{'measured':>{VALUE_WIDTH}}{'at most':>{BAR_WIDTH}}"
            lines += ["", f"{part:<{NAME_WIDTH}}{heading}"]
        lines.append(_line(figure))
    return lines


def _line(figure: Figure) -> str:
    bar = "" if figure.bar is None else _number(figure.bar, figure.unit)
    line = (
        f"  {figure.name:<{NAME_WIDTH - 2}}"
        f"{_number(figure.value, figure.unit):>{VALUE_WIDTH}}{bar:>{BAR_WIDTH}}"
        f"   {figure.verdict:<8}{figure.note}"
    )
    return line.rstrip()


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    if not unit:
        return str(round(value))
    digits = 3 if value < 1 else 2 if value < 100 else 0
    return f"{value:.{digits}f} {unit}"


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of this process's processor that act takes, once.

    Not of the clock, so that other work on the machine does not count; without
    Python's collector, as timeit does it.
    """
    gc.disable()
    try:
        start = process_time()
        act()
        return (process_time() - start) * 1000
    finally:
        gc.enable()
