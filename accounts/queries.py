"""What the pages about people and joining read."""

from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from accounts.models import (
    HeldMail,
    Invite,
    InviteQuerySet,
    SiteSettings,
    User,
)
from accounts.tokens import token_hash

PEOPLE_PER_PAGE = 50
INVITES_SHOWN = 20


def site_settings() -> SiteSettings:
    """The one row, or its defaults while nobody has changed any; one query."""
    return SiteSettings.objects.filter(pk=1).first() or SiteSettings()


def people(*, search: str, page: str | None) -> Page[User]:
    """People by address, whose name or address contains search.

    page: number as text; anything odd gives the nearest page. Two queries.
    """
    rows = User.objects.order_by("email").defer("password")
    words = search.replace("\x00", "").split()
    for word in words:
        rows = rows.filter(Q(email__icontains=word) | Q(name__icontains=word))
    return Paginator(rows, PEOPLE_PER_PAGE).get_page(page)


def open_invites(*, at: datetime) -> QuerySet[Invite]:
    """Invitations that still let somebody in, newest first; at most twenty."""
    newest = site_invites(at).select_related("created_by").order_by("-created_at")
    return newest[:INVITES_SHOWN]


def site_invites(at: datetime) -> InviteQuerySet:
    return Invite.objects.filter(cohort=None).usable(at=at)


def is_invite_open(invite_id: int, *, at: datetime) -> bool:
    """Whether the invitation would let one more person in; one query."""
    return site_invites(at).filter(pk=invite_id).exists()


def open_invite(token: str, *, at: datetime) -> Invite | None:
    """The invitation of that token if it lets somebody in; one query."""
    return site_invites(at).filter(token_hash=token_hash(token)).first()


def mails_to_pass_on(*, at: datetime, page: str | None) -> Page[HeldMail]:
    """Held mails of the last three days, newest first; two queries."""
    return Paginator(HeldMail.objects.recent(at=at), PEOPLE_PER_PAGE).get_page(page)


def held_mail_count(*, at: datetime) -> int:
    return HeldMail.objects.recent(at=at).count()
