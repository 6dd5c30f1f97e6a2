"""What a guest marked becomes a learner's study, once, by the learner's own actions.

The result is the union of both: a mark never takes back or lowers what the account
has. Only what still stands among the marks is said again, each time with the key of
its form, so that a second time changes nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.db import transaction
from django.http import Http404

from accounts.models import User
from progress import access
from progress.actions import steps
from progress.actions.change import Outcome, local_date
from progress.actions.enrolments import enrol
from progress.actions.fold import as_spans
from progress.actions.repeats import keys_at
from progress.actions.rows import lock
from progress.actions.units import UnitsOutOfRange, record_units
from progress.actions.writing import write_gathered
from progress.marks import Marks
from progress.models import Decision, How, ProgressEvent, StepRecord, Verb
from progress.path_answers import answers_of
from progress.queries.gathered import Gathered
from progress.queries.study import Journey, Sketch, Study, head_of, study_of
from progress.sketch import sketched_head
from roadmap.spans import intersect

NO_LONGER_THERE = (Http404, steps.NotForThisStep, UnitsOutOfRange)


@dataclass
class TakenOver:
    """entries: acts that are in the history now. roadmaps: titles of those marked."""

    entries: int = 0
    roadmaps: list[str] = field(default_factory=list)


@transaction.atomic
def take_over(learner: User, marks: Marks) -> TakenOver:
    """Say again what stands among the marks, however many in the same number of
    statements, and some more for each roadmap to join."""
    guest = sketched_head(marks)
    sketch = guest.sketch
    if sketch is None or not sketch.events:
        return TakenOver()
    lock(learner)
    day = local_date(learner, sketch.events[-1].happened_at)
    study = study_of(head_of(learner), day)
    work = _Replay(sketch, [mark.key for mark in marks], study)
    for journey in guest.journeys:
        with suppress(*NO_LONGER_THERE):
            work.enrol(journey)
    gathered = _gathered(work.study, sketch)
    work.study = gathered.study
    for _batch, act in groupby(sketch.events, key=lambda event: event.batch):
        work.say(list(act))
    work.taken.entries += write_gathered(gathered, sketch.events[-1].happened_at)
    work.taken.roadmaps = [journey.roadmap.title for journey in guest.journeys]
    return work.taken


def _gathered(study: Study, sketch: Sketch) -> Gathered:
    """Room for the acts of a guest. A clock that runs in the account has nothing to
    do with what was marked before."""
    learner = access.learner(study.head)
    keys = keys_at(learner, {event.happened_at for event in sketch.events})
    head = replace(study.head, clock=None)
    return Gathered(replace(study, head=head), keys)


@dataclass
class _Replay:
    """sketch: of the guest. keys: of the marks in their order. study: of the learner,
    as it is by now. joined: ids of the roadmaps that came with the marks."""

    sketch: Sketch
    keys: list[str]
    study: Study
    joined: set[int] = field(default_factory=set)
    taken: TakenOver = field(default_factory=TakenOver)

    def enrol(self, marked: Journey) -> None:
        """Join a marked roadmap; whoever is on it stays on their own path."""
        place = access.roadmap_in(self.study.head, marked.slug)
        if place.journey.enrolment is None and marked.enrolment is not None:
            roadmap_id = place.journey.compiled.roadmap_id
            events = self.sketch.events
            first = next(one for one in events if one.roadmap_id == roadmap_id)
            self.joined.add(roadmap_id)
            answers = answers_of(marked.enrolment)
            self._do(enrol, place, first, answers=answers, known=())

    def say(self, act: list[ProgressEvent]) -> None:
        """One mark: what it says of its step, then the units that still stand."""
        for event in act:
            say = STEP_VERBS.get(event.verb)
            if say is not None:
                with suppress(*NO_LONGER_THERE):
                    say(self, event)
        for event in act:
            if event.resource_id and not event.takes_back:
                with suppress(*NO_LONGER_THERE):
                    self._say_units(event)

    def _say_units(self, event: ProgressEvent) -> None:
        """Without those that a later mark took back."""
        resource_id = event.resource_id
        row = next(row for row in self.sketch.rows if row.resource_id == resource_id)
        done = intersect(as_spans(event.spans or []), as_spans(row.spans))
        if done:
            key = self.study.head.catalogue.keys[row.resource_id]
            place = access.resource_in(self.study.head, key)
            step = self._place(event) if event.step_id else None
            self._do(record_units, place, event, done=done, step=step)

    def say_done(self, event: ProgressEvent) -> None:
        own = self._own(event)
        if own.decision not in (Decision.DONE, Decision.WAIVED) and self._decides(
            event
        ):
            how = How(event.data["how"])
            self._do(steps.complete_step, self._place(event), event, how=how)

    def say_decided(self, event: ProgressEvent) -> None:
        """Known or skipped, where the account says nothing of the step yet."""
        is_raised = (
            event.verb == Verb.KNOWN and self._own(event).decision == Decision.SKIPPED
        )
        if self._decides(event) and (self._is_untouched(event) or is_raised):
            verb = Verb(event.verb)
            self._do(steps.decide_step, self._place(event), event, verb=verb)

    def say_started(self, event: ProgressEvent) -> None:
        own = self._own(event)
        if own.started_at is None and not own.put_off_reason:
            self._do(steps.start_step, self._place(event), event)

    def say_option(self, event: ProgressEvent) -> None:
        option = self._marked(event).option
        if option == event.data["option"] and self._is_untouched(event):
            place = self._place(event)
            self._do(steps.choose_option, place, event, option=option)

    def say_on_path(self, event: ProgressEvent) -> None:
        """Off the path only where the roadmap itself came with the marks."""
        is_added = event.verb == Verb.ADDED
        is_said = self._own(event).is_added is not None
        stands = self._marked(event).is_added is is_added
        if stands and not is_said and (is_added or event.roadmap_id in self.joined):
            place = self._place(event)
            self._do(steps.set_on_path, place, event, is_added=is_added)

    def _marked(self, event: ProgressEvent) -> StepRecord:
        return self.sketch.records[event.step_id or 0]

    def _own(self, event: ProgressEvent) -> StepRecord:
        return self.study.records.get(event.step_id or 0) or StepRecord()

    def _decides(self, event: ProgressEvent) -> bool:
        """Whether no later mark decided otherwise about the step."""
        return self._marked(event).decided_by_id == event.pk

    def _is_untouched(self, event: ProgressEvent) -> bool:
        """Whether the account has neither work on the step nor a word about it."""
        place, own = self._place(event), self._own(event)
        standing = self.study.standings(place.journey)[place.step.key]
        is_said = own.decision or own.option or own.put_off_reason
        return not (is_said or standing.satisfied or standing.begun)

    def _place(self, event: ProgressEvent) -> access.StepPlace:
        head = self.study.head
        slugs = {card.id: card.slug for card in head.catalogue.roadmaps}
        slug = slugs.get(event.roadmap_id or 0, "")
        journey = head.journey(slug)
        keys = journey.compiled.step_keys if journey else {}
        return access.step_in(head, slug, keys.get(event.step_id or 0, ""))

    def _do(
        self,
        action: Callable[..., Outcome],
        place: object,
        event: ProgressEvent,
        **said: object,
    ) -> None:
        key = self.keys[event.batch.int - 1]
        outcome = action(place, at=event.happened_at, key=key, **said)
        self.study = outcome.study
        self.taken.entries += outcome.event_id is not None and not outcome.repeated


STEP_VERBS: dict[str, Callable[[_Replay, ProgressEvent], None]] = {
    Verb.DONE: _Replay.say_done,
    Verb.KNOWN: _Replay.say_decided,
    Verb.SKIPPED: _Replay.say_decided,
    Verb.STARTED: _Replay.say_started,
    Verb.OPTION: _Replay.say_option,
    Verb.ADDED: _Replay.say_on_path,
    Verb.REMOVED: _Replay.say_on_path,
}
