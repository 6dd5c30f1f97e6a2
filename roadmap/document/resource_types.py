"""Resources in a roadmap document: a snapshot of what its steps name."""

from dataclasses import dataclass

from roadmap.spans import Scope, total_units


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDoc:
    """One address of a resource; exactly one link of a resource is primary."""

    url: str
    kind: str = "page"
    primary: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDoc:
    """One piece inside a unit, as its publisher lists it."""

    title: str
    kind: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDoc:
    """Unit `number` (from 1) is the interval [number - 1, number)."""

    number: int = 1
    title: str = ""
    minutes: int | None = None
    parts: tuple[PartDoc, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDoc:
    """A stretch of a resource with a name of its own: units [start, end)."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDoc:
    """What this resource is to another one, `to`.

    number: which unit of the whole this part is (part_of; from 1). scope: of this
    resource; to_scope: the units of the other one that it stands for (covers).
    """

    kind: str
    to: str
    number: int | None = None
    scope: Scope | None = None
    to_scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDoc:
    """A resource that another resource builds on."""

    resource: str
    strength: str = "required"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDoc:
    """An editorial review of a resource."""

    title: str
    text: str
    author: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDoc:
    """One resource as it was when the roadmap was published."""

    key: str
    kind: str
    title: str
    authors: str = ""
    publisher: str = ""
    year: int | None = None
    language: str = "en"
    level: str = ""
    cost: str = ""
    summary: str = ""
    unit: str = ""
    total: int | None = None
    minutes: int | None = None
    minutes_basis: str = "estimate"
    status: str = "current"
    needs_computer: bool = False
    needs_account: bool = False
    topics: tuple[str, ...] = ()
    links: tuple[LinkDoc, ...] = ()
    units: tuple[UnitDoc, ...] = ()
    sections: tuple[SectionDoc, ...] = ()
    relations: tuple[RelationDoc, ...] = ()
    needs: tuple[NeedDoc, ...] = ()
    reviews: tuple[ReviewDoc, ...] = ()

    @property
    def total_units(self) -> int | None:
        """How many units the whole has; None where that is not known."""
        return total_units(self.unit, self.total)
