"""Who may curate: the first line of every view here asks."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.access import oneself
from accounts.models import User


def curator(person: User | AnonymousUser) -> User:
    """The person, if they curate or administer; Http404 for anybody else. No query."""
    someone = oneself(person)
    if not (someone.is_curator or someone.is_superuser):
        raise Http404("curates nothing")
    return someone
