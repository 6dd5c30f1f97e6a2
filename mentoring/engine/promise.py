"""When a mentor promised to answer."""

from datetime import UTC, date, datetime, time, timedelta

DAY = timedelta(days=1)


def promised(
    at: datetime, answer_days: int, away_until: date | None = None
) -> datetime:
    """The moment until which a cohort promised an answer to what came at that one.

    away_until: the last day on which nobody answers, where all its mentors are away;
    the answer then comes a day after it, unless it was promised for later still.
    """
    usual = at + answer_days * DAY
    if away_until is None:
        return usual
    return max(usual, datetime.combine(away_until, time(), UTC) + 2 * DAY)
