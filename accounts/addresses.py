"""Places on this site: where to go next, and their whole addresses."""

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def is_local(url: str) -> bool:
    """Whether url is a path on this site: no host, no scheme, no trick."""
    return (
        url.startswith("/")
        and url.isprintable()
        and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    )


def whole(path: str) -> str:
    """The address of a path on this site, for a mail or another program."""
    return str(settings.SITE_URL).rstrip("/") + path


def safe_next(request: HttpRequest, fallback: str) -> str:
    """The posted or asked `next` if it is local, else the address of fallback."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_local(wanted) else resolve_url(fallback)
