"""Addresses that somebody gives away and takes back; only their hashes are stored."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.tokens import new_token, token_hash


class TooManyLinks(Exception):
    """As many links as there may be lead there already."""


def give_away(
    links: QuerySet[Any], *, key: str, most: int, blank: Callable[[], Any]
) -> str | None:
    """Make an address among links; its token, which is not kept anywhere.

    The same form again (key, hashed) gives its one link a new token, since the answer
    with the first may have been lost; None if that link was taken back. blank: makes
    the row of a new one. Within a transaction that holds the owner's lock. Raises
    TooManyLinks beyond `most` that lead somewhere.
    """
    link = links.filter(key=key).first()
    if link is not None and link.revoked_at is not None:
        return None
    if link is None:
        if links.filter(revoked_at=None).count() >= most:
            raise TooManyLinks
        link = blank()
    token = new_token()
    link.token_hash = token_hash(token)
    link.save()
    return token


def take_back(link: Any, *, at: datetime) -> None:
    """Close the address from now on; repeating keeps the first time."""
    type(link)._default_manager.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=at
    )
