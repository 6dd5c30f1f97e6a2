"""Learners on a site that is prepared, their browsers, and what they walk."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from progress import access
from progress.actions import enrolments, steps
from progress.actions.undo import undo
from progress.engine.advise import advise
from progress.engine.state import PathChoice
from progress.models import How, ProgressEvent
from progress.queries.study import study_of
from roadmap import actions
from roadmap.catalogue import catalogue, compiled, current_revision
from roadmap.document import Document
from roadmap.drafts import write_draft
from tests.bench.engine import Seed
from tests.bench.servers import Asked

CSRF_SECRET = "b" * 32
FORM = "application/x-www-form-urlencoded"
MOST_SUGGESTIONS = 20


@dataclass(frozen=True)
class Reader:
    """A learner with a browser that is signed in."""

    learner: User
    session: str

    @property
    def headers(self) -> dict[str, str]:
        session = f"{settings.SESSION_COOKIE_NAME}={self.session}"
        return {"Cookie": f"{session}; {settings.CSRF_COOKIE_NAME}={CSRF_SECRET}"}

    def get(self, path: str) -> Asked:
        return Asked(path, self.headers)

    def mark_done(self, *, as_fragment: bool) -> Asked:
        """Say of the step that Today proposes: done, all of it. A fragment is what
        htmx asks for, Today as it is afterwards; else it is a plain form."""
        fields = {"how": "all", "key": uuid4().hex, "next": "/today/"}
        headers = {**self.headers, "Content-Type": FORM, "X-CSRFToken": CSRF_SECRET}
        if as_fragment:
            headers["HX-Request"] = "true"
        return Asked(done_path(self.learner), headers, "POST", urlencode(fields))

    def take_back(self) -> None:
        """Undo what was said last."""
        mine = ProgressEvent.objects.filter(learner=self.learner, key__isnull=False)
        event = mine.latest("pk")
        undo(access.head(self.learner), event=event, at=timezone.now())


def seeds() -> list[Seed]:
    """The published roadmaps, each walked with its default aim and every track."""
    stock = catalogue(current_revision())
    found = []
    for card in stock.roadmaps:
        version = compiled(card.version_id, stock.revision)
        aims = [aim.key for aim in version.roadmap.aims if aim.default]
        tracks = frozenset(track.key for track in version.roadmap.tracks)
        choice = PathChoice(aim=aims[0] if aims else None, tracks=tracks)
        found.append(Seed(version.graph, choice, stock.relations))
    return found


def first_slugs() -> list[str]:
    """The two roadmaps that are listed first."""
    return [card.slug for card in catalogue(current_revision()).roadmaps[:2]]


def publish(document: Document) -> str:
    """Make a generated roadmap public; its slug."""
    roadmap = write_draft(document).roadmap
    actions.publish(roadmap=roadmap, by=None, at=timezone.now())
    return roadmap.slug


def readers(count: int, slugs: Sequence[str], done: int) -> list[Reader]:
    """Learners in the middle of these roadmaps, each a different stretch along:
    from `done` steps on, as the advice would have them."""
    return [_reader(slugs, done + number % 4) for number in range(count)]


def _reader(slugs: Sequence[str], done: int) -> Reader:
    email = f"bench-{User.objects.count()}@waymark.invalid"
    learner = User.objects.create_user(email, name="Learner")
    for slug in slugs:
        _join(learner, slug)
    for _ in range(done):
        place = access.step(learner, *next_step(learner))
        steps.complete_step(place, how=How.ALL, at=timezone.now(), key=uuid4().hex)
    client = Client()
    client.force_login(learner, settings.AUTHENTICATION_BACKENDS[-1])
    return Reader(learner, client.cookies[settings.SESSION_COOKIE_NAME].value)


def _join(learner: User, slug: str) -> None:
    """On the roadmap with its default aim and its first track."""
    place = access.roadmap(learner, slug)
    roadmap = place.journey.roadmap
    answers = enrolments.PathAnswers(
        aim=next((aim.key for aim in roadmap.aims if aim.default), ""),
        tracks=tuple(track.key for track in roadmap.tracks[:1]),
    )
    key = uuid4().hex
    enrolments.enrol(place, answers=answers, known=[], at=timezone.now(), key=key)


def done_path(learner: User) -> str:
    """Where the step that comes next is closed."""
    return reverse("step_done", args=next_step(learner))


def next_step(learner: User) -> tuple[str, str]:
    """(roadmap, step) that the advice begins with, projects left aside."""
    head = access.head(learner)
    study = study_of(head, timezone.localdate())
    advice = advise(
        study.engine, today=study.today, minutes=None, limit=MOST_SUGGESTIONS
    )
    for found in (advice.best, *advice.others):
        journey = head.journey(found.roadmap) if found else None
        if found and journey:
            step = journey.roadmap.steps[journey.compiled.graph.place[found.step]]
            if step.kind != "project":
                return found.roadmap, found.step
    raise LookupError(f"nothing is left to do for {learner}")
