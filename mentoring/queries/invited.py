"""How addresses stand to a cohort, and its open invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import QuerySet

from accounts.models import Cohort, Invite, InviteMail, Membership, WaitingPlace

AddressStanding = Literal["in", "waiting", "invited", "new"]
SHOWN = 20


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """to: whom it was mailed to; "" for a link. is_mailed: its mail has left."""

    invite: Invite
    to: str = ""
    is_mailed: bool = False


def standing_of(
    cohort: Cohort, addresses: Sequence[str], at: datetime
) -> dict[str, AddressStanding]:
    """By address: whether somebody is in the cohort, waits for it, or has an open
    invitation by mail. Says nothing of who else has an account. Three queries."""
    rows: tuple[tuple[AddressStanding, set[str]], ...] = (
        ("in", _addresses(Membership.objects.filter(cohort=cohort, ended_at=None))),
        ("waiting", _addresses(WaitingPlace.objects.filter(cohort=cohort))),
        ("invited", _invited(cohort, at)),
    )
    return {
        address: next((word for word, known in rows if address.lower() in known), "new")
        for address in addresses
    }


def _addresses(rows: QuerySet[Membership] | QuerySet[WaitingPlace]) -> set[str]:
    return {email.lower() for email in rows.values_list("person__email", flat=True)}


def _invited(cohort: Cohort, at: datetime) -> set[str]:
    open_ones = Invite.objects.filter(cohort=cohort).usable(at=at)
    rows = InviteMail.objects.filter(invite__in=open_ones)
    return {address.lower() for address in rows.values_list("to", flat=True)}


def open_invites(cohort: Cohort, *, at: datetime) -> tuple[list[OpenInvite], int]:
    """Invitations that still let somebody in, newest first, at most SHOWN, and how
    many there are. Two queries."""
    rows = Invite.objects.filter(cohort=cohort).usable(at=at)
    shown = rows.select_related("created_by", "mail").order_by("-created_at", "-pk")
    found = [_row(invite) for invite in shown[:SHOWN]]
    return found, len(found) if len(found) < SHOWN else rows.count()


def _row(invite: Invite) -> OpenInvite:
    mail: InviteMail | None = getattr(invite, "mail", None)
    if mail is None:
        return OpenInvite(invite)
    return OpenInvite(invite, mail.to, mail.mailed_at is not None)
