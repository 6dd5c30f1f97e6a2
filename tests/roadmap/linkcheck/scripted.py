"""A web of a few pages, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap.linkcheck.addresses import Address
from roadmap.linkcheck.client import Limits, May, Reply

HTML = {"content-type": "text/html; charset=utf-8"}


def page(title: str = "A page", words: str = "Words.") -> bytes:
    return f"<title>{title}</title><p>{words}".encode()


@dataclass(frozen=True)
class Says:
    """What an address answers. to: where redirects end; hops: their statuses."""

    status: int = 200
    body: bytes = page()
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    to: str = ""
    hops: tuple[int, ...] = ()
    raises: Exception | None = None


@dataclass
class Web:
    """Stands in for a client. pages: "METHOD path" or path -> what is said there; what
    is not there is a 404. asked: what was asked, in order."""

    pages: dict[str, Says]
    agent: str = "Waymark-LinkCheck/1.0 (+http://testserver)"
    limits: Limits = field(default_factory=Limits)
    asked: list[str] = field(default_factory=list)
    sent: list[Mapping[str, str]] = field(default_factory=list)

    async def walk(
        self,
        method: str,
        address: Address,
        headers: Mapping[str, str],
        may: May | None = None,
    ) -> Reply:
        self.asked.append(f"{method} {address.target}")
        self.sent.append(headers)
        both = (f"{method} {address.target}", address.target)
        says = next((self.pages[one] for one in both if one in self.pages), NOT_THERE)
        if says.raises is not None:
            raise says.raises
        found = address.beside(says.to) if says.to.startswith("/") else address
        if "://" in says.to:
            host = says.to.partition("://")[2].partition("/")
            found = Address("https", host[0], 443, f"/{host[2]}")
        body = b"" if method == "HEAD" else says.body
        return Reply(found, says.status, says.headers, body, says.hops)


NOT_THERE = Says(404, page("Not found"))
