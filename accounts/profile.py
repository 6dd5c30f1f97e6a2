"""What a profile consists of."""

from typing import TypedDict


class ProfileAnswers(TypedDict):
    """What people say about themselves, valid by now. Minutes are whole.

    study_days: digits 1 (Monday) to 7 in order, at least one.
    reads_languages: codes such as "en"; none means any.
    """

    name: str
    time_zone: str
    study_days: str
    minutes_per_week: int
    minutes_at_hand: int
    appearance: str
    language: str
    has_shortcuts: bool
    free_only: bool
    away_from_computer: bool
    reads_languages: list[str]
