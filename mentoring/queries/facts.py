"""What is stored of cohorts, as triage and the pages know it.

The number of statements is the same for one cohort and for ten, for 24 learners and for
3,000: members with their paths, versions that wait, open questions, explanations.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.utils import timezone

from accounts.models import Cohort, CohortRole
from accounts.names import display_name
from mentoring.engine.promise import promised
from mentoring.engine.triage_facts import (
    CohortFacts,
    Explained,
    LearnerFacts,
    Span,
    Waiting,
)
from mentoring.models import Explanation, Plan
from mentoring.queries.away import nobody_until
from mentoring.queries.columns import Column, columns_of
from mentoring.queries.stored import (
    on_roadmap,
    open_questions,
    people_of,
    waiting_versions,
)
from progress.engine.cells import read_cell
from roadmap.catalogue import Compiled, compiled, current_revision

LONGEST_QUOTE = 120
Promise = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who learns in a cohort. next_step: id of the one proposed next."""

    pk: int
    person_id: int
    name: str
    joined: datetime
    muted: datetime | None = None
    is_on_roadmap: bool = True

    @property
    def initials(self) -> str:
        words = self.name.replace(".", " ").split()
        if len(words) > 1:
            return (words[0][0] + words[-1][0]).upper()
        return self.name[:2].upper()


@dataclass(frozen=True)
class CohortBoard:
    """A cohort with its people and all that triage asks of them. explanations: those
    that no mentor has accepted yet, by person."""

    cohort: Cohort
    plan: Plan
    version: Compiled
    revision: int
    mentors: tuple[str, ...]
    members: Mapping[int, Member]
    facts: CohortFacts
    to_accept: tuple[Explanation, ...] = ()
    by_person: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        return columns_of(self.version)

    @cached_property
    def learners(self) -> Mapping[int, LearnerFacts]:
        return {one.pk: one for one in self.facts.learners}

    @cached_property
    def waiting(self) -> tuple[tuple[Member, Waiting], ...]:
        """Versions that wait for a review with whose they are, oldest promise first."""
        found = [
            (self.members[learner.pk], one)
            for learner in self.facts.learners
            for one in learner.versions
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1].promised, pair[1].pk)))

    @cached_property
    def question_count(self) -> int:
        return sum(len(learner.questions) for learner in self.facts.learners)

    def title(self, key: str) -> str:
        found = self.columns.get(key)
        return found.title if found else key


def board_of(plan: Plan) -> CohortBoard:
    """One cohort; four statements once its version is compiled."""
    return boards_of([plan])[0]


def boards_of(plans: Sequence[Plan]) -> list[CohortBoard]:
    """Several cohorts with the same statements as one, none for none; plans with
    cohort and version."""
    if not plans:
        return []
    cohorts = [plan.cohort_id for plan in plans]
    people = people_of(plans)
    versions, asked = waiting_versions(cohorts), open_questions(cohorts)
    told = list(Explanation.objects.filter(cohort__in=cohorts, withdrawn_at=None))
    return [
        _board(
            plan,
            on_roadmap(plan, people),
            [row for row in versions if row["cohort_id"] == plan.cohort_id],
            [row for row in asked if row["cohort_id"] == plan.cohort_id],
            [row for row in told if row.cohort_id == plan.cohort_id],
        )
        for plan in plans
    ]


def board_with(
    plan: Plan,
    versions: Iterable[dict[str, Any]],
    asked: Iterable[dict[str, Any]],
    told: Sequence[Explanation],
) -> CohortBoard:
    """One cohort of which only this waits and is explained; one statement."""
    return _board(plan, on_roadmap(plan, people_of([plan])), versions, asked, told)


def _board(
    plan: Plan,
    rows: Sequence[dict[str, Any]],
    versions: Iterable[dict[str, Any]],
    asked: Iterable[dict[str, Any]],
    told: Sequence[Explanation],
) -> CohortBoard:
    revision = (rows[0]["revision"] or 0) if rows else current_revision()
    version = compiled(plan.version_id, revision)
    learners = [row for row in rows if row["role"] == CohortRole.LEARNER]
    by_person = {row["person_id"]: row["pk"] for row in learners}
    mentors = [row for row in rows if row["role"] == CohortRole.MENTOR]
    promise = _promise(plan, [row["away_until"] for row in mentors])
    waits = _Waits(_waiting(promise, learners, versions), _open(promise, asked))
    open_ones = [one for one in told if one.accepted_at is None]
    return CohortBoard(
        cohort=plan.cohort,
        plan=plan,
        version=version,
        revision=revision,
        mentors=tuple(_name(row) for row in mentors),
        members={row["pk"]: _member(row) for row in learners},
        facts=_facts(plan, version, learners, waits, told),
        to_accept=tuple(one for one in open_ones if one.learner_id in by_person),
        by_person=by_person,
    )


def _promise(plan: Plan, away: Sequence[date | None]) -> Promise:
    """By when an answer was promised to what came at a moment."""
    until = nobody_until(away, timezone.localdate())
    return partial(promised, answer_days=plan.cohort.answer_days, away_until=until)


@dataclass(frozen=True, slots=True)
class _Waits:
    """What waits for a mentor, by person."""

    versions: Mapping[int, list[Waiting]]
    questions: Mapping[int, list[Waiting]]


def _facts(
    plan: Plan,
    version: Compiled,
    learners: Iterable[Mapping[str, Any]],
    waits: _Waits,
    told: Iterable[Explanation],
) -> CohortFacts:
    accepted: dict[int, list[Explained]] = {}
    for one in told:
        if one.accepted_at:
            accepted.setdefault(one.learner_id, []).append(_explained(one))
    off = tuple(
        Span(date.fromisoformat(start), date.fromisoformat(end))
        for start, end in plan.days_off
    )
    keys = columns_of(version).keys()
    return CohortFacts(
        starts_on=plan.cohort.starts_on,
        learners=tuple(
            _learner(row, plan, waits, off, keys, accepted.get(row["person_id"], ()))
            for row in learners
        ),
        due={key: date.fromisoformat(day) for key, day in plan.due.items()},
        estimates={one.key: one.minutes for one in columns_of(version).values()},
        minutes_per_week=plan.minutes_per_week,
    )


def _name(row: Mapping[str, Any]) -> str:
    return display_name(row["name"], row["email"])


def _member(row: Mapping[str, Any]) -> Member:
    return Member(
        pk=row["pk"],
        person_id=row["person_id"],
        name=_name(row),
        joined=row["started_at"],
        muted=row["muted_at"],
        is_on_roadmap=row["roadmap"] is not None,
    )


def _waiting(
    promise: Promise,
    learners: Iterable[Mapping[str, Any]],
    versions: Iterable[Mapping[str, Any]],
) -> dict[int, list[Waiting]]:
    """By person: the newest version of each step that waits now."""
    waits = {
        (row["person_id"], key)
        for row in learners
        for key, cell in (row["cells"] or {}).items()
        if cell[0] == "waiting"
    }
    newest: dict[tuple[int, str], Waiting] = {}
    for row in versions:
        place = row["learner_id"], row["step__key"]
        if place in waits:
            at = row["handed_in_at"]
            until = promise(at)
            newest[place] = Waiting(row["pk"], place[1], at, until, row["number"])
    found: dict[int, list[Waiting]] = {}
    for (person, _step), one in newest.items():
        found.setdefault(person, []).append(one)
    return found


def _open(
    promise: Promise, asked: Iterable[Mapping[str, Any]]
) -> dict[int, list[Waiting]]:
    found: dict[int, list[Waiting]] = {}
    for row in asked:
        at = row["asked_at"]
        one = Waiting(
            pk=row["pk"],
            about=row["step__key"] or "",
            since=at,
            promised=promise(at),
            words=row["body"][:LONGEST_QUOTE],
        )
        found.setdefault(row["learner_id"], []).append(one)
    return found


def _learner(
    row: Mapping[str, Any],
    plan: Plan,
    waits: _Waits,
    off: tuple[Span, ...],
    keys: Iterable[str],
    accepted: Sequence[Explained],
) -> LearnerFacts:
    """keys: of the version's steps, in its order, which a database may not keep."""
    cells = row["cells"] or {}
    return LearnerFacts(
        pk=row["pk"],
        started_on=max(plan.cohort.starts_on, timezone.localdate(row["started_at"])),
        cells={key: read_cell(cells[key]) for key in keys if key in cells},
        active=tuple(map(date.fromisoformat, row["days"] or ())),
        pauses=tuple(_pauses(row)),
        days_off=off,
        explained=tuple(accepted),
        versions=tuple(waits.versions.get(row["person_id"], ())),
        questions=tuple(waits.questions.get(row["person_id"], ())),
    )


def _pauses(row: Mapping[str, Any]) -> Iterator[Span]:
    """Of everything, and of the roadmap."""
    for start, end in (("rests_from", "rests_until"), ("pause_from", "pause_until")):
        if row[start]:
            yield Span(row[start], row[end])


def _explained(row: Explanation) -> Explained:
    days = Span(timezone.localdate(row.given_at), row.until)
    return Explained(frozenset(row.causes), days)
