"""What a tick may mean, as values."""

from dataclasses import dataclass
from typing import Literal

from roadmap.document import StepDoc, UseDoc


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A step, or what it asks for of a resource."""

    step: str
    resource: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One tick of a list. places: what it may mean, the likeliest first; one alone is
    sure, none: nothing here is called that. after: words behind the title."""

    line: int
    title: str
    after: str = ""
    places: tuple[Place, ...] = ()
    by: Literal["address", "title", ""] = ""
    is_sure: bool = False


def first_uses(step: StepDoc) -> dict[str, UseDoc]:
    """What a step asks for of each resource, by its key: where it uses one twice, the
    first."""
    found: dict[str, UseDoc] = {}
    for slot in step.slots:
        for use in slot.uses:
            found.setdefault(use.resource, use)
    return found
