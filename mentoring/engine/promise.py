"""When a mentor promised to answer."""

from datetime import datetime, timedelta


def promised(at: datetime, answer_days: int) -> datetime:
    """The moment until which a cohort promised an answer to what came at that one."""
    return at + timedelta(days=answer_days)
