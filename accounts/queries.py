"""What the pages about people and joining read."""

from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from accounts.models import (
    HeldMail,
    Invite,
    InviteMail,
    InviteQuerySet,
    InviteUse,
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
    """Whether the invitation, to the site or to a cohort, would let one more person
    in; one query."""
    rows = Invite.objects.usable(at=at).filter(cohort__closed_at=None)
    return rows.filter(cohort__archived_at=None, pk=invite_id).exists()


def open_invite(token: str, *, at: datetime) -> Invite | None:
    """The invitation of that token if it lets somebody in; one query."""
    return site_invites(at).filter(token_hash=token_hash(token)).first()


def mails_to_pass_on(*, at: datetime, page: str | None) -> Page[HeldMail]:
    """Held mails of the last three days, newest first; two queries."""
    return Paginator(HeldMail.objects.recent(at=at), PEOPLE_PER_PAGE).get_page(page)


def held_mail_count(*, at: datetime) -> int:
    return HeldMail.objects.recent(at=at).count()


def open_invite_to_cohort(token: str, *, at: datetime) -> Invite | None:
    """The invitation to a cohort of that token while it may be looked at: neither
    taken back nor past its time, used up or not; one query, with cohort and plan."""
    rows = Invite.objects.filter(
        token_hash=token_hash(token),
        cohort__isnull=False,
        cohort__archived_at=None,
        revoked_at=None,
        expires_at__gt=at,
    )
    return rows.select_related("cohort", "created_by").first()


def may_use(invite: Invite, person: User | None) -> bool:
    """Whether it lets this person in: it has uses left, or counted them at sign-up;
    one query at most."""
    if invite.used < invite.max_uses:
        return True
    signed_up = InviteUse.objects.filter(invite=invite, person=person, joined_at=None)
    return person is not None and signed_up.exists()


def invite_mails_to_send(*, at: datetime) -> list[int]:
    """Invitations whose mail has not left and that still let somebody in; one query."""
    open_ones = Invite.objects.usable(at=at).filter(cohort__archived_at=None)
    rows = InviteMail.objects.filter(mailed_at=None, invite__in=open_ones)
    return list(rows.order_by("pk").values_list("pk", flat=True))
