"""Mailing an invitation to the one person it is for."""

from datetime import datetime

from django.core.mail import send_mail
from django.utils import translation

from accounts.invite_mail import invite_mail
from accounts.models import Invite, InviteMail
from accounts.tokens import invite_token, token_hash


def mail_invite(*, mail_id: int, at: datetime) -> bool:
    """Send the invitation that waits for its mail; whether there was one. Once: a mail
    that left and was not noted may come twice, with the same link."""
    rows = InviteMail.objects.filter(pk=mail_id, mailed_at=None)
    mail = rows.select_related("invite__cohort", "invite__created_by").first()
    if mail is None:
        return False
    invite = mail.invite
    token = invite_token(invite.cohort_id or 0, mail.to, invite.created_at)
    # The site may have another key than when the invitation was made.
    Invite.objects.filter(pk=invite.pk).exclude(token_hash=token_hash(token)).update(
        token_hash=token_hash(token)
    )
    with translation.override(invite.created_by.language):
        subject, text = invite_mail(invite, token)
    send_mail(subject, text, None, [mail.to])
    rows.update(mailed_at=at)
    return True
