"""What nobody needs any more about people: sessions that are over, old mails."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import MAIL_KEPT_FOR, HeldMail


@transaction.atomic
def forget_what_is_over(*, at: datetime) -> None:
    """Delete sessions that have run out by `at`, what was noted of sessions that are
    no more, and mails nobody passed on in three days. Repeating changes nothing; three
    statements."""
    Session.objects.filter(expire_date__lt=at).delete()
    open_ones = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=open_ones).delete()
    HeldMail.objects.filter(created_at__lt=at - MAIL_KEPT_FOR).delete()
