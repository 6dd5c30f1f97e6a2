"""Whether somebody is at a computer, as they said for the day that it is.

It is kept in their session and changes nothing that is stored of them: on the next day
it goes by the profile again.
"""

from collections.abc import MutableMapping
from datetime import date
from typing import Any

KEPT_AS = "place"

Session = MutableMapping[str, Any]


def said(session: Session, today: date) -> bool | None:
    """Whether they are away from a computer; None if nothing was said on this day."""
    told = session.get(KEPT_AS, {})
    return told["is_away"] if told.get("day") == today.isoformat() else None


def say(session: Session, *, is_away: bool, today: date) -> None:
    session[KEPT_AS] = {"day": today.isoformat(), "is_away": is_away}
