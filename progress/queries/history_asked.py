"""Which part of a history is asked for: its address, and its rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from progress.event_kinds import Kind, acts_of_kind
from progress.models import ProgressEvent
from progress.models.events import ProgressEventQuerySet
from progress.queries.study import Head
from roadmap.models import Resource, Step
from roadmap.search import QUERY_CHARACTERS, Entry, build

LONGEST_WORDS = QUERY_CHARACTERS


@dataclass(frozen=True, slots=True)
class Asked:
    """words: of titles. roadmap: its slug. kind: of event_kinds. since, until: both
    days belong to it. before: only what was noted before this event."""

    words: str = ""
    roadmap: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None

    @property
    def query(self) -> str:
        """The end of an address that asks for this, with its question mark; "" for
        everything."""
        said: dict[str, object] = {
            "q": self.words,
            "roadmap": self.roadmap,
            "kind": self.kind,
            "since": self.since,
            "until": self.until,
            "before": self.before,
        }
        text = urlencode({name: value for name, value in said.items() if value})
        return f"?{text}" if text else ""

    @property
    def address(self) -> str:
        return reverse("history") + self.query

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for less than everything, wherever one is in it."""
        return self.since_newest != Asked()

    @property
    def since_newest(self) -> "Asked":
        """The same from its newest entry on."""
        return self.older_than(None)

    def older_than(self, event_id: int | None) -> "Asked":
        return replace(self, before=event_id)


def roadmaps_of(head: Head) -> list[tuple[str, str]]:
    """Slug and title of those that may be asked for: the learner's own and all that
    are published, by title; no query."""
    own = {journey.slug: journey.roadmap.title for journey in head.journeys}
    published = {card.slug: card.title for card in head.catalogue.roadmaps}
    return sorted((published | own).items(), key=lambda pair: pair[1].casefold())


def rows_of(head: Head, learner: User, asked: Asked) -> ProgressEventQuerySet:
    """The acts asked for, newest first; two queries more with words."""
    rows = acts = ProgressEvent.objects.acts_of(learner)
    if asked.kind:
        rows = rows.filter(acts_of_kind(Kind(asked.kind)))
    about = [
        *([_of_roadmap(head, asked.roadmap)] if asked.roadmap else []),
        *([_with_words(learner, asked.words)] if asked.words else []),
    ]
    if about:
        rows = rows.filter(_these_and_their_undoing(acts.filter(*about), about))
    days: dict[str, Any] = {
        "local_date__gte": asked.since,
        "local_date__lte": asked.until,
        "pk__lt": asked.before,
    }
    given = {name: value for name, value in days.items() if value is not None}
    return rows.filter(**given).order_by("-pk")


def _these_and_their_undoing(acts: QuerySet[ProgressEvent], about: Iterable[Q]) -> Q:
    """Taking back says of itself only which act it is about."""
    return Q(*about) | Q(undone_batch__in=acts.order_by().values("batch"))


def _of_roadmap(head: Head, slug: str) -> Q:
    """What was said on a roadmap, and on the pages of the resources it uses."""
    stock = head.catalogue
    used = {
        key
        for key, places in stock.places.items()
        if any(place.roadmap_slug == slug for place in places)
    }
    ids = [pk for pk, key in stock.keys.items() if key in used]
    journey = head.journey(slug)
    roadmap_id = journey.compiled.roadmap_id if journey else None
    return Q(roadmap=roadmap_id) | Q(roadmap__isnull=True, resource__in=ids)


def _with_words(learner: User, words: str) -> Q:
    """About a step or resource whose title has all the words, mistyped ones too."""
    steps = Step.objects.filter(records__learner=learner)
    resources = Resource.objects.filter(progress__learner=learner)
    return Q(step__in=_hits(steps, words)) | Q(resource__in=_hits(resources, words))


def _hits(things: QuerySet[Any], words: str) -> list[int]:
    titles = things.order_by("pk").values_list("pk", "title")
    index = build(Entry(key=str(pk), title=title) for pk, title in titles)
    return [int(key) for key in index.find(words).keys]
