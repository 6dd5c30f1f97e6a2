"""Addresses as people write them, and what they meant."""

import re
from urllib.parse import urlsplit

SCHEMES = re.compile(r"^(?:(?:htt?ps?|ttps?|hxxps?):?/{1,3})+", re.IGNORECASE)
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
AROUND = "<>[]{}\"'`“”‘’«»,;"
HOST = re.compile(r"^[^\s/?#@\\]+\.[^\s/?#@\\.]{2,}(?::\d{1,5})?$")


def corrected(url: str) -> str:
    """The address that was meant, or "" where nothing is odd or nobody can tell.

    Put right are signs around it, what hides in it, a scheme twice or misspelt,
    `&amp;`, a bracket that nothing opens, and a backslash.
    """
    text = HIDDEN.sub("", url).strip().strip(AROUND).strip()
    text = re.sub(r"\s+", "%20", text).replace("&amp;", "&").replace("\\", "/")
    text = text.lstrip("(").rstrip(".!")
    scheme = SCHEMES.match(text)
    secure = "https" if scheme and "s:" in scheme[0].lower()[-6:] else "http"
    text = SCHEMES.sub("", text) if scheme else text
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip(".,;")
    host = re.split(r"[/?#]", text, maxsplit=1)[0]
    found = f"{secure}://{text}"
    return found if HOST.match(host) and found != url else ""


def is_front_page(url: str) -> bool:
    """Whether an address leads to the door of a site, not to a page in it."""
    parts = urlsplit(url)
    path = re.sub(r"^/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+)?$", "/", parts.path)
    return path in ("", "/") and not parts.query


def is_deep(url: str) -> bool:
    """Whether an address leads to a page below another one."""
    return urlsplit(url).path.strip("/").count("/") > 0


def difference(old: str, new: str) -> tuple[str, str, str, str]:
    """(what both begin with, what goes, what comes, what both end with); whole parts
    of a path are kept together."""
    start = _shared(re.split(r"(?<=[/?#&])", old), re.split(r"(?<=[/?#&])", new))
    rest_old, rest_new = old[len(start) :], new[len(start) :]
    end = _shared(
        re.split(r"(?=[/?#&])", rest_old)[::-1], re.split(r"(?=[/?#&])", rest_new)[::-1]
    )
    size = len(end)
    whole_old = rest_old[: len(rest_old) - size]
    whole_new = rest_new[: len(rest_new) - size]
    return start, whole_old, whole_new, rest_old[len(rest_old) - size :]


def _shared(ours: list[str], theirs: list[str]) -> str:
    """The text of the parts that two lists begin with together."""
    found = ""
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        found += one
    return found
