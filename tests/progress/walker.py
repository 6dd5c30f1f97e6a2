"""A learner whose acts are written in a few words, through the product's actions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from progress import access
from progress.actions import enrolments, habits, steps, submissions, units
from progress.actions.change import Outcome, local_date
from progress.actions.submissions import Seen, Work
from progress.actions.undo import undo
from progress.engine.standing import tally
from progress.engine.state import Standing, Tally
from progress.models import (
    Barrier,
    Enrolment,
    How,
    ProgressEvent,
    PutOffReason,
    ResourceProgress,
    StepRecord,
    Submission,
    Verb,
)
from progress.queries.study import Study, head_of, study_of
from progress.verify import Difference, verify_learner
from roadmap.spans import Spans
from tests.factories import TUESDAY, numbers


@dataclass
class Walker:
    """A learner on the roadmap `slug`. at: the moment of the next act. Each act has a
    key of its own unless one is given."""

    learner: User
    slug: str = "way"
    at: datetime = TUESDAY
    acts: list[Outcome] = field(default_factory=list, repr=False)

    def _act(
        self,
        action: Callable[..., Outcome],
        place: object,
        key: str | None = None,
        **values: Any,
    ) -> Outcome:
        key = f"key-{next(numbers)}" if key is None else key
        self.acts.append(action(place, at=self.at, key=key, **values))
        return self.acts[-1]

    def sleep(self, days: float = 1) -> None:
        self.at += timedelta(days=days)

    # Enrolments

    def join(self, slug: str = "", known: tuple[str, ...] = (), **more: Any) -> Outcome:
        place = access.roadmap(self.learner, slug or self.slug)
        key = more.pop("key", None)
        answers = enrolments.PathAnswers(**more)
        return self._act(enrolments.enrol, place, key, answers=answers, known=known)

    def change_path(self, slug: str = "", **more: Any) -> Outcome:
        key = more.pop("key", None)
        answers = enrolments.PathAnswers(**more)
        return self._act(
            enrolments.change_path, self._enrolled(slug), key, answers=answers
        )

    def pause(self, until: date | None = None, slug: str = "") -> Outcome:
        return self._act(enrolments.pause, self._enrolled(slug), until=until)

    def resume(self, slug: str = "") -> Outcome:
        return self._act(enrolments.resume, self._enrolled(slug))

    def leave(self, slug: str = "") -> Outcome:
        return self._act(enrolments.leave, self._enrolled(slug))

    def _enrolled(self, slug: str) -> access.RoadmapPlace:
        return access.enrolled(self.learner, slug or self.slug)

    # Steps; "other/again" is the step `again` of the roadmap `other`

    def place(self, step: str) -> access.StepPlace:
        slug, _, key = step.rpartition("/")
        return access.step(self.learner, slug or self.slug, key)

    def done(self, step: str, how: str = "all", key: str | None = None) -> Outcome:
        place = self.place(step)
        how = "self_checked" if place.step.kind == "project" else how
        return self._act(steps.complete_step, place, key, how=How(how))

    def know(self, step: str, key: str | None = None) -> Outcome:
        return self._act(steps.decide_step, self.place(step), key, verb=Verb.KNOWN)

    def skip(self, step: str, key: str | None = None) -> Outcome:
        return self._act(steps.decide_step, self.place(step), key, verb=Verb.SKIPPED)

    def reopen(self, step: str, key: str | None = None) -> Outcome:
        return self._act(steps.decide_step, self.place(step), key, verb=Verb.REOPENED)

    def start(self, step: str, key: str | None = None) -> Outcome:
        return self._act(steps.start_step, self.place(step), key)

    def put_off(
        self, step: str, reason: str = "time", key: str | None = None
    ) -> Outcome:
        why = PutOffReason(reason)
        return self._act(steps.put_off_step, self.place(step), key, reason=why)

    def choose(self, step: str, option: str) -> Outcome:
        return self._act(steps.choose_option, self.place(step), option=option)

    def add(self, step: str) -> Outcome:
        return self._act(steps.set_on_path, self.place(step), is_added=True)

    def remove(self, step: str) -> Outcome:
        return self._act(steps.set_on_path, self.place(step), is_added=False)

    def habit(self, step: str) -> Outcome:
        return self._act(habits.log_habit, self.place(step))

    def rhythm(self, step: str, per_week: int) -> Outcome:
        return self._act(habits.choose_rhythm, self.place(step), per_week=per_week)

    # Work; seen: (number, edits), by default what is stored now

    def save(self, text: str, step: str = "build", **more: Any) -> Outcome:
        return self._send(submissions.save_draft, step, text, **more)

    def hand_in(self, text: str, step: str = "build", **more: Any) -> Outcome:
        return self._send(submissions.hand_in, step, text, **more)

    def finish(self, text: str = "", step: str = "build", **more: Any) -> Outcome:
        return self._send(submissions.finish_project, step, text, **more)

    def _send(
        self, action: Callable[..., Outcome], step: str, text: str, **more: Any
    ) -> Outcome:
        newest = self.versions(step).last()
        is_draft = newest is not None and newest.handed_in_at is None
        number = newest.number + (not is_draft) if newest else 1
        seen = more.pop("seen", (number, newest.edits if newest and is_draft else 0))
        key = more.pop("key", None)
        return self._act(
            action,
            self.place(step),
            key,
            work=Work(text=text, **more),
            seen=Seen(*seen),
        )

    def versions(self, step: str = "build") -> QuerySet[Submission]:
        """What is stored of the work, the draft too, oldest first."""
        mine = Submission.objects.filter(learner=self.learner)
        return mine.filter(step_id=self.place(step).step_id).order_by("number")

    # Resources

    def read(
        self,
        resource: str,
        *done: tuple[int, int],
        back: Spans = (),
        step: str | None = None,
        key: str | None = None,
    ) -> Outcome:
        place = access.resource(self.learner, resource)
        return self._act(
            units.record_units,
            place,
            key,
            done=done,
            taken_back=back,
            step=self.place(step) if step else None,
        )

    def barrier(self, resource: str, why: str) -> Outcome:
        place = access.resource(self.learner, resource)
        return self._act(units.set_barrier, place, barrier=Barrier(why))

    # Undo

    def undo(self, outcome: Outcome | None = None) -> Outcome:
        """Take back an act, by default the last one that did something."""
        done = [act for act in self.acts if act.event_id]
        event = access.event(self.learner, (outcome or done[-1]).event_id or 0)
        self.acts.append(undo(head_of(self.learner), event=event, at=self.at))
        return self.acts[-1]

    # What is stored, and what it means

    def study(self) -> Study:
        self.learner.refresh_from_db()
        return study_of(head_of(self.learner), local_date(self.learner, self.at))

    def standing(self, step: str) -> Standing:
        place, study = self.place(step), self.study()
        journey = study.head.journey(place.journey.slug) or place.journey
        return study.standings(journey)[place.step.key]

    def status(self, step: str) -> str:
        return self.standing(step).status

    def tally(self, slug: str = "") -> Tally:
        study = self.study()
        journey = study.head.journey(slug or self.slug)
        assert journey is not None
        return tally(study.engine, study.walk(journey))

    def record(self, step: str) -> StepRecord:
        return StepRecord.objects.get(
            learner=self.learner, step_id=self.place(step).step_id
        )

    def spans(self, resource: str) -> list[list[int]]:
        found = ResourceProgress.objects.filter(
            learner=self.learner, resource__key=resource
        )
        return found[0].spans if found else []

    def enrolment(self, slug: str = "") -> Enrolment:
        return Enrolment.objects.get(
            learner=self.learner, roadmap__slug=slug or self.slug
        )

    def verbs(self) -> list[str]:
        events = ProgressEvent.objects.filter(learner=self.learner).order_by("pk")
        return list(events.values_list("verb", flat=True))

    def differences(self) -> list[Difference]:
        return list(verify_learner(self.learner, self.at))

    def __iter__(self) -> Iterator[ProgressEvent]:
        return iter(ProgressEvent.objects.filter(learner=self.learner).order_by("pk"))
