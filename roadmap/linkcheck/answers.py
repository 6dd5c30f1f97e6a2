"""What one answer of a page means. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from roadmap.linkcheck.bodies import Said
from roadmap.linkcheck.verdicts import Answer

SLOW_MILLISECONDS = 5000
FOR_GOOD = frozenset({301, 308})
NO_PAGE = re.compile(
    r"\b(?:404|not found|no longer (?:available|exists?)|does(?: not|n.t) exist"
    r"|page (?:is )?(?:missing|gone|unavailable)|nicht gefunden|introuvable"
    r"|no encontrad[ao]|video unavailable|this domain is for sale"
    r"|domain (?:is )?parked)\b",
    re.IGNORECASE,
)
SIGN_IN = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|signon|sso|auth|oauth2?|cas|accounts?)(?:[/._?-]|$)",
    re.IGNORECASE,
)
SIGN_IN_TITLE = re.compile(
    r"^\W*(?:log ?in|sign ?in|anmelden|connexion|iniciar sesi)", re.IGNORECASE
)
CHALLENGED = ("challenge", "captcha")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was heard of one link. asked, found: addresses in one spelling, without
    scheme (canonical); url: where the page was found, in full; deep: whether the link
    asks for more than the front of a site. nonsense: what the host says of a page that
    cannot be there, "" if that is not known."""

    asked: str
    found: str
    url: str
    status: int
    headers: dict[str, str]
    hops: tuple[int, ...] = ()
    said: Said = Said("", "")
    milliseconds: int = 0
    nonsense: str = ""


def is_doubtful(page: Page) -> bool:
    """Whether it has to be compared with a page that cannot be there."""
    return 200 <= page.status < 300 and (
        bool(NO_PAGE.search(page.said.title)) or _ends_at_the_front(page)
    )


def read(page: Page) -> Answer:
    """What this answer means, taken alone."""
    verdict, sure, why = _verdict(page)
    return Answer(
        verdict=verdict,
        sure=sure,
        why=why,
        status=page.status if 100 <= page.status <= 599 else None,
        milliseconds=page.milliseconds,
        target=page.url if page.hops else "",
        title=page.said.title,
        etag=page.headers.get("etag", "")[:200],
        last_modified=page.headers.get("last-modified", "")[:60],
        unchanged=page.status == 304,
    )


def _verdict(page: Page) -> tuple[str, int, str]:
    if page.status == 304:
        return "works", 99, ""
    if 200 <= page.status < 300:
        return _of_a_page(page)
    return _of_a_refusal(page)


def _of_a_refusal(page: Page) -> tuple[str, int, str]:
    status, why = page.status, f"status {page.status}"
    sorts = {
        401: ("members", 95),
        402: ("members", 95),
        407: ("members", 80),
        404: ("gone", 97),
        410: ("gone", 99),
        451: ("gone", 80),
        405: ("robots", 60),
        406: ("robots", 60),
        429: ("limited", 95),
    }
    if status == 403:
        is_robots = _is_challenge(page.headers)
        return ("robots", 85, why) if is_robots else ("members", 70, why)
    if status in sorts:
        return (*sorts[status], why)
    if 500 <= status <= 599:
        is_limit = status == 503 and "retry-after" in page.headers
        return ("limited", 70, why) if is_limit else ("no_answer", 80, why)
    # 999 and the like are answers to robots; other refusals say nothing clear.
    return ("robots", 60, why) if status > 599 else ("no_answer", 60, why)


def _is_challenge(headers: dict[str, str]) -> bool:
    told = f"{headers.get('cf-mitigated', '')} {headers.get('x-amzn-waf-action', '')}"
    return any(word in told.lower() for word in CHALLENGED)


def _of_a_page(page: Page) -> tuple[str, int, str]:
    if page.nonsense and page.said.mark == page.nonsense and is_deep(page.asked):
        return "soft_404", 90, "the same page as for an address that cannot be"
    if NO_PAGE.search(page.said.title):
        return "soft_404", 70, "its title says so"
    if page.hops and _is_sign_in(page):
        return "members", 80, "leads to where one signs in"
    if page.hops and page.asked != page.found:
        if _ends_at_the_front(page):
            return "moved_now", 60, "leads to the front of the site"
        is_for_good = all(status in FOR_GOOD for status in page.hops)
        return ("moved", 95, "") if is_for_good else ("moved_now", 85, "")
    if page.milliseconds >= SLOW_MILLISECONDS:
        return "slow", 80, ""
    return "works", 99, ""


def _is_sign_in(page: Page) -> bool:
    """Led to a form that asks who one is, from an address that does not ask for it."""
    parts = urlsplit(page.url)
    place = f"{parts.hostname or ''}{parts.path}"
    return not SIGN_IN.search(page.asked) and bool(
        SIGN_IN.search(place) or SIGN_IN_TITLE.search(page.said.title)
    )


def is_deep(canonical: str) -> bool:
    """Whether an address names more than a host."""
    return "/" in canonical or "?" in canonical


def _ends_at_the_front(page: Page) -> bool:
    return bool(page.hops) and is_deep(page.asked) and not is_deep(page.found)
