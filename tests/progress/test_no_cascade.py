"""Nothing that a curator or administrator deletes takes a learner's work with it."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import PROTECT, ProtectedError

from accounts.models import User
from progress.models import ProgressEvent, ResourceProgress, StepRecord
from roadmap.actions import touch_catalogue
from roadmap.models import Resource, Roadmap, RoadmapVersion, Step
from tests.progress.walker import Walker


def foreign_keys() -> list[models.ForeignKey[models.Model, models.Model]]:
    return [
        field
        for model in apps.get_app_config("progress").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    ]


@pytest.mark.parametrize("field", foreign_keys(), ids=str)
def test_every_foreign_key_of_the_study_protects(
    field: models.ForeignKey[models.Model, models.Model],
) -> None:
    assert field.remote_field.on_delete is PROTECT


def test_the_study_has_no_many_to_many() -> None:
    """Its rows in between would be deleted with either side."""
    for model in apps.get_app_config("progress").get_models():
        assert not model._meta.many_to_many


DELETED: dict[str, Callable[[], models.QuerySet[models.Model]]] = {
    "a step": lambda: Step.objects.filter(key="start"),
    "a resource": lambda: Resource.objects.filter(key="course"),
    "a roadmap": lambda: Roadmap.objects.filter(slug="way"),
    "a version": lambda: RoadmapVersion.objects.filter(roadmap__slug="way"),
    "a person": lambda: User.objects.filter(name="Ana"),
}
each_deletion = pytest.mark.parametrize("rows", DELETED.values(), ids=DELETED)


@pytest.fixture
def studied(ana: Walker) -> Walker:
    ana.done("start")
    return ana


@each_deletion
def test_what_is_used_is_not_deleted(
    studied: Walker, rows: Callable[[], models.QuerySet[models.Model]]
) -> None:
    with pytest.raises(ProtectedError), transaction.atomic():
        rows().delete()

    assert (studied.status("start"), studied.spans("course")) == ("done", [[0, 4]])


@each_deletion
def test_the_database_refuses_it_too(
    studied: Walker, rows: Callable[[], models.QuerySet[models.Model]]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_in_sql(rows())


def delete_in_sql(rows: models.QuerySet[models.Model]) -> None:
    """Delete, and look at foreign keys now, as the end of a transaction does."""
    rows._raw_delete(rows.db)
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_retiring_a_step_leaves_what_was_done(studied: Walker) -> None:
    Step.objects.filter(key="start").update(is_retired=True)

    assert StepRecord.objects.get(learner=studied.learner).decision == "done"
    assert studied.status("start") == "done"


def test_retiring_a_resource_leaves_what_was_done(studied: Walker) -> None:
    Resource.objects.filter(key="course").update(is_retired=True)
    touch_catalogue()

    assert ResourceProgress.objects.get(learner=studied.learner).units == 4
    assert studied.status("start") == "done"
    assert ProgressEvent.objects.filter(resource__key="course").exists()


def test_work_in_a_merged_resource_is_that_of_its_survivor(studied: Walker) -> None:
    studied.read("torch", (0, 2))
    studied.read("flow", (3, 4))
    survivor = Resource.objects.get(key="flow")
    Resource.objects.filter(key="torch").update(merged_into=survivor)
    touch_catalogue()

    assert studied.study().engine.spans["flow"] == ((0, 2), (3, 4))
    studied.read("flow", back=((1, 4),))
    assert studied.study().engine.spans["flow"] == ((0, 1),)
    assert studied.differences() == []
