"""What the checks look things up in, and where they write what they found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from roadmap.document.resource_types import ResourceDoc
from roadmap.document.types import Condition, Document, StepDoc
from roadmap.spans import Scope

Level = Literal["error", "warning"]

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong (error) or odd (warning) with a document.

    code: stable, for programs. where: path such as "roadmap.steps[3].needs[0]".
    message: a sentence that says what to do.
    """

    level: Level
    code: str
    where: str
    message: str


class Findings:
    """A document with its parts by key, and the problems found so far.

    Where a key is there twice, the first one is meant; doubles() tells of the others.
    """

    def __init__(self, document: Document) -> None:
        roadmap = document.roadmap
        self.document = document
        self.problems: list[Problem] = []
        self.places: dict[str, int] = {}
        for place, step in enumerate(roadmap.steps):
            self.places.setdefault(step.key, place)
        self.resources: dict[str, ResourceDoc] = {}
        for resource in document.resources:
            self.resources.setdefault(resource.key, resource)
        self.aims = {aim.key: aim.title for aim in roadmap.aims}
        self.tracks = {track.key: track.title for track in roadmap.tracks}
        self.stages = {stage.key for stage in roadmap.stages}

    def error(self, code: str, where: str, message: str) -> None:
        """Note what keeps the document from being published."""
        self.problems.append(Problem("error", code, where, message))

    def warning(self, code: str, where: str, message: str) -> None:
        """Note what a curator may want to change."""
        self.problems.append(Problem("warning", code, where, message))

    def step(self, key: str) -> StepDoc | None:
        """The step of this key."""
        place = self.places.get(key)
        return None if place is None else self.document.roadmap.steps[place]

    def title(self, key: str) -> str:
        """The title of a step in quotes; its key where there is no such step."""
        step = self.step(key)
        return f'"{step.title if step else key}"'

    def resource_title(self, key: str) -> str:
        """The title of a resource in quotes; its key where there is none."""
        resource = self.resources.get(key)
        return f'"{resource.title if resource else key}"'

    def doubles(self, keys: Iterable[str], where: str, what: str) -> None:
        """Complain of each key that was there before."""
        seen: set[str] = set()
        for place, key in enumerate(keys):
            if key in seen:
                self.error(
                    f"{what}-twice",
                    f"{where}[{place}]",
                    f'There are two of the {what} "{key}". Give one another key, or '
                    "take it out.",
                )
            seen.add(key)

    def check_scope(self, scope: Scope | None, key: str, where: str) -> None:
        """A scope has a unit in it and ends within its resource."""
        resource = self.resources.get(key)
        if scope is None or resource is None:
            return
        start, end = scope
        total = resource.total_units
        title = self.resource_title(key)
        if start >= end:
            message = (
                f"The scope [{start}, {end}] of {title} is empty. The first unit is "
                "[0, 1]; leave the scope out for the whole."
            )
            self.error("scope-empty", where, message)
        elif total is None:
            message = (
                f"{title} does not say how many units it has, so [{start}, {end}] of "
                "it can never be completed. Say its total, or leave the scope out."
            )
            self.warning("scope-without-total", where, message)
        elif end > total:
            message = (
                f"The scope [{start}, {end}] goes beyond {title}, which has "
                f"{total} units. End it at {total} at most."
            )
            self.error("scope-outside", where, message)

    def check_condition(
        self, condition: Condition | None, where: str, *, may_wait: bool = False
    ) -> None:
        """A condition names what there is; steps only where it may wait for them."""
        if condition is None:
            return
        named = (
            ("tracks", condition.tracks, self.tracks, "track"),
            ("not_tracks", condition.not_tracks, self.tracks, "track"),
            ("aims", condition.aims, self.aims, "aim"),
            ("steps", condition.steps, self.places, "step"),
        )
        for clause, keys, known, what in named:
            for place, key in enumerate(keys):
                if key not in known:
                    here = f"{where}.{clause}[{place}]"
                    self.error("condition-unknown", here, no_such(what, key))
        if condition.steps and not may_wait:
            message = (
                "Only joins_when and offered_when can wait for steps. Name them as "
                "needs instead."
            )
            self.error("condition-steps", f"{where}.steps", message)


def no_such(what: str, key: str | None) -> str:
    """The sentence for a key that nothing has."""
    return f'There is no {what} "{key}". Add it, or name another.'


def names(quoted: Sequence[str], last: str = "and") -> str:
    """Several names as people list them; many are cut short."""
    shown = list(quoted[:_MOST_NAMES])
    if len(quoted) > _MOST_NAMES:
        shown.append(f"{len(quoted) - _MOST_NAMES} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"
