"""What one row of mentoring may say: each constraint once kept and once broken."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from mentoring.models import Plan
from progress.models import FileContent, WorkFile
from progress.models.files import LARGEST_FILE
from tests.factories import TUESDAY
from tests.mentoring.model_rows import Fields, Rows
from tests.mentoring.world import make_group

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
EARLIER, LATER = TUESDAY - HOUR, TUESDAY + HOUR


@pytest.fixture
def rows() -> Rows:
    return Rows(make_group(2))


LONG = "x" * 20_001

# name, model, what the database lets pass, what it refuses; @ana is what Rows calls so
CHECKS: tuple[tuple[str, str, Fields, Fields], ...] = (
    (
        "plan_minutes_per_week_in_range",
        "Plan",
        {"minutes_per_week": 10},
        {"minutes_per_week": 9},
    ),
    ("plan_study_days_are_weekdays", "Plan", {"study_days": "6"}, {"study_days": "66"}),
    ("plan_revision_counts_from_one", "Plan", {"revision": 1}, {"revision": 0}),
    ("review_not_of_own_work", "Review", {"mentor": "@ben"}, {"mentor": "@ana"}),
    (
        "review_decision_is_known",
        "Review",
        {"decision": "changes"},
        {"decision": "maybe"},
    ),
    (
        "review_taken_back_after_it_was_given",
        "Review",
        {"taken_back_at": LATER},
        {"taken_back_at": EARLIER},
    ),
    ("review_is_not_a_book", "Review", {"text": "x"}, {"text": LONG}),
    ("review_draft_is_not_a_book", "ReviewDraft", {"text": "x"}, {"text": LONG}),
    ("question_says_something", "Question", {"body": "?"}, {"body": ""}),
    (
        "question_answered_after_it_was_asked",
        "Question",
        {"answered_at": LATER},
        {"answered_at": EARLIER},
    ),
    ("answer_says_something", "Answer", {"body": "!"}, {"body": LONG}),
    ("word_kind_is_known", "Word", {"kind": "comment"}, {"kind": "push"}),
    ("word_to_oneself_is_an_answer", "Word", {"author": "@mo"}, {"author": "@ana"}),
    ("word_says_something", "Word", {"body": "x"}, {"body": ""}),
    ("phrase_says_something", "Phrase", {"body": "x"}, {"body": ""}),
    ("announcement_has_a_title", "Announcement", {"title": "x"}, {"title": ""}),
    ("announcement_is_not_a_book", "Announcement", {"body": "x"}, {"body": LONG}),
    ("explanation_says_something", "Explanation", {"words": "x"}, {"words": ""}),
    (
        "explanation_accepted_by_somebody",
        "Explanation",
        {"accepted_at": LATER, "accepted_by": "@mo"},
        {"accepted_at": LATER},
    ),
    (
        "explanation_not_accepted_by_its_author",
        "Explanation",
        {"accepted_at": LATER, "accepted_by": "@mo"},
        {"accepted_at": LATER, "accepted_by": "@ana"},
    ),
    ("overlay_says_why", "Overlay", {"reason": "x"}, {"reason": ""}),
    (
        "overlay_names_what_its_kind_needs",
        "Overlay",
        {"kind": "after", "after": "@second"},
        {"kind": "after"},
    ),
    (
        "overlay_names_what_its_kind_needs",
        "Overlay",
        {"kind": "substitute", "resource": "@book", "instead_of": "@course"},
        {"kind": "substitute", "resource": "@book"},
    ),
    (
        "overlay_not_after_itself",
        "Overlay",
        {"kind": "after", "after": "@second"},
        {"kind": "after", "after": "@first"},
    ),
    (
        "overlay_another_resource",
        "Overlay",
        {"kind": "substitute", "resource": "@book", "instead_of": "@course"},
        {"kind": "substitute", "resource": "@course", "instead_of": "@course"},
    ),
    ("overlay_not_for_oneself", "Overlay", {"made_by": "@ben"}, {"made_by": "@ana"}),
    (
        "overlay_lifted_at_a_moment",
        "Overlay",
        {"lifted_at": LATER, "lifted_by": "@mo"},
        {"lifted_by": "@mo"},
    ),
    (
        "note_share_ends_after_it_begins",
        "NoteShare",
        {"ended_at": LATER},
        {"ended_at": EARLIER},
    ),
    ("day_link_is_hashed", "DayLink", {}, {"token_hash": "short"}),
    (
        "day_link_ends_after_it_begins",
        "DayLink",
        {"revoked_at": LATER},
        {"revoked_at": EARLIER},
    ),
    (
        "step_report_closed_by_somebody",
        "StepReport",
        {"closed_at": LATER, "closed_by": "@mo"},
        {"closed_at": LATER},
    ),
    ("news_kind_is_known", "News", {"kind": "asked"}, {"kind": "gossip"}),
    ("news_how_is_known", "News", {"how": "daily"}, {"how": "shouted"}),
    ("news_choice_kind_is_known", "NewsChoice", {"kind": "asked"}, {"kind": "gossip"}),
    ("news_choice_how_is_known", "NewsChoice", {"how": "never"}, {"how": "shouted"}),
    ("cohort_event_verb_is_known", "CohortEvent", {"verb": "left"}, {"verb": "sang"}),
    ("visit_before_the_last", "Visit", {"before": EARLIER}, {"before": LATER}),
    ("work_file_place_in_range", "WorkFile", {"place": 5}, {"place": 6}),
    ("work_file_kind_is_known", "WorkFile", {"kind": "pdf"}, {"kind": "virus"}),
)

# name, model, the fields that two rows share, what lets the second pass
UNIQUE: tuple[tuple[str, str, Fields, Fields], ...] = (
    (
        "review_one_decision_per_version",
        "Review",
        {"submission": "@work"},
        {"taken_back_at": LATER},
    ),
    ("review_draft_once", "ReviewDraft", {"mentor": "@mo"}, {"mentor": "@ben"}),
    ("question_once_per_form", "Question", {"key": "k"}, {"key": "l"}),
    ("answer_once_per_form", "Answer", {"key": "k"}, {"key": "l"}),
    ("word_once_per_form", "Word", {"key": "k"}, {"learner": "@ben"}),
    ("phrase_once", "Phrase", {"body": "Hello"}, {"mentor": "@ben"}),
    ("announcement_once_per_form", "Announcement", {"key": "k"}, {"key": "l"}),
    ("explanation_once_per_form", "Explanation", {"key": "k"}, {"key": "l"}),
    ("overlay_once_per_form", "Overlay", {"key": "k"}, {"key": "l"}),
    ("note_share_once", "NoteShare", {}, {"ended_at": LATER}),
    ("day_link_once_per_form", "DayLink", {"key": "k"}, {"key": "l"}),
    ("step_report_once_per_form", "StepReport", {"key": "k"}, {"key": "l"}),
    ("news_once", "News", {"key": "k"}, {"person": "@ben"}),
    ("news_choice_once", "NewsChoice", {}, {"person": "@ben"}),
    ("visit_once", "Visit", {}, {"mentor": "@ben"}),
    ("work_file_once_per_place", "WorkFile", {"place": 1}, {"place": 2}),
)


def read(rows: Rows, fields: Fields) -> Fields:
    return {
        name: getattr(rows, value[1:]) if str(value).startswith("@") else value
        for name, value in fields.items()
    }


@pytest.mark.parametrize(
    ("name", "model", "kept", "broken"), CHECKS, ids=lambda one: str(one)[:40]
)
def test_a_row_may_say(
    name: str, model: str, kept: Fields, broken: Fields, rows: Rows
) -> None:
    with transaction.atomic():
        rows.make(model, **read(rows, kept))
        transaction.set_rollback(True)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.make(model, **read(rows, broken))


@pytest.mark.parametrize(
    ("name", "model", "same", "other"), UNIQUE, ids=lambda one: str(one)[:40]
)
def test_there_is_one_row_of_a_kind(
    name: str, model: str, same: Fields, other: Fields, rows: Rows
) -> None:
    shared = read(rows, same)
    first = rows.make(model, **shared)
    if model == "Review":
        other = other | {"event": rows.event()}
    second = rows.make(model, **(shared | read(rows, other)))
    second.delete()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        rows.make(model, **shared)
    assert is_named(name, str(refusal.value)) or first.pk is None


def is_named(name: str, message: str) -> bool:
    """SQLite names the columns of a unique constraint, not the constraint."""
    constraint = next(one for one in constraints() if one.name == name)
    if name in message or not isinstance(constraint, models.UniqueConstraint):
        return name in message
    return all(f".{field}" in message for field in constraint.fields)


def constraints() -> Iterator[models.BaseConstraint]:
    for model in apps.get_app_config("mentoring").get_models():
        yield from model._meta.constraints
    yield from WorkFile._meta.constraints
    yield from FileContent._meta.constraints


def test_every_constraint_has_its_two_tests() -> None:
    of_files = {
        "work_file_once_per_content",
        "file_content_once",
        "file_content_size_in_range",
    }
    tried = {one[0] for one in (*CHECKS, *UNIQUE)}

    assert {one.name for one in constraints()} == tried | of_files


def test_a_version_shows_a_file_once(rows: Rows) -> None:
    content = rows.content()
    rows.make("WorkFile", content=content, place=1)
    rows.make("WorkFile", content=content, place=1, submission=rows.submission(2))

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.make("WorkFile", content=content, place=2)


def test_the_same_bytes_are_kept_once_per_learner(rows: Rows) -> None:
    rows.content(digest="d" * 64)
    rows.content(digest="d" * 64, learner=rows.ben)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.content(digest="d" * 64)


@pytest.mark.parametrize("size", [0, LARGEST_FILE + 1])
def test_a_file_has_a_size_within_limits(rows: Rows, size: int) -> None:
    rows.content(size=LARGEST_FILE)

    with pytest.raises(IntegrityError, match="size_in_range"), transaction.atomic():
        rows.content(size=size)


def test_a_plan_belongs_to_one_cohort(rows: Rows) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(cohort=rows.cohort, version=rows.autumn.plan.version)


def test_what_happened_to_a_cohort_is_never_changed(rows: Rows) -> None:
    event = rows.cohort.log.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.cohort.log.update(verb="left")
    assert event is not None
    assert str(event) == "Autumn cohort: opened"


def test_rows_say_what_they_are(rows: Rows) -> None:
    assert str(rows.make("Word")) == "Mo: How is it?"
    assert str(rows.make("Overlay")) == "waive FIRST"
    assert str(rows.make("Review")).endswith("approved")
