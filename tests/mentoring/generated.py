"""Cohorts that never were: 24 learners over six weeks, with troubles planted.

Everything follows from the seed. What is true of a learner (rhythm, speed, how hard a
step is) is known here and hidden from the rules, which see what is stored: cells, days
of study, pauses, what waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from random import Random

from mentoring.engine.triage_facts import (
    THRESHOLDS,
    CohortFacts,
    Explained,
    Kind,
    LearnerFacts,
    Span,
    Waiting,
)
from progress.engine.cells import Cell

START = date(2026, 3, 2)
DAYS = 42
LEARNERS = 24
PROMISE = timedelta(days=3)
RHYTHMS: tuple[tuple[int, ...], ...] = (
    (1, 2, 3, 4, 5),
    (1, 3, 5),
    (2, 4, 6),
    (6, 7),
    (1, 2, 4, 5, 7),
)
SKIPS = 0.12


@dataclass(frozen=True)
class GeneratedStep:
    """hardness: how much longer than its estimate it truly takes."""

    key: str
    units: int
    minutes: int
    hardness: float
    due: date

    @property
    def is_project(self) -> bool:
        return self.key == "project"


@dataclass(frozen=True)
class Trouble:
    """What was planted in whom. begins: the first day on which all is not well; due:
    the day on which its threshold is truly crossed, None if never."""

    pk: int
    cause: Kind
    begins: date
    due: date | None


@dataclass
class Person:
    """A learner as they truly are, and what is stored of them so far."""

    pk: int
    started: date
    rhythm: tuple[int, ...]
    minutes: float
    slowness: float
    notes: bool
    trouble: Kind | None = None
    onset: date | None = None
    pauses: tuple[Span, ...] = ()
    explained: tuple[Explained, ...] = ()
    active: list[date] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=dict)
    minutes_noted: dict[str, float] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    handed_in: datetime | None = None
    answered: bool = False
    asked: datetime | None = None
    idle_days: int = 0
    idle_minutes: float = 0
    crossed: date | None = None

    def is_away(self, day: date) -> bool:
        spans = [*self.pauses, *(one.days for one in self.explained)]
        return any(span.holds(day) for span in spans)

    def gap(self) -> int:
        """The longest gap of an ordinary week."""
        days = [*self.rhythm, self.rhythm[0] + 7]
        return max(b - a for a, b in zip(days, days[1:], strict=False))


class Generated:
    """One cohort by its seed. hurry: how much faster the plan is than it could be."""

    def __init__(self, seed: int, hurry: float = 1.0) -> None:
        self.chance = Random(seed)
        self.per_week = 300
        self.steps = self._steps(hurry)
        self.people = [self._person(number) for number in range(LEARNERS)]
        self._plant()

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.chance.random()

    def pick(self, count: int) -> int:
        return int(self.chance.random() * count)

    def _steps(self, hurry: float) -> list[GeneratedStep]:
        found, minutes_before = [], 0.0
        for number in range(9):
            is_last = number == 6
            minutes = 30 * (4 + self.pick(6))
            minutes_before += minutes
            days = ceil(minutes_before / self.per_week / hurry * 7)
            found.append(
                GeneratedStep(
                    key="project" if is_last else f"step{number}",
                    units=0 if is_last else 3 + self.pick(6),
                    minutes=minutes,
                    hardness=self.between(0.75, 1.3),
                    due=START + timedelta(days=days + 2),
                )
            )
        return found

    def _person(self, pk: int) -> Person:
        slowness = self.between(0.8, 1.3)
        person = Person(
            pk=pk,
            started=START,
            rhythm=RHYTHMS[self.pick(len(RHYTHMS))],
            minutes=0,
            slowness=slowness,
            notes=self.chance.random() < 0.6,
        )
        week = self.per_week * slowness * self.between(1.2, 1.7)
        person.minutes = week / len(person.rhythm)
        for number, step in enumerate(self.steps):
            person.status[step.key] = "ready" if number < 2 else "locked"
            person.since[step.key] = START
        return person

    def _plant(self) -> None:
        """Five troubles, and people who look like trouble and are none."""
        order = sorted(self.people, key=lambda _one: self.chance.random())
        causes: tuple[Kind, ...] = ("stuck", "silent", "behind", "review", "question")
        for cause, person in zip(causes, order, strict=False):
            person.trouble = cause
            person.onset = START + timedelta(days=14 + self.pick(8))
            if cause == "behind":
                person.onset, person.minutes = START, person.minutes * 0.35
        resting, telling, coming = order[5], order[6], order[7]
        first = START + timedelta(days=8 + self.pick(14))
        resting.pauses = (Span(first, first + timedelta(days=8 + self.pick(8))),)
        first = START + timedelta(days=8 + self.pick(14))
        days = Span(first, first + timedelta(days=8 + self.pick(8)))
        causes_told = frozenset({"silent", "behind"})
        telling.explained = (Explained(causes_told, days),)
        coming.started = START + timedelta(days=10 + self.pick(20))

    def walk(self) -> Iterator[tuple[date, datetime, CohortFacts]]:
        """Each evening with what is stored then."""
        for number in range(DAYS):
            today = START + timedelta(days=number)
            for person in self.people:
                self._live(person, today)
            now = datetime.combine(today, time(20), UTC)
            yield today, now, self.facts(now)

    def _live(self, person: Person, today: date) -> None:
        self._troubles(person, today)
        skipped = self.chance.random() < SKIPS
        is_gone = person.trouble == "silent" and self.has_begun(person, today)
        is_day = today.isoweekday() in person.rhythm and today >= person.started
        if is_day and not (skipped or is_gone or person.is_away(today)):
            self._study(person, today)
        self._crossing(person, today)

    def has_begun(self, person: Person, today: date) -> bool:
        return person.onset is not None and today >= person.onset

    def _troubles(self, person: Person, today: date) -> None:
        if person.trouble == "question" and today == person.onset:
            person.asked = datetime.combine(today, time(12), UTC)
        at = person.handed_in if person.trouble != "review" else None
        if at and not person.answered and (today - at.date()).days >= 2:
            person.answered = True
            self._set(person, "project", "done", today)

    def _study(self, person: Person, today: date) -> None:
        person.active.append(today)
        left = person.minutes * self.between(0.7, 1.3)
        is_stuck = person.trouble == "stuck" and self.has_begun(person, today)
        while left > 1:
            step = self._current(person)
            if step is None:
                return
            key = step.key
            if person.status[key] == "ready":
                self._set(person, key, "in_progress", today)
            if is_stuck:
                self._note(person, key, left)
                person.idle_minutes += left
                person.idle_days += today > person.since[key]
                return
            used = self._work(person, step, left, today)
            self._note(person, key, used)
            left -= used

    def _note(self, person: Person, key: str, minutes: float) -> None:
        if person.notes:
            noted = person.minutes_noted.get(key, 0)
            person.minutes_noted[key] = noted + minutes

    def _work(
        self, person: Person, step: GeneratedStep, left: float, today: date
    ) -> float:
        whole = step.minutes * step.hardness * person.slowness
        spent = person.spent.get(step.key, 0)
        used = min(left, whole - spent)
        person.spent[step.key] = spent + used
        units = int((spent + used + 0.5) / whole * step.units)
        if units > person.units.get(step.key, 0):
            person.units[step.key] = units
            person.since[step.key] = today
        if spent + used >= whole - 0.5:
            self._finish(person, step, today)
        return used

    def _finish(self, person: Person, step: GeneratedStep, today: date) -> None:
        self._set(person, step.key, "waiting" if step.is_project else "done", today)
        if step.is_project:
            person.handed_in = datetime.combine(today, time(18), UTC)
        for number, other in enumerate(self.steps):
            before = [one.key for one in self.steps[: max(0, number - 1)]]
            is_free = all(person.status[key] in {"done", "waiting"} for key in before)
            if person.status[other.key] == "locked" and is_free:
                self._set(person, other.key, "ready", today)

    def _set(self, person: Person, key: str, status: str, today: date) -> None:
        person.status[key], person.since[key] = status, today

    def _current(self, person: Person) -> GeneratedStep | None:
        open_ones = ("in_progress", "ready")
        found = [one for one in self.steps if person.status[one.key] in open_ones]
        return found[0] if found else None

    def facts(self, now: datetime) -> CohortFacts:
        return CohortFacts(
            starts_on=START,
            learners=tuple(
                self._stored(one) for one in self.people if one.started <= now.date()
            ),
            due={step.key: step.due for step in self.steps},
            estimates={step.key: step.minutes for step in self.steps},
            minutes_per_week=self.per_week,
        )

    def _stored(self, person: Person) -> LearnerFacts:
        cells = {
            step.key: Cell(
                person.status[step.key],
                person.units.get(step.key, 0),
                step.units,
                int(person.minutes_noted.get(step.key, 0)),
                person.since[step.key],
            )
            for step in self.steps
        }
        versions, questions = (), ()
        if person.handed_in and not person.answered:
            at = person.handed_in
            versions = (Waiting(person.pk, "project", at, at + PROMISE, number=1),)
        if person.asked:
            at = person.asked
            questions = (Waiting(person.pk, "", at, at + PROMISE, words="Why?"),)
        return LearnerFacts(
            pk=person.pk,
            started_on=person.started,
            cells=cells,
            active=tuple(person.active),
            pauses=person.pauses,
            explained=person.explained,
            versions=versions,
            questions=questions,
        )

    def _crossing(self, person: Person, today: date) -> None:
        """Note the first evening on which a planted trouble is truly over its bar."""
        if person.crossed is None and person.trouble is not None:
            is_over = {
                "stuck": self._is_stuck,
                "silent": self._is_silent,
                "behind": self._is_behind,
                "review": self._is_unanswered,
                "question": self._is_unheard,
            }[person.trouble]
            if is_over(person, today):
                person.crossed = today

    def _is_stuck(self, person: Person, today: date) -> bool:
        step = self._current(person)
        if step is None or not person.idle_days:
            return False
        true = step.minutes * step.hardness * person.slowness
        unit = true / max(1, step.units)
        days = max(4, ceil(THRESHOLDS.stuck_times * unit / person.minutes))
        calm = (today - person.since[step.key]).days >= THRESHOLDS.stuck_days
        share = min(1, (person.units.get(step.key, 0) + 1) / max(1, step.units))
        bar = max(60, THRESHOLDS.stuck_times * max(true, step.minutes) * share)
        minutes = person.minutes_noted.get(step.key, 0)
        return (person.idle_days >= days and calm) or minutes > bar

    def _is_silent(self, person: Person, today: date) -> bool:
        if not person.active or not self.has_begun(person, today):
            return False
        bar = max(THRESHOLDS.silent_days, ceil(THRESHOLDS.silent_times * person.gap()))
        return (today - person.active[-1]).days > bar

    def _is_behind(self, person: Person, today: date) -> bool:
        late = today - timedelta(days=THRESHOLDS.behind_grace_days)
        done = sum(one in {"done", "waiting"} for one in person.status.values())
        due = sum(step.due < late for step in self.steps)
        return due - done >= THRESHOLDS.behind_steps

    def _is_unanswered(self, person: Person, today: date) -> bool:
        at = person.handed_in
        return at is not None and self._evening(today) > at + PROMISE

    def _is_unheard(self, person: Person, today: date) -> bool:
        at, wait = person.asked, timedelta(hours=THRESHOLDS.question_hours)
        return at is not None and self._evening(today) > at + wait

    def _evening(self, today: date) -> datetime:
        return datetime.combine(today, time(20), UTC)

    def troubles(self) -> list[Trouble]:
        """After the walk: what was planted, with the day it crossed its threshold."""
        return [
            Trouble(one.pk, one.trouble, self._began(one), one.crossed)
            for one in self.people
            if one.trouble is not None
        ]

    def _began(self, person: Person) -> date:
        if person.trouble == "review" and person.handed_in:
            return person.handed_in.date()
        return person.onset or START
