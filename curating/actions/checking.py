"""Asking for a round of checks of all links."""

from datetime import datetime

from roadmap.linkcheck.ordering import check_now


def check_all(*, at: datetime) -> bool:
    """All links are due now, and a job begins with them; whether links are checked on
    this site at all. While a round is under way, it just grows."""
    return check_now(None, at) is not None
