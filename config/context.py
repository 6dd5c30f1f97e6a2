"""What every template may ask about the site."""

import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.http import HttpRequest

from accounts import joining, queries
from accounts.models import SignupPolicy, SiteSettings
from accounts.tokens import marker_of
from curating.queries.desk import todo_count
from progress.marks import Marks

SECONDS_REMEMBERED = 30
DAY = 24 * 3600
# The pages that the navigation leads to, by the name of their URL.
ENTRIES = (
    "today",
    "roadmaps",
    "catalogue",
    "help",
    "mentoring",
    "curate",
    "people",
)


@dataclass
class PolicyMemory:
    """The sign-up policy, asked of the database at most every half minute.

    A change through this process is seen at once, one through another process
    after half a minute; the sign-up page itself always asks.
    """

    policy: str = ""
    known_until: float = 0.0

    def recall(self) -> str:
        if time.monotonic() >= self.known_until:
            self.policy = queries.site_settings().signup
            self.known_until = time.monotonic() + SECONDS_REMEMBERED
        return self.policy

    def forget(self, **_: object) -> None:
        self.known_until = 0.0


memory = PolicyMemory()
post_save.connect(memory.forget, sender=SiteSettings, dispatch_uid="signup_policy")


@dataclass(frozen=True)
class SiteContext:
    """demo: sample people are at hand. mail: a mail server is set."""

    request: HttpRequest
    demo: bool
    mail: bool

    @property
    def can_sign_up(self) -> bool:
        """Whether to show the way to the sign-up page; only who asks pays."""
        if memory.recall() == SignupPolicy.INVITATION:
            return joining.is_invited(self.request)
        return True

    @property
    def marks(self) -> int:
        """How many marks a guest has; 0 for whoever is signed in."""
        session = getattr(self.request, "session", None)
        return 0 if session is None else len(Marks(session))

    @property
    def has_marks(self) -> bool:
        return self.marks > 0

    @property
    def days_kept(self) -> int:
        """How long a guest's marks are kept after the last of them."""
        return settings.SESSION_COOKIE_AGE // DAY

    @property
    def is_entry(self) -> bool:
        """Whether this is a page that the navigation leads to, not one below it."""
        match = self.request.resolver_match
        return match is not None and match.view_name in ENTRIES

    @property
    def marker(self) -> str:
        """By which a browser knows whose things wait in it."""
        return marker_of(self.request.user)


def to_curate(request: HttpRequest) -> int:
    """How much waits for curators, 0 for anybody else: one query, for curators only."""
    person = getattr(request, "user", None)
    return todo_count() if getattr(person, "is_curator", False) else 0


def site(request: HttpRequest) -> dict[str, Any]:
    """to_curate is asked for where the navigation shows it; a page that knows better
    says it itself."""
    return {
        "to_curate": partial(to_curate, request),
        "waymark": SiteContext(
            request=request, demo=settings.DEMO, mail=settings.HAS_MAIL
        ),
    }
