"""Who may curate: the first line of every view here asks."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import oneself
from accounts.models import User
from curating.models import Merge
from roadmap.catalogue import Catalogue, catalogue, current_revision
from roadmap.document import ResourceDoc


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
