"""The nearest archived copy of a page that is no longer there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from roadmap.linkcheck.addresses import Refused, parse
from roadmap.linkcheck.client import Client, Unreachable

COPIES = "https://web.archive.org/web/"


@dataclass(frozen=True, slots=True)
class Copy:
    """url: "" where there is no copy."""

    url: str = ""
    taken_at: datetime | None = None


async def nearest(client: Client, service: str, url: str) -> Copy | None:
    """The copy that service names; None if it does not answer.

    service: the address that is asked, with ?url= added.
    """
    try:
        address = parse(f"{service}?url={quote(url, safe='')}")
        reply = await client.walk("GET", address, {})
    except (Refused, Unreachable):
        return None
    return read(reply.body) if reply.status == 200 else None


def read(body: bytes) -> Copy | None:
    """What the service says, as a Copy; None if that cannot be read."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    closest = _inside(said, "archived_snapshots", "closest")
    url = str(closest.get("url", "")).replace("http://", "https://", 1)
    if not url.startswith(COPIES) or len(url) > 2000 or closest.get("status") != "200":
        return Copy()
    try:
        taken = datetime.strptime(str(closest.get("timestamp", "")), "%Y%m%d%H%M%S")
    except ValueError:
        return Copy(url)
    return Copy(url, taken.replace(tzinfo=UTC))


def _inside(said: Any, *names: str) -> Mapping[str, Any]:
    for name in names:
        said = said.get(name) if isinstance(said, dict) else None
    return said if isinstance(said, dict) else {}
