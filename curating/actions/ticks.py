"""Ticks of a list become what a learner says, each by the action of its own."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.http import Http404

from curating.queries.ticks import KNOWN, USE, Choice, Offer
from curating.ticks.types import Place
from progress import access
from progress.actions import steps
from progress.actions.change import hash_of, local_date
from progress.actions.repeats import is_repeated
from progress.actions.rows import lock
from progress.actions.units import UnitsOutOfRange, record_units
from progress.actions.writing import write_gathered
from progress.models import Decision, How, Verb
from progress.queries.gathered import Gathered
from progress.queries.study import head_of, study_of

CLOSED = (Decision.DONE, Decision.KNOWN, Decision.WAIVED)


@dataclass(frozen=True, slots=True)
class Taken:
    """entries: acts that are in the history now. is_repeated: the form was sent
    before, and nothing happened."""

    entries: int = 0
    is_repeated: bool = False


@transaction.atomic
def take_ticks(
    place: access.RoadmapPlace, choices: Iterable[Choice], *, at: datetime, key: str
) -> Taken:
    """Say what was chosen, however much in the same number of statements.

    In the order of the roadmap, of a step first what is done of its resources. What is
    done stays as it is, and nothing is ever taken back. The form's key lies with the
    first act: the same form sent twice has one effect. Raises Http404 where the learner
    has left the roadmap.
    """
    learner, slug = place.learner, place.journey.slug
    wanted = sorted(set(choices))
    roadmap_id = place.journey.compiled.roadmap_id
    said = ["ticks", roadmap_id, [one.value for one in wanted]]
    stored_key = hash_of(key or uuid4().hex, said)
    lock(learner)
    if is_repeated(learner, stored_key):
        return Taken(is_repeated=True)
    head = head_of(learner)
    walked = access.roadmap_in(head, slug)
    if walked.journey.enrolment is None:
        raise Http404("not on this roadmap")
    # A clock that runs has nothing to do with what was done before.
    study = study_of(replace(head, clock=None), local_date(learner, at))
    work = _Taking(Gathered(study, set()), slug, at, stored_key)
    for choice in work.in_order(wanted):
        with suppress(steps.NotForThisStep, UnitsOutOfRange):
            work.say(choice)
    if work.gathered.events:
        work.gathered.events[0].key = stored_key
    return Taken(entries=write_gathered(work.gathered, at))


@dataclass
class _Taking:
    """gathered: what is said so far. key: that of each act."""

    gathered: Gathered
    slug: str
    at: datetime
    key: str

    def in_order(self, choices: Iterable[Choice]) -> list[Choice]:
        """As the roadmap goes; what it does not have any more is left out."""
        head = self.gathered.study.head
        order = access.roadmap_in(head, self.slug).journey.compiled.graph.place
        here = [one for one in choices if one.step in order]
        return sorted(here, key=lambda one: (order[one.step], one.sort != USE))

    def say(self, choice: Choice) -> None:
        step = access.step_in(self.gathered.study.head, self.slug, choice.step)
        if choice.sort == USE:
            self._say_units(step, choice)
        elif not self._is_done(step):
            if choice.sort == KNOWN:
                steps.decide_step(step, verb=Verb.KNOWN, at=self.at, key=self.key)
            else:
                how = How.SELF_CHECKED if step.step.kind == "project" else How.ALL
                steps.complete_step(step, how=how, at=self.at, key=self.key)

    def _say_units(self, step: access.StepPlace, choice: Choice) -> None:
        walked = access.RoadmapPlace(step.head, step.journey)
        scope = Offer(self.gathered.study, walked).scope(
            Place(choice.step, choice.resource)
        )
        if scope is not None:
            resource = access.resource_in(step.head, choice.resource)
            record_units(resource, done=(scope,), at=self.at, key=self.key, step=step)

    def _is_done(self, step: access.StepPlace) -> bool:
        """Whether it is closed or covered; what stands in its row costs nothing."""
        record = self.gathered.study.records.get(step.step_id)
        if record is not None and record.decision in CLOSED:
            return True
        return self.gathered.study.standings(step.journey)[step.step.key].satisfied
