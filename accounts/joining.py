"""Whether somebody at the sign-up page may create an account."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import queries
from accounts.domains import domain_of
from accounts.models import SignupPolicy, SiteSettings

INVITATION = "invitation"


def keep_invitation(request: HttpRequest, invite_id: int) -> None:
    """Remember in the session which invitation was accepted, not its token."""
    request.session[INVITATION] = invite_id


def kept_invitation(request: HttpRequest) -> int | None:
    return request.session.get(INVITATION)


def forget_invitation(request: HttpRequest) -> None:
    request.session.pop(INVITATION, None)


def is_invited(request: HttpRequest) -> bool:
    invite_id = kept_invitation(request)
    return invite_id is not None and queries.is_invite_open(
        invite_id, at=timezone.now()
    )


def is_open(request: HttpRequest) -> bool:
    """Whether the form is shown at all; its address is looked at afterwards."""
    if queries.site_settings().signup == SignupPolicy.INVITATION:
        return is_invited(request)
    return True


def refusal(request: HttpRequest, email: str) -> str:
    """Why the valid address may not sign up here, in a sentence; "" if it may."""
    site = queries.site_settings()
    if site.signup == SignupPolicy.OPEN or is_invited(request):
        return ""
    if site.signup == SignupPolicy.INVITATION:
        return _("This invitation is over. Ask for a new one.")
    if domain_of(email) in site.domains:
        return ""
    return refusal_of_domain(site)


def refusal_of_domain(site: SiteSettings) -> str:
    if not site.domains:
        return _("Nobody can sign up at present. Ask the administrator.")
    return _("Only addresses at %(domains)s can sign up here.") % {
        "domains": ", ".join(site.domains)
    }
