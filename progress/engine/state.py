"""What the engine knows about a learner, and the shapes of what it answers.

Plain values: no database, no clock, no chance. A `Learner` is built once from
stored rows (or from a guest's marks) and never changed afterwards; what has been
worked out about it is kept on the value itself, so that a page that asks for
standings, order and advice pays for each once.

Steps are named by their key, resources by theirs. Times are whole minutes, dates
are the learner's own calendar days, percentages are integers from 0 to 100.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from progress.engine.ties import ties_of
from roadmap.document import GroupDoc
from roadmap.facts import ResourceFacts
from roadmap.graph import RoadmapGraph
from roadmap.spans import RelationFacts, Spans

Decision = Literal["", "done", "known", "waived", "skipped"]
How = Literal["", "all", "enough", "self_checked", "reviewed"]
HandIn = Literal["", "waiting", "changes"]
Status = Literal[
    "done",
    "known",
    "waived",
    "covered",
    "in_progress",
    "waiting",
    "changes",
    "ready",
    "locked",
    "deferred",
    "skipped",
    "optional",
    "off_track",
    "habit",
    "support",
]
AdviceKind = Literal[
    "suggest", "only_put_off", "nothing_open", "finished", "paused", "empty"
]

OFFERED: frozenset[Status] = frozenset({"ready", "in_progress", "changes"})


@dataclass(frozen=True, slots=True)
class Record:
    """What one learner decided about one step. No record means nothing decided.

    decision and how belong together ("how" only with "done"). option is the key of
    the option taken, "" while none was chosen. added: an elective or deferred step
    put on (True) or off (False) the path. started: a live event, time entry or
    draft of this step exists. hand_in: what became of the newest version handed
    in; must_be_approved: the cohort lets nothing follow before approval.
    """

    decision: Decision = ""
    how: How = ""
    option: str = ""
    added: bool | None = None
    put_off_until: date | None = None
    put_off_reason: str = ""
    put_off_count: int = 0
    put_off_on: date | None = None
    started: bool = False
    last_done_on: date | None = None
    hand_in: HandIn = ""
    must_be_approved: bool = False


NOTHING_DECIDED = Record()


@dataclass(frozen=True, slots=True)
class PathChoice:
    """Why and along which tracks a learner walks a roadmap.

    aim None: options fall back to their defaults. undecided_tracks: only what all
    tracks share is on the path. share: weight of this roadmap among the learner's.
    """

    aim: str | None = None
    tracks: frozenset[str] = frozenset()
    undecided_tracks: bool = False
    share: int = 100
    paused: bool = False


@dataclass(frozen=True, eq=False)
class Walk:
    """One learner on one roadmap. records and cohort_due go by step key; records
    of steps that are no longer in the graph still count through `was`."""

    graph: RoadmapGraph
    choice: PathChoice
    records: Mapping[str, Record]
    cohort_due: Mapping[str, date] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.graph.roadmap.slug


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a learner can work with now. languages empty: any. blocked: keys of
    resources that this learner cannot get at."""

    free_only: bool = False
    languages: frozenset[str] = frozenset()
    at_computer: bool = True
    blocked: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Learner:
    """Everything the engine may know: the learner's walks in the order in which
    they are listed, own work per resource, and the live catalogue.

    inside: minutes spent inside units, by resource and unit (see engine.inside).
    relations and facts cover at least every resource that the walks name.
    """

    walks: tuple[Walk, ...]
    spans: Mapping[str, Spans]
    relations: tuple[RelationFacts, ...]
    facts: Mapping[str, ResourceFacts]
    preferences: Preferences = Preferences()
    inside: Mapping[str, dict[int, int]] = field(default_factory=dict)
    memory: dict[Hashable, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def totals(self) -> dict[str, int]:
        """Units of each resource that can be counted."""
        return ties_of(self.relations, self.facts).totals

    @cached_property
    def effective(self) -> dict[str, Spans]:
        """Own work and all that follows from it through relations."""
        return ties_of(self.relations, self.facts).effective(self.spans)

    @cached_property
    def worked_on(self) -> frozenset[str]:
        """Resources of which any unit is done."""
        return frozenset(self.effective)

    @cached_property
    def begun(self) -> frozenset[str]:
        """Resources of which any unit is done, or any minute inside one."""
        return self.worked_on.union(self.inside)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one step is for one learner now.

    missing: required groups not met, for a habit those without an open member, so
    that a habit is shown when nothing is missing. covered_by: keys of the
    resources whose units cover it. minutes_left: 0 when satisfied. option: the one
    taken or proposed, "" where there is none. added_because: key of the step that
    needs this optional one. blocked: no way in exists over what may be walked.
    """

    status: Status
    satisfied: bool = False
    on_path: bool = False
    begun: bool = False
    missing: tuple[GroupDoc, ...] = ()
    covered_by: tuple[str, ...] = ()
    minutes_total: int = 0
    minutes_left: int = 0
    added_because: str | None = None
    blocked: bool = False
    option: str = ""

    @property
    def is_open(self) -> bool:
        """May be offered: ready, in progress or sent back with changes."""
        return self.status in OFFERED


@dataclass(frozen=True, slots=True)
class Tally:
    """How far one path is walked. counted = steps that the percentage is about:
    the path without known and waived steps, with the skipped required ones, whose
    keys are named. percent None: nothing to count."""

    counted: int
    done: int
    covered: int
    known: int
    waived: int
    skipped: tuple[str, ...]
    minutes_total: int
    minutes_done: int
    percent: int | None
    finished: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with numbers; the words for each code live with the pages."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slice:
    """Exactly what to work on: units of one resource, half-open.

    start and end enclose spans. spans empty: the resource has no units to count,
    it is only to be opened. minutes: of these units, as they are left. longer: the
    one unit takes longer than the minutes at hand.
    """

    resource: str
    role: str
    spans: Spans
    start: int
    end: int
    minutes: int
    longer: bool
    link_note: Literal["", "archived", "instead"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One step to take next. facts: at most two. reasons: none to three, only of
    the best. lost: why it is not the first, only of the others. asked: what the
    learner's own preferences decided."""

    roadmap: str
    step: str
    option: str
    slice: Slice | None
    minutes_left: int
    facts: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    lost: Reason | None
    score: Fraction
    asked: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackQuestion:
    """The place where the tracks begin to differ for somebody undecided."""

    roadmap: str
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to study next. fits: the best has a unit within the minutes asked for.
    asks_track: roadmaps whose track matters for the next step."""

    kind: AdviceKind
    best: Suggestion | None
    others: tuple[Suggestion, ...]
    fits: bool
    rule_version: str
    asks_track: tuple[TrackQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class WayIn:
    """Steps to take before a locked one opens, in order, without that one itself.

    exact: no way in takes fewer minutes; else at_least_minutes is what every way
    in takes.
    """

    steps: tuple[str, ...]
    minutes: int
    exact: bool
    at_least_minutes: int


@dataclass(frozen=True, slots=True)
class Order:
    """The steps left on a path, in the order to take them, without blocked ones.

    label: "exact" = nothing brings the value sooner; "windows" = the best found;
    "list" = no milestone is left, so the curator's order stands.
    """

    steps: tuple[str, ...]
    label: Literal["exact", "windows", "list"]
