"""Invitations to a cohort: links for several people, and mails to one each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from accounts.actions import create_invite, revoke_invite, use_invite
from accounts.models import (
    Cohort,
    Invite,
    InviteMail,
    InviteUse,
    Membership,
    User,
    WaitingPlace,
)
from accounts.tokens import invite_token, token_hash
from mentoring.actions.log import note
from mentoring.actions.seats import CohortIsClosed, Joining, join_cohort, locked
from mentoring.models import CohortVerb
from mentoring.queries.invited import standing_of

DAYS_OF_A_MAIL = 14


@transaction.atomic
def invite_by_link(
    *, cohort: Cohort, by: User, max_uses: int, days: int, at: datetime
) -> tuple[Invite, str]:
    """A new invitation and its token, which is not kept. Raises CohortIsClosed."""
    held = _open(cohort)
    invite, token = create_invite(
        by=by, max_uses=max_uses, days=days, at=at, cohort=held
    )
    note(held, CohortVerb.INVITED, by=by, at=at, max_uses=max_uses)
    return invite, token


@transaction.atomic
def invite_by_mail(
    *, cohort: Cohort, addresses: Sequence[str], by: User, at: datetime
) -> int:
    """An invitation of their own, by mail, for each of these valid addresses that is
    not in the cohort, does not wait for it and has no open one; how many. Repeating
    changes nothing. The mails leave by accounts.tasks. Raises CohortIsClosed."""
    held = _open(cohort)
    standing = standing_of(held, addresses, at)
    new = [one for one in dict.fromkeys(addresses) if standing[one] == "new"]
    expires_at = at + timedelta(days=DAYS_OF_A_MAIL)
    invites = Invite.objects.bulk_create(
        Invite(
            token_hash=token_hash(invite_token(held.pk, address, at)),
            cohort=held,
            created_by=by,
            created_at=at,
            expires_at=expires_at,
        )
        for address in new
    )
    InviteMail.objects.bulk_create(
        InviteMail(invite=invite, to=address)
        for invite, address in zip(invites, new, strict=True)
    )
    if new:
        note(held, CohortVerb.INVITED, by=by, at=at, count=len(new))
    return len(new)


@transaction.atomic
def end_invite(*, invite: Invite, by: User, at: datetime) -> None:
    """Nobody comes in by it any more; repeating changes nothing."""
    if invite.revoked_at is None and invite.cohort is not None:
        revoke_invite(invite=invite, at=at)
        note(invite.cohort, CohortVerb.REVOKED, by=by, at=at)


@transaction.atomic
def accept_invite(*, invite: Invite, person: User, at: datetime) -> Joining:
    """Join by an invitation, which counts the person once: whoever is in the cohort or
    waits for it already costs none of its uses. The person has agreed to what mentors
    see. Raises InvitationIsOver and CohortIsClosed; nothing is written then."""
    cohort = locked(Cohort.objects.get(invites=invite))
    here = {"cohort": cohort, "person": person}
    is_in = Membership.objects.filter(**here, ended_at=None).exists()
    if not is_in and not WaitingPlace.objects.filter(**here).exists():
        _count(invite, person, at)
    return join_cohort(cohort=cohort, person=person, by=person, at=at)


def _count(invite: Invite, person: User, at: datetime) -> None:
    """One use of the invitation, unless signing up with it was one."""
    signed_up = InviteUse.objects.filter(
        invite=invite,
        person=person,
        joined_at=None,
        invite__revoked_at=None,
        invite__expires_at__gt=at,
    )
    if signed_up.update(joined_at=at):
        return
    use_invite(invite_id=invite.pk, at=at)
    InviteUse.objects.update_or_create(
        invite=invite, person=person, defaults={"used_at": at, "joined_at": at}
    )


def _open(cohort: Cohort) -> Cohort:
    held = locked(cohort)
    if held.closed_at or held.archived_at:
        raise CohortIsClosed
    return held
