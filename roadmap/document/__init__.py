"""PURE. The roadmap document: read it, judge it, write it.

A published version, an export and an import are all this one thing.
"""

from roadmap.document.checks.findings import Problem
from roadmap.document.dump import digest, dump
from roadmap.document.parse import parse
from roadmap.document.resource_types import (
    LinkDoc,
    NeedDoc,
    PartDoc,
    RelationDoc,
    ResourceDoc,
    ReviewDoc,
    SectionDoc,
    UnitDoc,
)
from roadmap.document.scan import DocumentError, lines_of
from roadmap.document.types import (
    AimDoc,
    Condition,
    Document,
    GroupDoc,
    MemberDoc,
    OptionDoc,
    RoadmapDoc,
    RubricRow,
    SlotDoc,
    SourceDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
    UseDoc,
)
from roadmap.document.validate import validate
from roadmap.document.words import FORMAT

__all__ = [
    "FORMAT",
    "AimDoc",
    "Condition",
    "Document",
    "DocumentError",
    "GroupDoc",
    "LinkDoc",
    "MemberDoc",
    "NeedDoc",
    "OptionDoc",
    "PartDoc",
    "Problem",
    "RelationDoc",
    "ResourceDoc",
    "ReviewDoc",
    "RoadmapDoc",
    "RubricRow",
    "SectionDoc",
    "SlotDoc",
    "SourceDoc",
    "StageDoc",
    "StepDoc",
    "TrackDoc",
    "UnitDoc",
    "UseDoc",
    "digest",
    "dump",
    "lines_of",
    "parse",
    "validate",
]
