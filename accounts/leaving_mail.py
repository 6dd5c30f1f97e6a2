"""What somebody reads who asked for their account to be deleted."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.addresses import whole
from accounts.models import User
from accounts.zones import zone_info


def leaving_mail(person: User) -> tuple[str, str]:
    """Subject and text, in the language of the moment and the person's own zone."""
    if person.erasure_at is None:
        raise ValueError("nobody is leaving")
    at = person.erasure_at.astimezone(zone_info(person.time_zone))
    values = {
        "day": date_format(at, "DATE_FORMAT"),
        "link": whole(reverse("own_data")),
    }
    subject = _("Your account will be erased on %(day)s") % values
    text = _(
        "You asked for your Waymark account to be deleted. On %(day)s everything of"
        " yours is erased, and nobody can bring it back.\n\n"
        "Until then nothing is lost: sign in and choose “Keep my account”.\n"
        "%(link)s\n\n"
        "If it was not you who asked, do that now and change your password."
    )
    return subject, text % values
