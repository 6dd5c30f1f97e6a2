"""One learner's study. The only app that knows the other two."""

from progress.models.enrolment import Enrolment, ShareKind, Summary
from progress.models.events import Override, ProgressEvent, Verb
from progress.models.files import FileContent, FileKind, WorkFile
from progress.models.notes import Note, NoteVersion
from progress.models.record_links import RecordLink
from progress.models.records import (
    Barrier,
    Decision,
    HandIn,
    How,
    PutOffReason,
    ResourceProgress,
    StepRecord,
)
from progress.models.submissions import Submission
from progress.models.time import Clock, TimeEntry, TimeSource, WeekSummary

__all__ = [
    "Barrier",
    "Clock",
    "Decision",
    "Enrolment",
    "FileContent",
    "FileKind",
    "HandIn",
    "How",
    "Note",
    "NoteVersion",
    "Override",
    "ProgressEvent",
    "PutOffReason",
    "RecordLink",
    "ResourceProgress",
    "ShareKind",
    "StepRecord",
    "Submission",
    "Summary",
    "TimeEntry",
    "TimeSource",
    "Verb",
    "WeekSummary",
    "WorkFile",
]
