"""How often a property is tried on the database at hand."""

import os

from tests.lanes import LANE

TIMES = int(os.environ.get("TRIES", "1"))
LEAST = 3  # the first example is always the simplest one there is


def tries(number: int) -> int:
    """number on SQLite, a third of it on PostgreSQL, but at least LEAST.

    The same code reads what was sent, and what a database alone refuses stands in lists
    that are tried whole on both. TRIES=10: ten times as often.
    """
    often = number if LANE == "sqlite" else max(LEAST, number // 3)
    return TIMES * often
