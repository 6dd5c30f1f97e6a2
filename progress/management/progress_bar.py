"""A progress bar for long commands; silent where output is not a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TextIO, TypeVar

Item = TypeVar("Item", covariant=True)
WIDTH = 30


class SizedIterable(Iterable[Item], Sized, Protocol[Item]):
    """Something that can be walked and knows its length."""


def with_bar(
    items: SizedIterable[Item], label: str, out: TextIO | None = None
) -> Iterator[Item]:
    """Walk items and draw how far it is; on standard error unless out says else."""
    out = out or sys.stderr
    total = len(items)
    for number, item in enumerate(items, start=1):
        yield item
        if out.isatty():
            filled = WIDTH * number // total
            bar = "#" * filled + "." * (WIDTH - filled)
            end = "\n" if number == total else ""
            out.write(f"\r{label} [{bar}] {number}/{total}{end}")
            out.flush()
