"""What rows of merges and of opinions may say: each constraint kept and broken."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from curating.models import LONGEST_REVIEW, Merge, ResourceReview
from roadmap.models import Resource
from tests.factories import TUESDAY, make_learner

pytestmark = pytest.mark.django_db

LATER, EARLIER = TUESDAY + timedelta(hours=1), TUESDAY - timedelta(hours=1)
Fields = dict[str, Any]
Row = type[Merge] | type[ResourceReview]
CHECKS: tuple[tuple[str, Row, Fields, Fields], ...] = (
    ("merge_of_two_resources", Merge, {"kept": "@film"}, {"kept": "@book"}),
    (
        "merge_undone_by_somebody_later",
        Merge,
        {"undone_at": LATER, "undone_by": "@maya"},
        {"undone_at": EARLIER, "undone_by": "@maya"},
    ),
    (
        "merge_undone_by_somebody_later",
        Merge,
        {"undone_at": LATER, "undone_by": "@maya"},
        {"undone_at": LATER},
    ),
    (
        "resource_review_opinions_are_known",
        ResourceReview,
        {"useful": "partly"},
        {"useful": "very"},
    ),
    (
        "resource_review_opinions_are_known",
        ResourceReview,
        {"clear": "no"},
        {"clear": ""},
    ),
    (
        "resource_review_effort_is_known",
        ResourceReview,
        {"effort": "less"},
        {"effort": "huge"},
    ),
    (
        "resource_review_is_short",
        ResourceReview,
        {"words": "x" * LONGEST_REVIEW},
        {"words": "x" * (LONGEST_REVIEW + 1)},
    ),
    (
        "resource_review_replaced_later",
        ResourceReview,
        {"replaced_at": LATER},
        {"replaced_at": EARLIER},
    ),
)


@pytest.fixture
def given(db: None) -> Fields:
    return {
        "maya": make_learner(is_curator=True, is_staff=True),
        "ana": make_learner(),
        "book": Resource.objects.create(key="book", title="Book", kind="book"),
        "film": Resource.objects.create(key="film", title="Film", kind="video"),
    }


def store(model: Row, given: Fields, said: Fields) -> None:
    plain: Fields = {
        "gone": given["book"],
        "kept": given["film"],
        "merged_by": given["maya"],
        "merged_at": TUESDAY,
    }
    if model is ResourceReview:
        plain = {
            "learner": given["ana"],
            "resource": given["book"],
            "useful": "yes",
            "clear": "yes",
            "effort": "as_told",
            "said_at": TUESDAY,
        }
    fields = {
        name: given[value[1:]] if str(value).startswith("@") else value
        for name, value in said.items()
    }
    with transaction.atomic():
        model.objects.create(**(plain | fields))


@pytest.mark.parametrize(("name", "model", "kept", "broken"), CHECKS)
def test_a_constraint_holds(
    name: str, model: Row, kept: Fields, broken: Fields, given: Fields
) -> None:
    with pytest.raises(IntegrityError, match=name):
        store(model, given, broken)
    store(model, given, kept)


@pytest.mark.parametrize(
    ("model", "before"),
    [
        (Merge, {"undone_at": LATER, "undone_by": "@maya"}),
        (ResourceReview, {"replaced_at": LATER}),
    ],
)
def test_one_holds_now_and_earlier_ones_stay(
    model: Row, before: Fields, given: Fields
) -> None:
    store(model, given, before)
    store(model, given, before)
    store(model, given, {})

    with pytest.raises(IntegrityError):
        store(model, given, {})


def test_each_check_stands_in_the_table_above() -> None:
    checks = {
        constraint.name
        for model in (Merge, ResourceReview)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }

    assert checks == {one[0] for one in CHECKS}
