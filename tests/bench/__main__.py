"""Measure the engine, the pages and their statements, and print them as ratios.

    python -m tests.bench [--json FILE] [--rounds N] [--part PART ...]

Everything happens on this machine, on a database that is thrown away. Milliseconds
say something on the same machine only; ratios of one run say something everywhere.
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench import servers, site
from tests.bench.figures import Figure, table
from tests.bench.servers import CannotMeasure

PARTS = ("engine", "pages", "statements")
ROUNDS, MOST_ROUNDS = 5, 50


def main() -> int:
    options = _options()
    start = perf_counter()
    where = machine()
    figures: list[Figure] = []
    try:
        with TemporaryDirectory(prefix="waymark-bench-") as folder:
            for figure in measured(Path(folder), options.part, options.rounds):
                figures.append(figure)
                sys.stderr.write(".")
                sys.stderr.flush()
    except CannotMeasure as reason:
        sys.stderr.write(f"\n{reason}\n")
        return 1
    seconds = perf_counter() - start
    sys.stderr.write("\n")
    last = f"{seconds:.0f} seconds on {where}"
    sys.stdout.write("\n".join([*table(figures), "", last, ""]))
    if options.json:
        content = {
            "seconds": round(seconds, 1),
            "machine": where,
            "figures": [one.as_json() for one in figures],
        }
        options.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


def machine() -> str:
    """What the figures were measured on, and how busy it was before."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} processors{load}, {platform.system()},"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write it there")
    parser.add_argument("--rounds", type=_rounds, default=ROUNDS, metavar="N")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this one")
    options = parser.parse_args()
    options.part = options.part or PARTS
    return options


def _rounds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_ROUNDS:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {MOST_ROUNDS}")
    return int(text)


def measured(folder: Path, parts: Iterable[str], rounds: int) -> Iterator[Figure]:
    """Every figure of the parts asked for, in a folder of their own."""
    ours, floor = servers.free_ports(2)
    site.prepare(folder, ours)
    # Known only once Django is set up.
    from tests.bench import duels, engine, learners, queries

    if "engine" in parts:
        yield from engine.figures(learners.seeds())
    if "pages" in parts:
        yield from duels.figures(folder, ours, floor, rounds)
    if "statements" in parts:
        yield from queries.figures()


if __name__ == "__main__":
    sys.exit(main())
