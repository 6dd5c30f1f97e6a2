"""What curators decide, and what others tell them."""

from curating.models.fixes import UNDONE_WITHIN, Fix, FixKind, Reach, Snooze
from curating.models.merges import Merge
from curating.models.reviews import LONGEST_REVIEW, Effort, Opinion, ResourceReview
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
    "LONGEST_REVIEW",
    "LONGEST_WORDS",
    "UNDONE_WITHIN",
    "Effort",
    "Fix",
    "FixKind",
    "LinkReport",
    "Merge",
    "Opinion",
    "Outcome",
    "Reach",
    "ReportReason",
    "ResourceReview",
    "Snooze",
    "Suggestion",
    "SuggestionKind",
    "SuggestionState",
]
