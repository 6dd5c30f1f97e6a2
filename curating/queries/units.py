"""A resource before it is counted anew: its units, who asks for them, who did some."""

from dataclasses import dataclass

from curating.engine.carried import Carried, carried
from curating.queries.merging import last_unit_asked
from progress.models import ResourceProgress
from roadmap.catalogue import Catalogue
from roadmap.models import Resource, UnitChange
from roadmap.outline import write_outline
from roadmap.recount_checks import Asked, scopes_of
from roadmap.recounting import units_now
from roadmap.spans import Scope, Spans
from roadmap.unit_mapping import UnitMap, inverse

MOST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class OldUnits:
    """The row, how many units there are (or are known of), and their titles."""

    row: Resource
    total: int
    titles: list[str]
    outline: str

    @property
    def seen(self) -> str:
        return f"{self.row.unit} {self.row.total or ''}"


@dataclass(frozen=True, slots=True)
class ScopeRow:
    asked: Asked
    after: Scope | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a map would do."""

    scopes: list[ScopeRow]
    carried: Carried

    @property
    def is_torn(self) -> bool:
        return any(row.after is None for row in self.scopes)


def old_units(pk: int, shown: Catalogue) -> OldUnits:
    """Three queries, one more where nobody counted it."""
    row = Resource.objects.get(pk=pk)
    rows = list(row.units.values("number", "title", "minutes", "parts"))
    named = {one["number"]: one["title"] for one in rows}
    counted = shown.facts[row.key].units
    total = counted or max(last_unit_asked(row), *(named or {1: ""}))
    titles = [named.get(number, "") for number in range(1, total + 1)]
    return OldUnits(row, total, titles, write_outline(rows))


def looked(old: OldUnits, units: UnitMap, shown: Catalogue) -> Looked:
    """Eight queries, whatever the number of learners."""
    rows = [ScopeRow(one, one.after(units)) for one in scopes_of(old.row)]
    return Looked(rows, carried(_work(old.row, shown), units))


def _work(row: Resource, shown: Catalogue) -> list[Spans]:
    """What learners did, in the units of today."""
    since = shown.recounts_by_id.get(row.pk, ())
    done = ResourceProgress.objects.filter(resource=row, units__gt=0)
    return [
        units_now(
            tuple((start, end) for start, end in spans),
            [one for one in since if one.number > recount],
        )
        for spans, recount in done.values_list("spans", "recount")
    ]


def changes_of(row: Resource) -> list[UnitChange]:
    """The newest first; one query."""
    found = UnitChange.objects.filter(resource=row).select_related("made_by")
    return list(found.order_by("-pk")[:MOST_CHANGES])


def back_to(change: UnitChange) -> tuple[dict[str, object], UnitMap]:
    """What the form would say to count as before this change; only the newest can be
    gone back on."""
    units = tuple(tuple(old) for old in change.units)
    before = change.before
    values = {
        "unit": before["unit"],
        "total": change.total,
        "outline": write_outline(before["rows"]),
    }
    return values, inverse(units, change.total)
