"""The roadmap document as frozen values: what one published version says.

Field names, order of lists and defaults are those of `waymark-roadmap/1`
(docs/roadmap-format.md). Keys are slugs, minutes are whole minutes, a scope is a
half-open pair of units (from, to), None where the whole is meant. A field without a
default must be written; all others may be left out. The words that a field such as
`kind` takes are in roadmap.document.words.
"""

from dataclasses import dataclass

from roadmap.document.resource_types import ResourceDoc
from roadmap.spans import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When something holds; every clause that is not empty must hold.

    tracks: any of them is chosen; not_tracks: none of them is; aims: any of them is
    chosen; steps: all of them are satisfied (only in joins_when and offered_when).
    """

    tracks: tuple[str, ...] = ()
    not_tracks: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def is_always(self) -> bool:
        """Whether nothing is asked, so that it holds for everybody."""
        return not (self.tracks or self.not_tracks or self.aims or self.steps)

    def suits(self, aim: str | None, tracks: frozenset[str]) -> bool:
        """Whether the clauses about aim and tracks hold; `steps` is not looked at."""
        return (
            (not self.tracks or not tracks.isdisjoint(self.tracks))
            and tracks.isdisjoint(self.not_tracks)
            and (not self.aims or aim in self.aims)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDoc:
    """Where a roadmap was taken from, and whose work it is."""

    title: str = ""
    url: str = ""
    author: str = ""
    year: int | None = None
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AimDoc:
    """Why somebody learns. At most one aim is the default."""

    key: str
    title: str
    who: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackDoc:
    """A branch by interest; a learner may choose several or none."""

    key: str
    title: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDoc:
    """A named stretch of a roadmap, for reading and for the lanes of the map."""

    key: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseDoc:
    """One resource in a slot: what of it is asked for, and in which role."""

    resource: str
    role: str = "primary"
    scope: Scope | None = None
    label: str = ""
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether doing it can satisfy its slot (an extra never does)."""
        return self.role != "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotDoc:
    """Resources of which one that counts is enough. option None = for every option."""

    number: int = 1
    option: str | None = None
    uses: tuple[UseDoc, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionDoc:
    """One way through a step; `aims` are those it is proposed for."""

    key: str
    title: str
    summary: str = ""
    aims: tuple[str, ...] = ()
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDoc:
    """A step (by any or by one option), or a scope of a resource: never both."""

    step: str | None = None
    option: str | None = None
    resource: str | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDoc:
    """What a step needs: k of the members, or all of them where k is None."""

    number: int = 1
    k: int | None = None
    strength: str = "required"
    when: Condition | None = None
    reason: str = ""
    members: tuple[MemberDoc, ...] = ()

    @property
    def asked(self) -> int:
        """How many members have to be met; a k too large counts as all."""
        count = len(self.members)
        return count if self.k is None else min(self.k, count)


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRow:
    """One line of a project's rubric with its three levels, lowest first."""

    criterion: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDoc:
    """One thing to do on a roadmap.

    minutes: own effort beside the resources. elective_on: an elective that is on the
    path unless the learner takes it off. joins_when, offered_when: of a deferred step.
    when: off track where it does not hold. value: None = by kind and goal.
    """

    key: str
    title: str
    stage: str
    kind: str = "study"
    summary: str = ""
    minutes: int | None = None
    minutes_basis: str = "estimate"
    requirement: str = "required"
    elective_on: bool = False
    requirement_reason: str = ""
    joins_when: Condition | None = None
    offered_when: Condition | None = None
    when: Condition | None = None
    ask_at_start: bool = False
    goal: bool = False
    value: int | None = None
    rhythm: str = ""
    prepare: str = ""
    can_do: tuple[str, ...] = ()
    rubric: tuple[RubricRow, ...] = ()
    options: tuple[OptionDoc, ...] = ()
    slots: tuple[SlotDoc, ...] = ()
    needs: tuple[GroupDoc, ...] = ()
    was: tuple[str, ...] = ()

    def slots_for(self, option: str | None) -> tuple[SlotDoc, ...]:
        """The slots of one option: its own and those that all options share."""
        return tuple(slot for slot in self.slots if slot.option in (None, option))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapDoc:
    """One roadmap; the place of a step in `steps` is the curator's order."""

    slug: str
    title: str
    summary: str = ""
    description: str = ""
    language: str = "en"
    source: SourceDoc = SourceDoc()
    aims: tuple[AimDoc, ...] = ()
    tracks: tuple[TrackDoc, ...] = ()
    stages: tuple[StageDoc, ...] = ()
    steps: tuple[StepDoc, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A roadmap and a snapshot of every resource that it names."""

    roadmap: RoadmapDoc
    resources: tuple[ResourceDoc, ...] = ()
