"""Stored rows turned into what the engine knows, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Subquery

from accounts import places
from accounts.models import User
from progress.engine.guidance import (
    NO_GUIDANCE,
    Guidance,
    guided_records,
    read_guidance,
)
from progress.engine.standing import standings
from progress.engine.state import (
    Learner,
    PathChoice,
    Preferences,
    Standing,
    Walk,
)
from progress.marks import Marks
from progress.models import (
    Clock,
    Enrolment,
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    WeekSummary,
)
from progress.path_answers import weight_of
from progress.queries.guided import guided
from progress.queries.own_rows import minutes_inside, own_spans, record_of
from roadmap.catalogue import (
    Catalogue,
    Compiled,
    catalogue,
    compiled,
    current_revision,
)
from roadmap.document import RoadmapDoc
from roadmap.graph import RoadmapGraph
from roadmap.models import CatalogueState

if TYPE_CHECKING:
    from progress.queries.gathered import Gathered


@dataclass(frozen=True, slots=True)
class Journey:
    """One roadmap as one person meets it; enrolment is None for those who look."""

    compiled: Compiled
    enrolment: Enrolment | None = None
    guidance: Guidance = NO_GUIDANCE

    @property
    def slug(self) -> str:
        return self.compiled.slug

    @property
    def roadmap(self) -> RoadmapDoc:
        return self.compiled.roadmap


def journey_of(enrolment: Enrolment, revision: int) -> Journey:
    """The version that somebody walks, with what mentors lay over it."""
    guidance = read_guidance(enrolment.guidance)
    version = guided(enrolment.version_id, revision, guidance.overlays)
    return Journey(version, enrolment, guidance)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The study of a guest, in memory only: marks, the events they stand for, and
    the rows that these add up to, by id of the step."""

    marks: Marks
    events: tuple[ProgressEvent, ...] = ()
    rows: tuple[ResourceProgress, ...] = ()
    records: Mapping[int, StepRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """Who is looking, at which revision of the catalogue, on which roadmaps.

    learner is None for guests, who may have a sketch. study_revision is the one that
    learner had when the enrolments were read: under the lock it tells whether they
    are still right, and with them the clock that runs and the minutes of the week.
    """

    learner: User | None
    revision: int
    journeys: tuple[Journey, ...]
    study_revision: int = 0
    sketch: Sketch | None = None
    clock: Clock | None = None
    week: WeekSummary | None = None
    gathered: "Gathered | None" = field(default=None, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        return catalogue(self.revision)

    def journey(self, slug: str) -> Journey | None:
        """The learner's own journey, else a look at the current version."""
        for journey in self.journeys:
            if journey.slug == slug:
                return journey
        for card in self.catalogue.roadmaps:
            if card.slug == slug:
                return Journey(compiled(card.version_id, self.revision))
        return None

    def place_of(self, step_id: int | None) -> tuple[Journey, str] | None:
        """The journey with a step, own or current, and its key there; no query."""
        slugs = [one.slug for one in self.journeys]
        slugs += [card.slug for card in self.catalogue.roadmaps]
        for slug in dict.fromkeys(slugs if step_id else ()):
            journey = self.journey(slug)
            key = journey.compiled.step_keys.get(step_id or 0) if journey else None
            if journey is not None and key is not None:
                return journey, key
        return None


def head_of(learner: User | None) -> Head:
    """Revision, active enrolments, clock and week; one query, two for people without
    enrolments."""
    if learner is None:
        return Head(None, current_revision(), ())
    revision = CatalogueState.objects.filter(pk=1).values("revision")
    rows = list(
        Enrolment.objects.active()
        .filter(learner=learner)
        .select_related("summary", "learner__clock", "learner__week")
        .annotate(revision=Subquery(revision))
        .order_by("created_at", "id")
    )
    found: User | Enrolment = rows[0] if rows else _without_enrolments(learner)
    person = found.learner if isinstance(found, Enrolment) else found
    now = getattr(found, "revision", 0) or 0
    return Head(
        learner,
        now,
        tuple(journey_of(row, now) for row in rows),
        learner.study_revision,
        clock=getattr(person, "clock", None),
        week=getattr(person, "week", None),
    )


def _without_enrolments(learner: User) -> User:
    revision = CatalogueState.objects.filter(pk=1).values("revision")
    people = User.objects.select_related("clock", "week")
    return people.annotate(revision=Subquery(revision)).get(pk=learner.pk)


@dataclass(frozen=True)
class Study:
    """All that is stored of one person's study, and the engine's view of it."""

    head: Head
    today: date
    rows: tuple[ResourceProgress, ...] = ()
    records: Mapping[int, StepRecord] = field(default_factory=dict)

    @cached_property
    def engine(self) -> Learner:
        shown = self.head.catalogue
        return Learner(
            walks=tuple(self.walk(journey) for journey in self.head.journeys),
            spans=own_spans(self.rows, shown),
            relations=shown.relations,
            facts=shown.facts,
            preferences=self.preferences,
            inside=minutes_inside(self.rows, shown),
        )

    @cached_property
    def progress(self) -> Mapping[str, ResourceProgress]:
        """Own rows by resource key."""
        return {self.head.catalogue.keys[row.resource_id]: row for row in self.rows}

    @cached_property
    def preferences(self) -> Preferences:
        learner = self.head.learner
        if learner is None:
            return Preferences(at_computer=not self.is_away)
        return Preferences(
            free_only=learner.free_only,
            languages=frozenset(learner.reads_languages),
            at_computer=not self.is_away,
            blocked=frozenset(k for k, row in self.progress.items() if row.barrier),
        )

    @property
    def is_away(self) -> bool:
        """Whether they are away from a computer: as said for today, else as ever."""
        learner, today = self.head.learner, self.away_today
        if today is None:
            return learner is not None and learner.away_from_computer
        return today

    @property
    def away_today(self) -> bool | None:
        """What was said of it for today; None: nothing."""
        learner, sketch = self.head.learner, self.head.sketch
        if learner is not None:
            return learner.away_today
        return places.said(sketch.marks.session, self.today) if sketch else None

    def walk(self, journey: Journey) -> Walk:
        """The engine's walk of journey; the same value for the same journey."""
        walks: dict[RoadmapGraph, Walk] = self.__dict__.setdefault("_walks", {})
        graph = journey.compiled.graph
        if graph not in walks:
            records = {
                step: record_of(self.records[pk])
                for step, pk in journey.compiled.step_ids.items()
                if pk in self.records
            }
            walks[graph] = Walk(
                graph=graph,
                choice=self.choice(journey.enrolment),
                records=guided_records(records, journey.guidance),
                cohort_due=journey.guidance.due,
            )
        return walks[graph]

    def choice(self, enrolment: Enrolment | None) -> PathChoice:
        if enrolment is None:
            return PathChoice()
        return PathChoice(
            aim=enrolment.aim or None,
            tracks=frozenset(enrolment.tracks),
            undecided_tracks=enrolment.is_undecided,
            share=weight_of(enrolment.share_kind, enrolment.share_percent),
            paused=self.is_paused(enrolment),
        )

    def is_paused(self, enrolment: Enrolment) -> bool:
        """Whether today lies in a pause of this roadmap or of everything."""
        return self.is_resting or self._holds(
            enrolment.paused_from, enrolment.paused_until
        )

    @property
    def is_resting(self) -> bool:
        """Whether today lies in the pause of everything."""
        person = self.head.learner
        return person is not None and self._holds(
            person.paused_from, person.paused_until
        )

    def _holds(self, start: date | None, end: date | None) -> bool:
        return (
            start is not None
            and start <= self.today
            and (end is None or self.today <= end)
        )

    def standings(self, journey: Journey) -> Mapping[str, Standing]:
        """By step key, worked out once; a guest's look is no part of the engine."""
        found: dict[Walk, Mapping[str, Standing]]
        found = self.__dict__.setdefault("_standings", {})
        walk = self.walk(journey)
        if walk not in found:
            found[walk] = standings(self.engine, walk)
        return found[walk]


def study_of(head: Head, today: date) -> Study:
    """The study behind head; two queries, none for guests."""
    if head.sketch is not None:
        return Study(head, today, rows=head.sketch.rows, records=head.sketch.records)
    if head.learner is None:
        return Study(head, today)
    return Study(
        head,
        today,
        rows=tuple(ResourceProgress.objects.filter(learner=head.learner)),
        records={
            row.step_id: row for row in StepRecord.objects.filter(learner=head.learner)
        },
    )
