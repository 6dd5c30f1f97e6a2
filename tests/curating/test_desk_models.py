"""What the rows of the desk may say: each constraint once kept and once broken."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from roadmap.models import Resource
from tests.factories import TUESDAY, make_learner

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
EARLIER, LATER = TUESDAY - HOUR, TUESDAY + HOUR
LONG = "x" * 1001
DONE: dict[str, Any] = {"closed_at": LATER, "outcome": "mended"}

Fields = dict[str, Any]
CHECKS: tuple[tuple[str, str, Fields, Fields], ...] = (
    ("fix_kind_is_known", "Fix", {"kind": "out"}, {"kind": "magic"}),
    ("fix_sure_in_range", "Fix", {"sure": 100}, {"sure": 101}),
    ("fix_can_be_undone", "Fix", {"until": LATER}, {"until": TUESDAY}),
    (
        "fix_undone_in_time_by_somebody",
        "Fix",
        {"undone_at": TUESDAY, "undone_by": "@maya"},
        {"undone_at": LATER + HOUR, "undone_by": "@maya"},
    ),
    (
        "fix_undone_in_time_by_somebody",
        "Fix",
        {"undone_at": LATER, "undone_by": "@maya"},
        {"undone_at": LATER, "undone_by": None},
    ),
    ("snooze_ends_later", "Snooze", {"until": LATER}, {"until": EARLIER}),
    ("snooze_names_a_problem", "Snooze", {"problem": "link-1"}, {"problem": ""}),
    (
        "reach_roadmaps_have_steps",
        "Reach",
        {"steps": 1, "roadmaps": 1},
        {"steps": 0, "roadmaps": 1},
    ),
    (
        "link_report_reason_is_known",
        "LinkReport",
        {"reason": "dead"},
        {"reason": "dull"},
    ),
    (
        "link_report_outcome_is_known",
        "LinkReport",
        DONE,
        {**DONE, "outcome": "lost"},
    ),
    (
        "link_report_closed_with_an_outcome",
        "LinkReport",
        DONE,
        {**DONE, "outcome": ""},
    ),
    (
        "link_report_closed_with_an_outcome",
        "LinkReport",
        DONE,
        {**DONE, "closed_at": EARLIER},
    ),
    ("link_report_is_short", "LinkReport", {"words": "x"}, {"words": LONG}),
    ("suggestion_kind_is_known", "Suggestion", {"kind": "take_out"}, {"kind": "more"}),
    (
        "suggestion_closed_with_a_state",
        "Suggestion",
        {"state": "declined", "closed_at": LATER},
        {"state": "declined", "closed_at": None},
    ),
    ("suggestion_says_something", "Suggestion", {"words": "x"}, {"words": ""}),
    (
        "suggestion_says_something",
        "Suggestion",
        {"kind": "add", "url": "https://example.org/", "title": "A"},
        {"kind": "add", "url": "https://example.org/", "title": ""},
    ),
    (
        "suggestion_leads_to_the_web",
        "Suggestion",
        {"url": "https://example.org/"},
        {"url": "javascript:alert(1)"},
    ),
    ("suggestion_is_short", "Suggestion", {"words": "x"}, {"words": LONG}),
)


@pytest.fixture
def given(db: None) -> Fields:
    return {
        "maya": make_learner(is_curator=True, is_staff=True),
        "ana": make_learner(),
        "book": Resource.objects.create(key="book", title="Book", kind="book"),
    }


def plain(model: str, given: Fields) -> Fields:
    ana, maya, book = given["ana"], given["maya"], given["book"]
    values: dict[str, Fields] = {
        "Fix": {
            "problem": "link-1",
            "kind": "address",
            "resource": book,
            "sure": 90,
            "by": maya,
            "key": "k",
            "applied_at": TUESDAY,
            "until": LATER,
        },
        "Snooze": {"problem": "p", "until": LATER, "by": maya, "made_at": TUESDAY},
        "Reach": {"resource": book, "counted_at": TUESDAY},
        "LinkReport": {
            "learner": ana,
            "resource": book,
            "reason": "dead",
            "reported_at": TUESDAY,
        },
        "Suggestion": {
            "learner": ana,
            "resource": book,
            "kind": "correct",
            "words": "x",
            "key": "k",
            "made_at": TUESDAY,
        },
    }
    return values[model]


def store(model: str, given: Fields, said: Fields) -> None:
    fields = {
        name: given[value[1:]] if str(value).startswith("@") else value
        for name, value in said.items()
    }
    with transaction.atomic():
        apps.get_model("curating", model).objects.create(
            **{**plain(model, given), **fields}
        )


@pytest.mark.parametrize(
    ("name", "model", "kept", "broken"), CHECKS, ids=[one[0] for one in CHECKS]
)
def test_a_constraint_holds(
    name: str, model: str, kept: Fields, broken: Fields, given: Fields
) -> None:
    with pytest.raises(IntegrityError, match=name):
        store(model, given, broken)
    store(model, given, kept)


ONCE = {
    "Fix": {"problem": "link-2"},
    "Snooze": {},
    "Reach": {"learners": 2},
    "LinkReport": {"reason": "paid"},
    "Suggestion": {"words": "y"},
}


@pytest.mark.parametrize("model", ONCE)
def test_once_is_once(model: str, given: Fields) -> None:
    store(model, given, {})

    with pytest.raises(IntegrityError):
        store(model, given, ONCE[model])


def test_a_closed_report_leaves_room_for_another(given: Fields) -> None:
    store("LinkReport", given, DONE)
    store("LinkReport", given, DONE)

    store("LinkReport", given, {})


def test_each_check_stands_in_the_table_above() -> None:
    named = {one[0] for one in CHECKS}
    models = [apps.get_model("curating", name) for name in ONCE]
    stored = {
        constraint.name
        for model in models
        for constraint in model._meta.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }

    assert stored - named == set()
