"""Two curators take up the same at once: it is done once, and told once."""

import pytest

from curating.actions.suggesting import Wish, suggest
from curating.actions.taking_up import take_up
from curating.models import Fix, SuggestionKind
from mentoring.models import News
from roadmap.models import Resource, Step, StepResource
from tests.factories import TUESDAY, make_learner
from tests.progress.crowd import all_at_once
from tests.progress.world import publish_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_curators_at_once_add_one() -> None:
    publish_world()
    curators = [make_learner(is_curator=True, is_staff=True) for _ in range(4)]
    wish = Wish(
        resource_id=Resource.objects.get(key="course").pk,
        kind=SuggestionKind.ADD,
        url="https://example.net/better",
        title="Better",
        step_id=Step.objects.get(roadmap__slug="way", key="start").pk,
    )
    row, _ = suggest(make_learner(), wish, at=TUESDAY, key="k")

    done = all_at_once(
        [lambda by=by: take_up(row, by=by, at=TUESDAY) for by in curators]
    )

    fixes = {found[0].pk for found in done if isinstance(found, tuple)}
    assert len(fixes) == 1
    assert [found[1] for found in done if isinstance(found, tuple)].count(True) == 1
    assert len(done) == len([one for one in done if isinstance(one, tuple)])
    assert Fix.objects.count() == 1
    assert StepResource.objects.filter(resource__title="Better").count() == 1
    assert News.objects.filter(kind="mended").count() == 1
