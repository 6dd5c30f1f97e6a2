"""Secrets of links: random, shown once, stored as hashes only."""

import hashlib
import secrets
from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import salted_hmac

from accounts.models import User

TOKEN_BYTES = 32


def new_token() -> str:
    """256 random bits as 43 characters that are safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """SHA-256 as 64 hexadecimal digits; the token itself is never stored."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def invite_token(cohort_id: int, address: str, at: datetime) -> str:
    """The secret of an invitation that was made for an address at a moment, known to
    this site's key alone: so that its mail can be written whenever it leaves."""
    said = f"{cohort_id}:{address}:{at.astimezone(UTC).isoformat()}"
    return salted_hmac("accounts.invite", said, algorithm="sha256").hexdigest()


def marker_of(person: User | AnonymousUser) -> str:
    """What a browser may keep to know the same person again: 16 hexadecimal digits
    that say nothing about who it is; "" for guests."""
    if not isinstance(person, User):
        return ""
    return salted_hmac("accounts.marker", str(person.pk)).hexdigest()[:16]
