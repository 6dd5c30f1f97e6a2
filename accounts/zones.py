"""Time zones: which names we know, and how a list of them reads."""

from functools import cache
from importlib.resources import files
from urllib.parse import unquote
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest

UTC = "UTC"
COOKIE = "tz"


@cache
def known_zones() -> frozenset[str]:
    """Every name a device may report; read once, the folders are large."""
    return frozenset(available_timezones())


def zone_or_utc(name: object) -> str:
    """The name if it is a zone we know, else UTC; takes anything at all."""
    return name if isinstance(name, str) and name in known_zones() else UTC


def zone_info(name: str) -> ZoneInfo:
    """The zone of that name, UTC where the name says nothing."""
    return ZoneInfo(zone_or_utc(name))


def guest_zone(request: HttpRequest) -> str:
    """The zone in the cookie that a script sets for guests, else UTC."""
    return zone_or_utc(unquote(request.COOKIES.get(COOKIE, UTC)))


@cache
def zones_by_region() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Today's zones as (region, ((name, city), ...)), both sorted.

    Older spellings of the same zones are left out, but stay valid.
    """
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    names = {line.split("\t")[2] for line in table.splitlines() if line[:1] != "#"}
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names & known_zones()):
        region, _, city = name.partition("/")
        regions.setdefault(region, []).append((name, readable(city)))
    return tuple((region, tuple(zones)) for region, zones in sorted(regions.items()))


def readable(city: str) -> str:
    """Argentina/Buenos_Aires as "Argentina, Buenos Aires"."""
    return city.replace("/", ", ").replace("_", " ")
