"""The published roadmaps themselves lead in the orders of their sources."""

import pytest

from progress.engine.state import PathChoice
from roadmap.catalogue import catalogue, compiled, current_revision
from roadmap.models import Roadmap
from tests.factories import HOW_TO, VISION, WEEK_5
from tests.progress.engine.seed_graphs import Seed, seed_of
from tests.progress.engine.test_worked_example import ORDERS, check_order

SLUGS = {"a": VISION, "b": WEEK_5, "c": HOW_TO}


def published(letter: str) -> Seed:
    version = Roadmap.objects.get(slug=SLUGS[letter]).current_version_id
    assert version is not None
    revision = current_revision()
    document = compiled(version, revision).roadmap
    return seed_of(letter, document, catalogue(revision).facts)


@pytest.mark.parametrize(("letter", "chosen", "names"), ORDERS)
def test_the_published_roadmap_leads_in_the_order_of_its_source(
    real_roadmaps: None, letter: str, chosen: PathChoice, names: str
) -> None:
    check_order(published(letter), chosen, names)
