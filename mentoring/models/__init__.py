"""What mentors do in their cohorts, and what it leads to for learners."""

from mentoring.models.explanations import Cause, Explanation
from mentoring.models.log import CohortEvent, CohortVerb, Visit
from mentoring.models.news import How, News, NewsChoice, NewsKind
from mentoring.models.overlays import Overlay, OverlayKind
from mentoring.models.plans import Plan
from mentoring.models.questions import Answer, Question
from mentoring.models.reviews import Reading, Review, ReviewDecision, ReviewDraft
from mentoring.models.sharing import DayLink, NoteShare, StepReport
from mentoring.models.words import Announcement, Phrase, Word, WordKind

__all__ = [
    "Announcement",
    "Answer",
    "Cause",
    "CohortEvent",
    "CohortVerb",
    "DayLink",
    "Explanation",
    "How",
    "News",
    "NewsChoice",
    "NewsKind",
    "NoteShare",
    "Overlay",
    "OverlayKind",
    "Phrase",
    "Plan",
    "Question",
    "Reading",
    "Review",
    "ReviewDecision",
    "ReviewDraft",
    "StepReport",
    "Visit",
    "Word",
    "WordKind",
]
