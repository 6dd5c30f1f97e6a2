"""Where to go next: only ever to a place on this site."""

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


def safe_next(request: HttpRequest, fallback: str) -> str:
    """The posted or asked `next` if it is local, else the address of fallback."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_local(wanted) else resolve_url(fallback)
