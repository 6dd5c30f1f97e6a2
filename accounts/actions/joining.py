"""Who may create an account: the policy of the site, and invitations."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.models import (
    Cohort,
    Invite,
    InviteUse,
    SignupPolicy,
    SiteSettings,
    User,
)
from accounts.tokens import new_token, token_hash


class InvitationIsOver(Exception):
    """Used up, expired or revoked; nothing was written."""


@transaction.atomic
def set_signup_policy(*, policy: SignupPolicy, domains: Iterable[str]) -> SiteSettings:
    """Store who may sign up. domains: lower case, kept with every policy."""
    row, _is_new = SiteSettings.objects.update_or_create(
        pk=1, defaults={"signup": policy, "domains": sorted(set(domains))}
    )
    return row


@transaction.atomic
def create_invite(
    *,
    by: User,
    max_uses: int,
    days: int,
    at: datetime,
    cohort: Cohort | None = None,
) -> tuple[Invite, str]:
    """A new invitation to the site, or to a cohort as a learner, and its token, which
    is not kept anywhere.

    max_uses: people it lets in, at least 1. days: whole days from `at` on.
    """
    token = new_token()
    invite = Invite.objects.create(
        token_hash=token_hash(token),
        cohort=cohort,
        created_by=by,
        created_at=at,
        expires_at=at + timedelta(days=days),
        max_uses=max_uses,
    )
    return invite, token


def revoke_invite(*, invite: Invite, at: datetime) -> None:
    """Close the invitation from now on; repeating keeps the first time."""
    Invite.objects.filter(pk=invite.pk, revoked_at=None).update(revoked_at=at)


def use_invite(*, invite_id: int, at: datetime) -> None:
    """Count one person in, within the transaction that stores the person.

    One conditional UPDATE, so that uses never exceed the limit, however many
    come at once. Raises InvitationIsOver.
    """
    let_in = Invite.objects.usable(at=at).filter(pk=invite_id)
    used = let_in.update(used=F("used") + 1)
    if not used:
        raise InvitationIsOver


def note_use(*, invite_id: int, person: User, at: datetime) -> None:
    """Whom the invitation let in, for one that leads to a cohort: joining it then
    counts nobody again."""
    if Invite.objects.filter(pk=invite_id, cohort__isnull=False).exists():
        InviteUse.objects.create(invite_id=invite_id, person=person, used_at=at)
