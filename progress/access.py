"""Fetch it for this person, or 404. The first line of every view."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.tokens import token_hash
from progress.marks import Marks
from progress.models import (
    Enrolment,
    Note,
    NoteVersion,
    ProgressEvent,
    RecordLink,
    Submission,
    TimeEntry,
    Verb,
    WorkFile,
)
from progress.models.events import NOT_TAKEN_BACK
from progress.queries.study import Head, Journey, head_of, journey_of
from progress.sketch import sketched_head
from roadmap.document import ResourceDoc, StepDoc

Person = User | AnonymousUser | Marks


@dataclass(frozen=True, slots=True)
class RoadmapPlace:
    """A published roadmap and who looks at it."""

    head: Head
    journey: Journey

    @property
    def learner(self) -> User:
        """Whoever looks, signed in; a guest has no study."""
        if self.head.learner is None:
            raise Http404("a guest has no study")
        return self.head.learner


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step of the version that this person walks, else of the current one."""

    head: Head
    journey: Journey
    step: StepDoc

    @property
    def step_id(self) -> int:
        return self.journey.compiled.step_ids[self.step.key]


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A path that somebody walks or has left, for its record. learner: its walker,
    whoever looks."""

    head: Head
    journey: Journey
    enrolment: Enrolment

    @property
    def learner(self) -> User:
        return self.enrolment.learner


@dataclass(frozen=True, slots=True)
class ResourcePlace:
    """A resource in use."""

    head: Head
    resource: ResourceDoc

    @property
    def resource_id(self) -> int:
        return self.head.catalogue.ids[self.resource.key]


def visitor(request: HttpRequest) -> Person:
    """Whoever asks: the person signed in, or a guest's marks."""
    if isinstance(request.user, User):
        return request.user
    return marks(request)


def marks(request: HttpRequest) -> Marks:
    """What was marked in this session."""
    return Marks(request.session, timezone.get_current_timezone_name())


def head(person: Person) -> Head:
    """Whose study it is: the person's own; a guest has marks. One or two queries."""
    if isinstance(person, Marks):
        return sketched_head(person)
    return head_of(person if isinstance(person, User) else None)


def roadmap(person: Person, slug: str) -> RoadmapPlace:
    """Raises Http404 for a roadmap that is not published to this person."""
    return roadmap_in(head(person), slug)


def roadmap_in(own: Head, slug: str) -> RoadmapPlace:
    """The same for a head that has been fetched; no query."""
    journey = own.journey(slug)
    if journey is None:
        raise Http404("no such roadmap")
    return RoadmapPlace(own, journey)


def enrolled(person: Person, slug: str) -> RoadmapPlace:
    """The same for a roadmap that the person walks; Http404 otherwise."""
    place = roadmap(person, slug)
    if place.journey.enrolment is None:
        raise Http404("not on this roadmap")
    return place


def step(person: Person, slug: str, key: str) -> StepPlace:
    """Raises Http404 for a step that the roadmap does not have."""
    return step_in(head(person), slug, key)


def step_in(own: Head, slug: str, key: str) -> StepPlace:
    """The same for a head that has been fetched; no query."""
    journey = own.journey(slug)
    index = journey.compiled.graph.place.get(key) if journey else None
    if journey is None or index is None:
        raise Http404("no such step")
    return StepPlace(own, journey, journey.roadmap.steps[index])


def project(person: Person, slug: str, key: str) -> StepPlace:
    """The same for a step that work is handed in for; Http404 for any other."""
    place = step(person, slug, key)
    if place.step.kind != "project":
        raise Http404("nothing is handed in here")
    return place


def version(place: StepPlace, number: int) -> Submission:
    """A version of this person's own work; Http404 for any other. One query."""
    mine = Submission.objects.filter(learner=learner(place.head), step=place.step_id)
    found = mine.filter(number=number, handed_in_at__isnull=False).first()
    if found is None:
        raise Http404("no such version")
    return found


def work_file(person: User, token: UUID) -> WorkFile:
    """A file of this person's own work; Http404 for any other. One query."""
    mine = WorkFile.objects.filter(submission__learner=person, token=token)
    found = mine.select_related("content").first()
    if found is None:
        raise Http404("no such file")
    return found


def resource(person: Person, key: str) -> ResourcePlace:
    """Raises Http404 for a resource that is not in use."""
    return resource_in(head(person), key)


def resource_in(own: Head, key: str) -> ResourcePlace:
    """The same for a head that has been fetched; no query."""
    found = own.catalogue.resources.get(key)
    if found is None:
        raise Http404("no such resource")
    return ResourcePlace(own, found)


def own_record(person: Person, slug: str) -> RecordPlace:
    """The person's own path, left or not; Http404 for one they never walked."""
    own = head(person)
    mine = Enrolment.objects.filter(learner=learner(own), roadmap__slug=slug)
    found = mine.select_related("learner").first()
    if found is None:
        raise Http404("no such path")
    return _record_place(own, found)


def shared_record(token: str) -> RecordPlace:
    """The path whose learner gave this token away; Http404 for one that is unknown,
    taken back, or of somebody who is gone."""
    link = (
        RecordLink.objects.filter(token_hash=token_hash(token), revoked_at=None)
        .filter(enrolment__learner__is_active=True)
        .filter(enrolment__learner__erasure_at=None)
        .select_related("enrolment__learner")
        .first()
    )
    if link is None:
        raise Http404("no such record")
    return _record_place(head_of(link.enrolment.learner), link.enrolment)


def _record_place(own: Head, enrolment: Enrolment) -> RecordPlace:
    return RecordPlace(own, journey_of(enrolment, own.revision), enrolment)


def record_link(place: RecordPlace, pk: int) -> RecordLink:
    """A link to this record; Http404 for any other."""
    found = RecordLink.objects.filter(enrolment=place.enrolment, pk=pk).first()
    if found is None:
        raise Http404("no such link")
    return found


def resource_of_step(place: StepPlace, key: str) -> ResourcePlace:
    """A resource that the step uses, Http404 for another; no query."""
    if key not in {use.resource for slot in place.step.slots for use in slot.uses}:
        raise Http404("not a resource of this step")
    return resource_in(place.head, key)


def time_entry(person: User, entry: UUID) -> TimeEntry | None:
    """An entry of this person's own, None if it was taken away; Http404 for one that
    the person never had. One query, two for what is not there."""
    own = TimeEntry.objects.filter(learner=person, entry=entry)
    found = own.select_related("step", "resource").first()
    if found is None:
        told = ProgressEvent.objects.filter(learner=person, verb=Verb.TIME)
        if not told.filter(data__entry=str(entry)).exists():
            raise Http404("no such entry")
    return found


def event(person: User, event_id: int) -> ProgressEvent:
    """An act of this person's own that can be taken back; Http404 for another's."""
    acts = ProgressEvent.objects.acts_of(person).filter(actor=person)
    found = acts.exclude(verb__in=NOT_TAKEN_BACK).filter(pk=event_id).first()
    if found is None:
        raise Http404("no such entry")
    return found


def entry(person: User, event_id: int) -> ProgressEvent:
    """An act of this person's own, with its names; Http404 for another's. One query."""
    acts = ProgressEvent.objects.acts_of(person).with_names()
    found = acts.filter(pk=event_id).first()
    if found is None:
        raise Http404("no such entry")
    return found


def note(own: Head, pk: int) -> Note:
    """A note of this person's own; Http404 for another's. One query."""
    found = (
        Note.objects.filter(learner=own.learner, pk=pk)
        .select_related("learner", "step__roadmap", "resource")
        .first()
    )
    if own.learner is None or found is None:
        raise Http404("no such note")
    return found


def earlier_text(of: Note, pk: int) -> NoteVersion:
    """An earlier text of this very note; Http404 otherwise."""
    found = of.versions.filter(pk=pk).first()
    if found is None:
        raise Http404("no such text")
    found.note = of
    return found


def learner(own: Head) -> User:
    """Whoever is signed in behind head; Http404 for a guest."""
    if own.learner is None:
        raise Http404("a guest has no study")
    return own.learner
