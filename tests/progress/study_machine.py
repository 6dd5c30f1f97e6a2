"""Any history of acts comes to what the plain model says, and nothing differs.

Four tests run it, each from another beginning and in a file of its own, so that they
share the workers: 50 runs of 50 acts each, 200 in all. STUDY_MACHINE="500 80" runs more
and longer ones.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from progress.actions.change import Outcome, local_date
from progress.actions.notes import save_note
from progress.actions.pausing import pause_all, resume_all
from progress.actions.submissions import NoMoreVersions
from progress.engine.notes import About
from progress.models import Note, StepRecord, TimeEntry
from progress.queries.study import Journey, Study, head_of
from tests.factories import make_learner
from tests.progress.plain_study import (
    ALL_USES,
    OPTIONAL,
    PROJECTS,
    SIZES,
    STEPS,
    Act,
    PlainStudy,
    Use,
)
from tests.progress.time_walker import TimeWalker

RUNS, LENGTH = map(int, os.environ.get("STUDY_MACHINE", "50 50").split())

# Days from act to act: time enough for any that is noted.
SLEEP = 0.01

steps = st.sampled_from(list(STEPS))
studied = st.sampled_from([step for step in STEPS if step not in PROJECTS])
resources = st.sampled_from(list(SIZES))


@st.composite
def stretches(draw: st.DrawFn) -> Use:
    """Some units of a resource; often just what a step asks for."""
    if draw(st.booleans()):
        return draw(st.sampled_from([use for _, use in ALL_USES]))
    resource = draw(resources)
    start = draw(st.integers(0, SIZES[resource] - 1))
    return resource, start, draw(st.integers(start + 1, SIZES[resource]))


def steps_with(resource: str) -> list[str]:
    return [step for step, use in ALL_USES if use[0] == resource]


class StudyMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.walker = TimeWalker(make_learner())
        # None of them holds another one, which would take its place unseen.
        self.texts = map("Text {:04}.".format, count())
        self.plain = PlainStudy()
        self.newest: dict[int, Outcome] = {}
        self.begin()

    def begin(self) -> None:
        """What was done before; by default nothing."""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def both(self, expected: Act | None, act: Callable[[], Outcome]) -> None:
        """The product does what the model did: something, or nothing."""
        self.walker.sleep(SLEEP)
        outcome = act()
        assert (outcome.event_id is None) == (expected is None)
        if expected is not None:
            self.newest[expected.number] = outcome

    @rule(roadmap=st.sampled_from(["way", "other"]))
    def join(self, roadmap: str) -> None:
        self.both(self.plain.join(roadmap), lambda: self.walker.join(roadmap))

    @precondition(lambda self: self.plain.on("other"))
    @rule()
    def leave(self) -> None:
        self.both(self.plain.leave("other"), lambda: self.walker.leave("other"))

    @precondition(lambda self: self.plain.on("way"))
    @rule(tracks=st.sampled_from([(), ("eyes",), ("eyes", "nlp")]))
    def choose_tracks(self, tracks: tuple[str, ...]) -> None:
        self.both(
            self.plain.choose_tracks(tracks),
            lambda: self.walker.change_path(tracks=tracks),
        )

    @rule(step=studied, how=st.sampled_from(["all", "enough"]))
    def complete(self, step: str, how: str) -> None:
        self.both(self.plain.done(step, how), lambda: self.walker.done(step, how))

    @rule(step=st.sampled_from(PROJECTS))
    def check(self, step: str) -> None:
        self.both(self.plain.done(step, "self_checked"), lambda: self.walker.done(step))

    @rule(step=steps)
    def know(self, step: str) -> None:
        self.both(self.plain.decide(step, "known"), lambda: self.walker.know(step))

    @rule(step=steps)
    def skip(self, step: str) -> None:
        self.both(self.plain.decide(step, "skipped"), lambda: self.walker.skip(step))

    @rule(step=steps)
    def reopen(self, step: str) -> None:
        self.both(self.plain.decide(step, "reopened"), lambda: self.walker.reopen(step))

    @rule(step=steps)
    def start(self, step: str) -> None:
        self.both(self.plain.start(step), lambda: self.walker.start(step))

    @rule(step=steps, why=st.sampled_from(["time", "hard", "interest"]))
    def put_off(self, step: str, why: str) -> None:
        self.both(self.plain.put_off(step, why), lambda: self.walker.put_off(step, why))

    @rule(option=st.sampled_from(["torch", "flow"]))
    def choose(self, option: str) -> None:
        step = "way/choose"
        self.both(
            self.plain.choose(step, option), lambda: self.walker.choose(step, option)
        )

    @rule(step=st.sampled_from(OPTIONAL), is_added=st.booleans())
    def set_on_path(self, step: str, is_added: bool) -> None:
        act = self.walker.add if is_added else self.walker.remove
        self.both(self.plain.set_on_path(step, is_added), lambda: act(step))

    @rule(use=stretches(), back=st.sampled_from([False, False, True]), data=st.data())
    def read(self, use: Use, back: bool, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from([None, *steps_with(use[0])]))
        resource, *span = use
        units = (tuple(span),)
        said = {"back": units} if back else {}
        self.both(
            self.plain.read(use, back, step),
            lambda: self.walker.read(
                resource,
                *(() if back else units),
                step=step,
                **said,  # type: ignore[arg-type]
            ),
        )

    @rule(step=st.sampled_from(PROJECTS))
    def hand_in(self, step: str) -> None:
        text = next(self.texts)
        if self.plain.has_all_versions(step):
            with pytest.raises(NoMoreVersions):
                self.walker.hand_in(text, step)
        else:
            self.both(self.plain.hand_in(step), lambda: self.walker.hand_in(text, step))

    @rule(minutes=st.integers(1, 9))
    def study(self, minutes: int) -> None:
        ago = timedelta(minutes=minutes)
        self.both(
            self.plain.study(minutes),
            lambda: self.walker.log(self.walker.at - ago, minutes),
        )

    @rule(is_over=st.booleans())
    def rest(self, is_over: bool) -> None:
        learner = self.walker.learner
        at = self.walker.at + timedelta(days=SLEEP)
        day, key = local_date(learner, at), next(self.texts)
        act = resume_all if is_over else partial(pause_all, begin=day, until=None)
        self.both(
            self.plain.rest("" if is_over else day.isoformat()),
            lambda: act(head_of(learner), at=at, key=key),
        )

    @rule(step=steps, is_known=st.booleans())
    def write_note(self, step: str, is_known: bool) -> None:
        """Whoever did not see the newest text does not replace it."""
        about, text = About(step_id=self.walker.place(step).step_id), next(self.texts)
        learner, at = self.walker.learner, self.walker.at
        stored = Note.objects.filter(learner=learner, **about.fields()).first()
        known = stored.version if stored and is_known else 0
        save_note(learner=learner, about=about, text=text, known=known, at=at)
        if is_known or stored is None:
            self.plain.notes[step] = text

    @precondition(lambda self: self.newest)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Any act at any time; again, it comes back."""
        number = data.draw(st.sampled_from(sorted(self.newest)))
        act = next(act for act in self.plain.acts if act.number == number)
        self.plain.turn_round(act)
        self.newest[number] = self.walker.undo(self.newest[number])

    @invariant()
    def the_study_is_that_of_the_model(self) -> None:
        study = self.walker.study()
        self.check_units(study)
        self.check_words_on_steps(study)
        self.check_standings(study)
        self.check_time_rest_and_notes()

    @invariant()
    def nothing_differs(self) -> None:
        assert self.walker.differences() == []

    def check_units(self, study: Study) -> None:
        stored = {
            key: {n for start, end in row.spans for n in range(start, end)}
            for key, row in study.progress.items()
        }
        expected = {key: units for key, units in self.plain.own().items() if units}
        assert {key: units for key, units in stored.items() if units} == expected

    def check_words_on_steps(self, study: Study) -> None:
        for step in STEPS:
            journey, key = self.at(study, step)
            row = study.records.get(journey.compiled.step_ids[key]) or StepRecord()
            said = self.plain.said(step)
            assert (row.decision, row.how) == (said.decision, said.how), step
            assert (row.started_at is not None) == said.started, step
            assert row.put_off_reason == said.put_off, step
            assert (row.is_added, row.option) == (said.added, said.option), step

    def check_standings(self, study: Study) -> None:
        for slug in ("way", "other"):
            journey = study.head.journey(slug)
            assert journey is not None
            assert (journey.enrolment is not None) == self.plain.on(slug)
        for step in STEPS:
            journey, key = self.at(study, step)
            standing = study.standings(journey)[key]
            assert standing.satisfied == self.plain.is_satisfied(step), step

    @staticmethod
    def at(study: Study, step: str) -> tuple[Journey, str]:
        """The journey with a step, and its key there."""
        slug, _, key = step.partition("/")
        journey = study.head.journey(slug)
        assert journey is not None
        return journey, key

    def check_time_rest_and_notes(self) -> None:
        learner = self.walker.learner
        entries = TimeEntry.objects.filter(learner=learner)
        assert sum(one.minutes for one in entries) == self.plain.minutes()
        rests = learner.paused_from.isoformat() if learner.paused_from else ""
        assert rests == self.plain.resting_from()
        notes = Note.objects.filter(learner=learner).select_related("step__roadmap")
        texts = {f"{n.step.roadmap.slug}/{n.step.key}": n.body for n in notes if n.step}
        assert texts == self.plain.notes


def any_history_of(machine: type[StudyMachine]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=LENGTH,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
