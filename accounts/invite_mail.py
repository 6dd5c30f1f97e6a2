"""What somebody reads who is invited to a cohort by mail."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.addresses import whole
from accounts.models import Invite


def invite_mail(invite: Invite, token: str) -> tuple[str, str]:
    """Subject and text of an invitation to a cohort, in the language of the moment."""
    values = {
        "cohort": invite.cohort.name if invite.cohort else "",
        "name": invite.created_by.display_name,
        "day": date_format(timezone.localdate(invite.expires_at), "DATE_FORMAT"),
        "link": whole(reverse("cohort_join", args=[token])),
    }
    subject = _("You are invited to %(cohort)s") % values
    text = _(
        "%(name)s invites you to the cohort “%(cohort)s” on Waymark.\n\n"
        "This link is for you alone. It shows what mentors would see, and you decide"
        " there whether you join. It works until %(day)s.\n"
        "%(link)s\n\n"
        "If you do not want to join, you need not do anything."
    )
    return " ".join(subject.split()), text % values
