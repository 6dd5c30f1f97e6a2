"""Sample people, and when somebody may become one of them with one click."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DOMAIN = "demo.waymark.invalid"
FORWARDING_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


@dataclass(frozen=True)
class Persona:
    """Somebody to look at the site as. slug: what stands before the @."""

    slug: str
    name: str
    sentence: str | Promise


PERSONAS = (
    Persona("ines", "Ines", _("a learner in the middle of two roadmaps")),
    Persona("noor", "Noor", _("a learner who has just signed up")),
    Persona("lea", "Lea", _("a learner at the end of a roadmap")),
    Persona("farah", "Farah", _("a learner of a cohort whose work came back")),
    Persona("tomas", "Tomas", _("the mentor of a cohort")),
    Persona("maya", "Maya", _("the curator of the roadmaps")),
)


def address(slug: str) -> str:
    return f"{slug}@{DOMAIN}"


def is_allowed(request: HttpRequest) -> bool:
    """Only where the demo switch is on, and only from this very machine.

    A request that somebody forwarded may come from anywhere.
    """
    if not settings.DEMO or any(name in request.headers for name in FORWARDING_HEADERS):
        return False
    return is_loopback(request.META.get("REMOTE_ADDR", ""))


def is_loopback(ip: str) -> bool:
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False


def personas(request: HttpRequest) -> tuple[Persona, ...]:
    """Those to offer on this request's page: all, or nobody; no query."""
    return PERSONAS if is_allowed(request) else ()
