"""A resource for an address: the one that has it, or a new one in the catalogue."""

from accounts.models import User
from curating.actions.changes import LINK, RESOURCE
from curating.actions.fixes import Refused
from curating.actions.rows import RowChange, write_rows
from curating.drafting.resources import is_storable, kind_of, title_of
from curating.lists.titles import Keys, slug
from roadmap.models import Link, LinkKind, Resource
from roadmap.urls_canonical import canonical_url


def shelved(url: str, title: str, *, by: User) -> Resource:
    """Inside atomic only; three queries, and a few more where it is made. Its kind is
    guessed from the address. Raises Refused for an address that cannot be stored, and
    where what has it is out of use."""
    canonical = canonical_url(url)
    if not is_storable(url, canonical):
        raise Refused("address", url)
    rows = Link.objects.select_related("resource__merged_into")
    link = rows.filter(canonical=canonical).first()
    if link is None:
        return _made(url, title_of(title, "", url), by)
    found: Resource = link.resource.merged_into or link.resource
    if found.is_retired:
        raise Refused("out", found.title)
    return found


def _made(url: str, title: str, by: User) -> Resource:
    keys = Keys()
    taken = Resource.objects.filter(key__startswith=slug(title)[:50])
    keys.taken.update(taken.values_list("key", flat=True))
    plain = {"key": keys.of(title), "kind": kind_of(url, ""), "title": title}
    (made,) = write_rows([RowChange(RESOURCE, None, None, plain)], by=by)
    opened = {"resource": made.pk, "url": url, "kind": LinkKind.PAGE.value}
    write_rows([RowChange(LINK, None, None, {**opened, "is_primary": True})], by=by)
    shelf: Resource = Resource.objects.get(pk=made.pk)
    return shelf
