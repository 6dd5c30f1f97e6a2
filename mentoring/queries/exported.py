"""All that a cohort's page shows, as a table and as JSON."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mentoring.engine.triage_facts import NOT_ASKED
from mentoring.queries.grid import columns_shown
from mentoring.queries.needs import Triaged

# With these a spreadsheet takes a text for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
HEAD = ("learner", "done", "of", "last_active", "flags")


def table_of(found: Triaged) -> Iterator[list[str]]:
    """Rows of text: a head, then a line for each learner; status, units and minutes of
    each step."""
    columns = columns_shown(found.board)
    head = [*HEAD]
    for one in columns:
        head += [one.title, f"{one.title}: units", f"{one.title}: minutes"]
    yield [defused(text) for text in head]
    for row in json_of(found)["learners"]:
        line = [row["name"], row["done"], row["of"], row["last_active"] or ""]
        line.append(", ".join(flag["cause"] for flag in row["flags"]))
        steps = {one["key"]: one for one in row["steps"]}
        for column in columns:
            cell = steps.get(column.key)
            units = f"{cell['units']} of {cell['of']}" if cell and cell["of"] else ""
            line += [cell["status"] if cell else "", units]
            line.append(cell["minutes"] if cell else "")
        yield [defused(str(value)) for value in line]


def defused(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def json_of(found: Triaged) -> dict[str, Any]:
    """The same as values."""
    board = found.board
    return {
        "cohort": board.cohort.name,
        "roadmap": board.version.roadmap.title,
        "version": board.version.number,
        "starts_on": board.cohort.starts_on,
        "ends_on": board.cohort.ends_on,
        "due": dict(board.facts.due),
        "steps": [
            {"key": one.key, "title": one.title, "estimate_minutes": one.minutes}
            for one in columns_shown(board)
        ],
        "learners": [_learner(found, pk) for pk in board.members],
    }


def _learner(found: Triaged, pk: int) -> dict[str, Any]:
    board = found.board
    facts = board.learners[pk]
    last: date | None = facts.active[-1] if facts.active else None
    shown = {one.key for one in columns_shown(board)}
    return {
        "name": board.members[pk].name,
        "joined_on": facts.started_on,
        "done": facts.done,
        "of": sum(one.status not in NOT_ASKED for one in facts.cells.values()),
        "last_active": last,
        "flags": [
            {"cause": one.cause, "since": one.since, "step": one.step}
            for one in found.held_or_shown()
            if one.pk == pk
        ],
        "steps": [
            {
                "key": key,
                "status": cell.status,
                "units": cell.done,
                "of": cell.total,
                "minutes": cell.minutes,
                "since": cell.since,
            }
            for key, cell in facts.cells.items()
            if key in shown
        ],
    }
