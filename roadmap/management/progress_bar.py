"""A progress bar for long commands; silent where output is not a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

Item = TypeVar("Item")
WIDTH = 30


def with_bar(
    items: Iterable[Item], total: int, label: str, out: TextIO | None = None
) -> Iterator[Item]:
    """Walk items, of which there are total, and draw how far it is; on standard error
    unless out says else."""
    out = out or sys.stderr
    for number, item in enumerate(items, start=1):
        yield item
        if out.isatty():
            filled = WIDTH * min(number, total) // max(total, 1)
            bar = "#" * filled + "." * (WIDTH - filled)
            end = "\n" if number == total else ""
            out.write(f"\r{label} [{bar}] {number}/{total}{end}")
            out.flush()
