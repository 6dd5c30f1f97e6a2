"""Mail without a mail server: kept for the administrator, who passes it on."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from accounts import actions

BACKEND = "accounts.mail.HeldMailBackend"


def is_mail_held() -> bool:
    """Whether this site has no mail server."""
    return settings.EMAIL_BACKEND == BACKEND


class HeldMailBackend(BaseEmailBackend):
    """Stores each mail once per recipient instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for recipient in message.recipients():
                actions.hold_mail(
                    to=recipient,
                    subject=str(message.subject),
                    body=str(message.body),
                    at=timezone.now(),
                )
        return len(email_messages)
