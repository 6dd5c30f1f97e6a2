"""Which addresses may be asked at all. Pure: nothing is looked up.

What is parsed here is what is connected to: nobody reads an address a second time and
otherwise. Our own table of special ranges stands beside no library's, so that it does
not change with Python.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

import idna

PORTS = {"http": 80, "https": 443}
LONGEST = 2000

# What the registries of special addresses name, and all of classes D and E.
SPECIAL_V4 = tuple(
    IPv4Network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8"),
        *("169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"),
        *("192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
    )
)
# The only part of IPv6 that is given to sites, without what is set apart inside it:
# protocols and Teredo, documentation, 6to4, AS112.
UNICAST_V6 = IPv6Network("2000::/3")
SPECIAL_V6 = tuple(
    IPv6Network(text)
    for text in (
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48"),
        "3fff::/20",
    )
)
# Names that only mean something inside a house.
INNER_NAMES = (
    *("localhost", "local", "localdomain", "internal", "intranet", "lan"),
    *("home", "corp", "private", "arpa", "onion", "invalid", "test", "example"),
)
# Chromium and others take a host whose last label is a number for an IPv4 address.
ENDS_IN_A_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$", re.IGNORECASE)
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NOT_PRINTED = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass
class Refused(Exception):
    """Not asked. is_unsafe: it leads where no link may lead; else it is no address."""

    why: str
    is_unsafe: bool

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked. host: ASCII, in lower case, IPv6 without brackets;
    target: path and query as they are sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def place(self) -> str:
        """Host and port, as one queue is kept for them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.place}{self.target}"

    def beside(self, target: str) -> "Address":
        """Another path of the same place."""
        return Address(self.scheme, self.host, self.port, target)


def is_open(text: str) -> bool:
    """Whether this IP address belongs to the open web; text as a resolver gives it."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in SPECIAL_V4)
    return _is_open_v6(address)


def _is_open_v6(address: IPv6Address) -> bool:
    if address.scope_id or address not in UNICAST_V6:
        return False
    return not any(address in network for network in SPECIAL_V6)


def parse(url: str) -> Address:
    """url as it will be asked. Raises Refused."""
    if not url or len(url) > LONGEST or NOT_PRINTED.search(url):
        raise Refused("no address of a page", is_unsafe=False)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("no address of a page", is_unsafe=False) from None
    if parts.scheme not in PORTS:
        raise Refused("neither http nor https", is_unsafe=True)
    if not parts.netloc or not parts.hostname:
        raise Refused("no host", is_unsafe=False)
    if "@" in parts.netloc:
        raise Refused("a name or password in the address", is_unsafe=True)
    if port is not None and port not in PORTS.values():
        raise Refused(f"port {port}", is_unsafe=True)
    target = _sent(parts.path or "/") + (
        f"?{_sent(parts.query)}" if parts.query else ""
    )
    host = _host(parts.hostname, is_bracketed="[" in parts.netloc)
    return Address(parts.scheme, host, port or PORTS[parts.scheme], target)


def follow(address: Address, location: str) -> Address:
    """Where a redirect leads. Raises Refused."""
    try:
        url = urljoin(address.url, location.strip(" \t"))
    except ValueError:
        raise Refused("a redirect to no address", is_unsafe=False) from None
    return parse(url)


def _sent(text: str) -> str:
    """As it is sent: what is not ASCII in percent signs, what has them left alone."""
    return quote(text, safe="%/:=&?~+!$,;'@()*-._")


def _host(name: str, *, is_bracketed: bool) -> str:
    if is_bracketed:
        return _literal(name)
    host = _ascii(name)
    if ENDS_IN_A_NUMBER.search(host):
        return _literal(host)
    labels = host.split(".")
    if not all(LABEL.fullmatch(label) for label in labels) or len(host) > 253:
        raise Refused("no name of a host", is_unsafe=False)
    if len(labels) < 2 or labels[-1] in INNER_NAMES:
        raise Refused("a name inside a network", is_unsafe=True)
    return host


def _literal(text: str) -> str:
    """An IP address in its one spelling: others are read differently by different
    programs."""
    if not is_open(text):
        raise Refused("a special address", is_unsafe=True)
    return str(ip_address(text))


def _ascii(name: str) -> str:
    """The name as it is looked up, without the dot at its end."""
    if name.isascii():
        return name.lower().removesuffix(".")
    try:
        return idna.encode(name, uts46=True).decode("ascii").lower().removesuffix(".")
    except idna.IDNAError:
        raise Refused("no name of a host", is_unsafe=False) from None
