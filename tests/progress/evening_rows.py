"""Constraints of time, notes, hand-ins and record links: once kept, once broken."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Model

from progress.models import Clock, Note, NoteVersion, RecordLink, Submission, TimeEntry
from progress.models.notes import LONGEST_NOTE
from progress.models.submissions import LONGEST_WORK
from tests.factories import TUESDAY

HOUR = timedelta(hours=1)


def clock(rows: Any, **fields: Any) -> Clock:
    values = {
        "learner": rows.learner,
        "step": rows.step,
        "started_at": TUESDAY,
        "stops_at": TUESDAY + HOUR,
        **fields,
    }
    return Clock.objects.create(**values)


def entry(rows: Any, **fields: Any) -> TimeEntry:
    values = {
        "learner": rows.learner,
        "entry": uuid4(),
        "started_at": TUESDAY,
        "ended_at": TUESDAY + HOUR,
        "minutes": 60,
        "local_date": date(2026, 9, 1),
        "zone": "UTC",
        "source": "hand",
        "changed_at": TUESDAY,
        **fields,
    }
    return TimeEntry.objects.create(**values)


def note(rows: Any, **fields: Any) -> Note:
    values = {
        "learner": rows.learner,
        "step": rows.step,
        "created_at": TUESDAY,
        "changed_at": TUESDAY,
        **fields,
    }
    return Note.objects.create(**values)


def version_of(note: Note, number: int) -> NoteVersion:
    return NoteVersion.objects.create(note=note, number=number, saved_at=TUESDAY)


def submission(rows: Any, **fields: Any) -> Submission:
    values = {
        "learner": rows.learner,
        "step": rows.step,
        "number": 1,
        "roadmap_version": rows.roadmap.current_version,
        "created_at": TUESDAY,
        "changed_at": TUESDAY,
        "handed_in_at": TUESDAY,
        **fields,
    }
    return Submission.objects.create(**values)


def record_link(rows: Any, **fields: Any) -> RecordLink:
    values = {
        "enrolment": fields.pop("enrolment", None) or rows.enrolment(),
        "token_hash": "a" * 64,
        "key": fields.get("token_hash", "a" * 64),
        "created_at": TUESDAY,
        **fields,
    }
    return RecordLink.objects.create(**values)


def two_versions(rows: Any, *numbers: int) -> list[Model]:
    kept = note(rows)
    return [version_of(kept, number) for number in numbers]


def two_links(rows: Any, *hashes: str, **fields: Any) -> list[Model]:
    enrolment = rows.enrolment()
    return [
        record_link(rows, enrolment=enrolment, token_hash=one, **fields)
        for one in hashes
    ]


NO_STEP = {"step": None}
LONG = "x" * (LONGEST_WORK + 1)
ONE = uuid4()

# name, what it lets pass, what it refuses
EVENING = (
    (
        "clock_stops_after_it_starts",
        clock,
        lambda rows: clock(rows, stops_at=TUESDAY),
    ),
    (
        "clock_runs_for_something",
        lambda rows: clock(rows, **NO_STEP, resource=rows.resource),
        lambda rows: clock(rows, **NO_STEP),
    ),
    (
        "clock_slice_has_minutes",
        lambda rows: clock(rows, slice_minutes=1),
        lambda rows: clock(rows, slice_minutes=0),
    ),
    (
        "time_entry_once",
        lambda rows: [entry(rows), entry(rows)],
        lambda rows: [entry(rows, entry=ONE), entry(rows, entry=ONE)],
    ),
    (
        "time_entry_ends_after_it_starts",
        entry,
        lambda rows: entry(rows, ended_at=TUESDAY),
    ),
    (
        "time_entry_minutes_within_a_day",
        lambda rows: entry(rows, minutes=1500),
        lambda rows: entry(rows, minutes=1501),
    ),
    (
        "time_entry_minutes_within_a_day",
        lambda rows: entry(rows, minutes=1),
        lambda rows: entry(rows, minutes=0),
    ),
    (
        "time_entry_source_is_known",
        lambda rows: entry(rows, source="clock"),
        lambda rows: entry(rows, source="guess"),
    ),
    (
        "time_entry_unit_belongs_to_a_resource",
        lambda rows: entry(rows, unit=0, resource=rows.resource),
        lambda rows: entry(rows, unit=0),
    ),
    (
        "note_is_about_one_thing",
        lambda rows: note(rows, **NO_STEP, resource=rows.resource),
        lambda rows: note(rows, resource=rows.resource),
    ),
    ("note_is_about_one_thing", note, lambda rows: note(rows, **NO_STEP)),
    (
        "note_once_per_step",
        lambda rows: [note(rows), note(rows, **NO_STEP, resource=rows.resource)],
        lambda rows: [note(rows), note(rows)],
    ),
    (
        "note_once_per_resource",
        lambda rows: note(rows, **NO_STEP, resource=rows.resource),
        lambda rows: [
            note(rows, **NO_STEP, resource=rows.resource),
            note(rows, **NO_STEP, resource=rows.resource),
        ],
    ),
    (
        "note_is_not_a_book",
        lambda rows: note(rows, body="x" * LONGEST_NOTE),
        lambda rows: note(rows, body="x" * (LONGEST_NOTE + 1)),
    ),
    (
        "note_version_counts_from_one",
        lambda rows: note(rows, version=1),
        lambda rows: note(rows, version=0),
    ),
    (
        "note_version_once",
        lambda rows: two_versions(rows, 1, 2),
        lambda rows: two_versions(rows, 1, 1),
    ),
    (
        "submission_once_per_number",
        lambda rows: [submission(rows), submission(rows, number=2)],
        lambda rows: [submission(rows), submission(rows)],
    ),
    (
        "submission_one_draft",
        lambda rows: [submission(rows), submission(rows, number=2, handed_in_at=None)],
        lambda rows: [
            submission(rows, handed_in_at=None),
            submission(rows, number=2, handed_in_at=None),
        ],
    ),
    (
        "submission_number_in_range",
        submission,
        lambda rows: submission(rows, number=0),
    ),
    (
        "submission_number_in_range",
        lambda rows: submission(rows, number=20),
        lambda rows: submission(rows, number=21),
    ),
    (
        "submission_withdrawn_was_handed_in",
        lambda rows: submission(rows, withdrawn_at=TUESDAY),
        lambda rows: submission(rows, handed_in_at=None, withdrawn_at=TUESDAY),
    ),
    (
        "submission_is_not_a_book",
        lambda rows: submission(rows, text=LONG[1:]),
        lambda rows: submission(rows, text=LONG),
    ),
    (
        "record_link_is_hashed",
        record_link,
        lambda rows: record_link(rows, token_hash="plain"),
    ),
    (
        "record_link_once_per_form",
        lambda rows: two_links(rows, "a" * 64, "b" * 64),
        lambda rows: two_links(rows, "a" * 64, "b" * 64, key="one form"),
    ),
    (
        "record_link_ends_after_it_begins",
        lambda rows: record_link(rows, revoked_at=TUESDAY),
        lambda rows: record_link(rows, revoked_at=TUESDAY - HOUR),
    ),
    (
        "step_record_rhythm_fits_a_week",
        lambda rows: rows.record(rhythm_per_week=7),
        lambda rows: rows.record(rhythm_per_week=8),
    ),
    (
        "step_record_rhythm_fits_a_week",
        lambda rows: rows.record(rhythm_per_week=0),
        lambda rows: rows.record(rhythm_per_week=8),
    ),
    (
        "step_record_hand_in_is_known",
        lambda rows: rows.record(hand_in="waiting"),
        lambda rows: rows.record(hand_in="lost"),
    ),
)
