"""Who may curate: the first line of every view here asks."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import oneself
from accounts.models import User
from curating.models import Fix, LinkReport, ListImport, Merge, Suggestion
from curating.queries.stock import Stock, stock_at
from mentoring.models import StepReport
from progress.models import ProgressEvent
from roadmap.catalogue import Catalogue, catalogue, current_revision
from roadmap.document import ResourceDoc
from roadmap.models import Link, Roadmap, RoadmapVersion


def curator(person: User | AnonymousUser) -> User:
    """The person, if they curate or administer; Http404 for anybody else. No query."""
    someone = oneself(person)
    if not (someone.is_curator or someone.is_superuser):
        raise Http404("curates nothing")
    return someone


@dataclass(frozen=True, slots=True)
class ResourcePlace:
    """A resource of the catalogue, and the curator who looks at it."""

    person: User
    shown: Catalogue
    resource: ResourceDoc

    @property
    def pk(self) -> int:
        return self.shown.ids[self.resource.key]


def curated(person: User | AnonymousUser, key: str) -> ResourcePlace:
    """A resource that is in use, or was merged into it; Http404 for others. One
    query."""
    someone = curator(person)
    shown = catalogue(current_revision())
    found = shown.resources.get(shown.left.get(key, key))
    if found is None:
        raise Http404("no such resource")
    return ResourcePlace(someone, shown, found)


def merge_of(person: User | AnonymousUser, pk: int) -> Merge:
    """A merge that is not undone; Http404 for others. One query."""
    curator(person)
    rows = Merge.objects.select_related("gone", "kept")
    return get_object_or_404(rows, pk=pk, undone_at=None)


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A link of a resource in use, and what the desk knows of the catalogue."""

    person: User
    stock: Stock
    resource: ResourceDoc


def link_of(person: User | AnonymousUser, pk: int) -> LinkPlace:
    """Http404 for a link that is not there, or of what was merged. Two queries."""
    someone = curator(person)
    row = Link.objects.filter(pk=pk).first()
    stock = stock_at(current_revision())
    key = stock.shown.keys.get(row.resource_id) if row else None
    found = stock.shown.resources.get(key or "")
    if row is None or found is None or stock.shown.ids[found.key] != row.resource_id:
        raise Http404("no such link")
    return LinkPlace(someone, stock, found)


def fix_of(person: User | AnonymousUser, pk: int) -> Fix:
    """Something that was done on the desk; Http404 for others. One query."""
    curator(person)
    return get_object_or_404(Fix.objects.select_related("resource"), pk=pk)


def report_of(person: User | AnonymousUser, pk: int) -> LinkReport:
    """What a learner said of a link; Http404 for others. One query."""
    curator(person)
    return get_object_or_404(LinkReport.objects.select_related("resource"), pk=pk)


def suggestion_of(person: User | AnonymousUser, pk: int) -> Suggestion:
    """What a learner suggested; Http404 for others. One query."""
    curator(person)
    return get_object_or_404(Suggestion.objects.select_related("resource"), pk=pk)


def step_report_of(person: User | AnonymousUser, pk: int) -> StepReport:
    """What a mentor said of a step; Http404 for others. One query."""
    curator(person)
    return get_object_or_404(StepReport, pk=pk)


@dataclass(frozen=True, slots=True)
class RoadmapPlace:
    """A roadmap with its draft, and the curator who looks at it."""

    person: User
    roadmap: Roadmap


def edited(person: User | AnonymousUser, slug: str) -> RoadmapPlace:
    """A roadmap, published or not, in use or not; Http404 for others. One query."""
    someone = curator(person)
    rows = Roadmap.objects.select_related("current_version__published_by")
    return RoadmapPlace(someone, get_object_or_404(rows, slug=slug))


def in_draft(person: User | AnonymousUser, slug: str) -> RoadmapPlace:
    """A roadmap whose draft is open; Http404 for others. One query."""
    place = edited(person, slug)
    if not place.roadmap.draft_is_open:
        raise Http404("no draft is open")
    return place


def list_given(person: User | AnonymousUser, pk: int) -> ListImport:
    """A reading list that somebody took in; Http404 for others. One query."""
    curator(person)
    rows = ListImport.objects.select_related("uploaded_by", "written_by")
    found: ListImport = get_object_or_404(rows, pk=pk)
    return found


def version_edited(
    person: User | AnonymousUser, slug: str, number: int
) -> RoadmapVersion:
    """A version of a roadmap by its number, for curators; Http404 for others. One
    query."""
    curator(person)
    return _version(slug, number)


def version_read(
    person: User | AnonymousUser, slug: str, number: int
) -> tuple[User, RoadmapVersion]:
    """The same for curators and for whoever did something in it. Two queries."""
    someone = oneself(person)
    found = _version(slug, number)
    if not (someone.is_curator or someone.is_superuser):
        acts = ProgressEvent.objects.filter(learner=someone, version=found)
        if not acts.exists():
            raise Http404("did nothing in it")
    return someone, found


def _version(slug: str, number: int) -> RoadmapVersion:
    rows = RoadmapVersion.objects.select_related("roadmap")
    return get_object_or_404(rows, roadmap__slug=slug, number=number)
