"""Which links are resources, and why the others are none."""

import re

from curating.lists.types import LeftReason, Link

BADGE = re.compile(
    r"shields\.io|badgen|awesome\.re|/badge|badge\.(?:svg|fury)|codecov|travis-ci"
    r"|/actions/workflows|sindresorhus/awesome$|star-history|contrib\.rocks",
    re.IGNORECASE,
)


def reason_of(link: Link) -> LeftReason | None:
    """Why a link is no resource, whatever it stands in."""
    if link.address.startswith("#"):
        return "contents"
    if link.image or BADGE.search(link.address[:300]):
        return "badge"
    return None if link.canonical else "not_web"
