"""How often a property is tried on the database at hand."""

from tests.lanes import LANE


def tries(number: int) -> int:
    """number on SQLite, a third of it on PostgreSQL: the same code reads what was sent,
    and what a database alone refuses stands in lists that are tried whole on both."""
    return number if LANE == "sqlite" else max(1, number // 3)
