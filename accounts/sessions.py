"""How long somebody stays signed in: an end after rest, an end in any case.

Only a POST renews the rest period, so that reading never writes.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from accounts.models import User

SIGNED_IN = "signed_in_at"
SEEN = "seen_at"
HOUR = 3600
DAY = 24 * HOUR


@dataclass(frozen=True)
class Limits:
    """Seconds: without any change made, since sign-in, between two renewals."""

    idle: int
    absolute: int
    renewal: int


LEARNER = Limits(idle=14 * DAY, absolute=90 * DAY, renewal=DAY)
STAFF = Limits(idle=2 * HOUR, absolute=12 * HOUR, renewal=5 * 60)


def limits(person: User) -> Limits:
    """Staff have short sessions wherever a second step is asked of them."""
    is_guarded = person.is_staff and settings.REQUIRE_STAFF_MFA
    return STAFF if is_guarded else LEARNER


def begin(request: HttpRequest) -> None:
    """Start the clocks of a session that somebody has just signed in to."""
    request.session[SIGNED_IN] = request.session[SEEN] = int(time.time())


def end_if_over(request: HttpRequest) -> None:
    """Sign the person out when either clock has run out."""
    if not isinstance(request.user, User) or SIGNED_IN not in request.session:
        return
    allowed = limits(request.user)
    now = time.time()
    if (
        now - request.session[SIGNED_IN] > allowed.absolute
        or now - request.session[SEEN] > allowed.idle
    ):
        logout(request)


def renew(request: HttpRequest) -> None:
    """Note that the person did something; stores at most once in a while."""
    if not isinstance(request.user, User) or request.method != "POST":
        return
    now = int(time.time())
    if now - request.session.get(SEEN, now) > limits(request.user).renewal:
        request.session[SEEN] = now
