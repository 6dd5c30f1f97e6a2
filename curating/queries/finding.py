"""Which resource somebody means."""

from collections.abc import Sequence

from roadmap.catalogue import Catalogue
from roadmap.models import Link, Resource
from roadmap.urls_canonical import canonical_url


def resource_named(shown: Catalogue, text: str) -> str | None:
    """The key of the one resource that has this key, title or address; None where
    there is none or several. One query at most."""
    text = text.strip()
    key = shown.left.get(text, text)
    if key in shown.ids:
        return key
    titled = [
        key
        for key, doc in shown.resources.items()
        if doc.title.casefold() == text.casefold()
    ]
    if titled:
        return titled[0] if len(titled) == 1 else None
    try:
        canonical = canonical_url(text)
    except ValueError:
        return None
    rows = Link.objects.filter(canonical=canonical)
    found = rows.values_list("resource_id", flat=True).first()
    return None if found is None else shown.keys.get(found)


def rows_of(ids: Sequence[int]) -> list[Resource]:
    """The rows in this order; one query."""
    found = Resource.objects.in_bulk(ids)
    return [found[pk] for pk in ids]
