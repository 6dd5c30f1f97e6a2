"""One form per web address, so that the same page is stored once.

Pure: no network. Built on url-normalize (case, ports, dots, IDN, percent signs);
what is added here is what it cannot know: trackers, and sites with several
spellings of one page. In doubt two addresses stay two: a page that is taken for
another one could not be stored at all.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from url_normalize import url_normalize

Pairs = list[tuple[str, str]]

TRACKERS = re.compile(
    r"^(utm_\w+|fbclid|gclid|msclkid|igshid|mc_cid|mc_eid|ref|ref_src)$", re.IGNORECASE
)
# What only says where a reader came from, on the sites that write it.
TRACKERS_OF_SITES = {
    "coursera.org": {"specialization", "action"},
    "medium.com": {"source", "sk"},
    "towardsdatascience.com": {"source", "sk"},
}
YOUTUBE_HOSTS = {
    *("youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be"),
    "youtube-nocookie.com",
}
YOUTUBE_VIDEO = re.compile(r"^/(?:embed|shorts|live|v|e)/([^/]+)")
YOUTUBE_TRACKERS = {"feature", "si", "ab_channel", "pp", "time_continue", "t", "app"}
ARXIV_PAPER = re.compile(r"^/(?:abs|pdf|html)/(.+?)(?:v\d+)?(?:\.pdf)?/*$")
COURSERA_COURSE = re.compile(r"^(/learn/[^/]+)/home(/.*)?$")
INDEX_PAGE = re.compile(r"/+index\.html?$", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The stored form of url: no scheme, no www, no trackers, no final slash.

    Returns "host/path?query" in lower-case host; two addresses of one page give
    equal strings, and the stored form of a stored form is itself. Raises ValueError
    if url has no host, or a port that cannot be.
    """
    url = url.strip()
    if "://" not in url.partition("?")[0]:
        url = f"https://{url.lstrip('/')}"
    parts = urlsplit(url_normalize(url) or "")
    host = _host(parts.hostname)
    if not host:
        raise ValueError(f"no host in {url!r}")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    query = parse_qsl(parts.query, keep_blank_values=True)
    host, path, query = _one_spelling(host, _path(parts.path), query)
    text = urlencode(sorted(query))
    return f"{host}{port}{_path(path)}" + (f"?{text}" if text else "")


def _host(name: str | None) -> str:
    host = (name or "").strip(".")
    while host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    """Without the slash and the index page at its end."""
    while path != (shorter := INDEX_PAGE.sub("", path.rstrip("/"))):
        path = shorter
    return path


def _one_spelling(host: str, path: str, query: Pairs) -> tuple[str, str, Pairs]:
    if host in YOUTUBE_HOSTS:
        return _youtube(host, path, query)
    if host in {"arxiv.org", "export.arxiv.org"}:
        return "arxiv.org", ARXIV_PAPER.sub(r"/abs/\1", path), _without(query, set())
    if host == "coursera.org":
        path = COURSERA_COURSE.sub(r"\1", path)
    return host, path, _without(query, TRACKERS_OF_SITES.get(host, set()))


def _youtube(host: str, path: str, query: Pairs) -> tuple[str, str, Pairs]:
    """A playlist if the address names one, else the video; time marks do not count."""
    named = {name: value for name, value in query if value}
    if "list" in named:
        return "youtube.com", "/playlist", [("list", named["list"])]
    short = YOUTUBE_VIDEO.match(path)
    if host == "youtu.be":
        short = re.match(r"^/([^/]+)", path)
    video = short[1] if short else named.get("v", "") if path == "/watch" else ""
    if video:
        return "youtube.com", "/watch", [("v", video)]
    return "youtube.com", path, _without(query, YOUTUBE_TRACKERS)


def _without(query: Pairs, names: set[str]) -> Pairs:
    return [
        (name, value)
        for name, value in query
        if name not in names and not TRACKERS.match(name)
    ]
