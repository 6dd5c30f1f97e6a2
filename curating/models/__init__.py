"""What curators decide, and what others tell them."""

from curating.models.fixes import UNDONE_WITHIN, Fix, FixKind, Reach, Snooze
from curating.models.told import (
    LONGEST_WORDS,
    LinkReport,
    Outcome,
    ReportReason,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)

__all__ = [
    "LONGEST_WORDS",
    "UNDONE_WITHIN",
    "Fix",
    "FixKind",
    "LinkReport",
    "Outcome",
    "Reach",
    "ReportReason",
    "Snooze",
    "Suggestion",
    "SuggestionKind",
    "SuggestionState",
]
