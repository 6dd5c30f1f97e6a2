"""What curators decide, and what others tell them."""

from curating.models.edits import DryRun, Fate, StepFate
from curating.models.fixes import (
    UNDONE_WITHIN,
    DeskCount,
    Fix,
    FixKind,
    Reach,
    Snooze,
)
from curating.models.lists import (
    LONGEST_LIST,
    ListAnswer,
    ListImport,
    ListKind,
    ListState,
)
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
    "LONGEST_LIST",
    "LONGEST_REVIEW",
    "LONGEST_WORDS",
    "UNDONE_WITHIN",
    "DeskCount",
    "DryRun",
    "Effort",
    "Fate",
    "Fix",
    "FixKind",
    "LinkReport",
    "ListAnswer",
    "ListImport",
    "ListKind",
    "ListState",
    "Merge",
    "Opinion",
    "Outcome",
    "Reach",
    "ReportReason",
    "ResourceReview",
    "Snooze",
    "StepFate",
    "Suggestion",
    "SuggestionKind",
    "SuggestionState",
]
