"""Both ways at once: one of the two happens, and no circle comes about."""

import pytest

from curating.actions.merging import CannotMerge, merge, unmerge
from curating.models import Merge
from roadmap.models import Resource
from tests.factories import TUESDAY, make_learner
from tests.progress.crowd import all_at_once
from tests.progress.world import publish_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_ways_at_once_make_no_circle() -> None:
    publish_world()
    maya = make_learner(is_curator=True, is_staff=True)

    def lead(gone: str, kept: str) -> object:
        rows = {row.key: row for row in Resource.objects.filter(key__in=(gone, kept))}
        try:
            return merge(rows[gone], rows[kept], by=maya, at=TUESDAY)
        except CannotMerge:
            return None

    for _ in range(5):
        done = all_at_once(
            [lambda: lead("film", "essay"), lambda: lead("essay", "film")] * 4
        )
        (one,) = {found for found in done if found is not None}
        assert isinstance(one, Merge)
        assert Resource.objects.filter(merged_into__isnull=False).count() == 1
        assert unmerge(one, by=maya, at=TUESDAY)
