"""One cell of the grid: how it looks, and how it reads."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentoring.engine.triage_facts import NOT_ASKED, SATISFIED
from progress.engine.cells import Cell


@dataclass(frozen=True, slots=True)
class GridCell:
    """css: its look. icon: sign, or "". text: what is seen; label: what is read out
    where nothing is."""

    key: str
    css: str
    icon: str
    text: str
    label: str


def grid_cell(key: str, cell: Cell | None, is_stuck: bool = False) -> GridCell:
    """How a cell looks and reads."""
    if cell is None:
        return GridCell(key, "x", "", "", _("not on the path"))
    if cell.status in SATISFIED:
        return GridCell(key, "d", "", "", _satisfied(cell.status))
    amount = amount_of(cell)
    if is_stuck:
        return GridCell(key, f"{part_of(cell)} s", "trouble", amount or _("stuck"), "")
    if cell.status == "waiting":
        return GridCell(key, "v", "waiting", _("review"), "")
    if cell.status == "changes":
        return GridCell(key, "c", "changes", _("changes"), "")
    if cell.status == "locked":
        return GridCell(key, "l", "locked", amount, "" if amount else _("locked"))
    if cell.status in NOT_ASKED:
        return GridCell(key, "x", "", "", _not_asked(cell.status))
    if amount:
        return GridCell(key, part_of(cell), "", amount, "")
    if cell.status == "in_progress":
        return GridCell(key, "p p0", "", _("begun"), "")
    return GridCell(key, "o", "", "", _("open"))


def amount_of(cell: Cell) -> str:
    """2 of 4; "" while no unit is done."""
    if not cell.done or not cell.total:
        return ""
    return _("%(done)s of %(total)s") % {"done": cell.done, "total": cell.total}


def part_of(cell: Cell) -> str:
    """The class that fills a cell, in tenths."""
    return f"p p{10 * cell.done // cell.total if cell.total else 0}"


def _satisfied(status: str) -> str:
    forms = {
        "known": _("known already"),
        "waived": _("waived"),
        "covered": _("done elsewhere"),
    }
    return forms.get(status, _("done"))


def _not_asked(status: str) -> str:
    forms = {
        "skipped": _("skipped"),
        "deferred": _("for later"),
        "habit": _("a habit"),
        "optional": _("if they want"),
    }
    return forms.get(status, _("not on the path"))
