"""Mails kept for the administrator while the site has no mail server."""

from datetime import datetime

from django.db import transaction

from accounts.models import MAIL_KEPT_FOR, HeldMail, SiteSettings

KEPT_AT_MOST = 1000


@transaction.atomic
def hold_mail(*, to: str, subject: str, body: str, at: datetime) -> HeldMail:
    """Keep one mail; drops those older than three days and beyond a thousand.

    Locks the site's settings, so that the limit also holds for mails that come
    at once.
    """
    SiteSettings.objects.get_or_create(pk=1)
    SiteSettings.objects.select_for_update(no_key=True).get(pk=1)
    HeldMail.objects.filter(created_at__lt=at - MAIL_KEPT_FOR).delete()
    newest = HeldMail.objects.values("pk")[: KEPT_AT_MOST - 1]
    HeldMail.objects.exclude(pk__in=[row["pk"] for row in newest]).delete()
    return HeldMail.objects.create(
        to=to, subject=subject[:255], body=body, created_at=at
    )


def release_mail(*, mail: HeldMail) -> None:
    """Forget a mail that was passed on; repeating changes nothing."""
    HeldMail.objects.filter(pk=mail.pk).delete()
