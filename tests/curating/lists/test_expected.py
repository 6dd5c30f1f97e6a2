"""What was read from each list is what people read in it, written down by hand."""

import pytest

from curating.lists.ticks import ticks
from curating.lists.types import ListReading, NeedValue
from tests.curating.lists.conditions_of_sources import CONDITIONS
from tests.curating.lists.expected import LEFT, NO_NEEDS, ROLES, TICKS
from tests.curating.lists.figures import SOURCES, Figure, figures, readings
from tests.curating.lists.matching import fits

READ = readings()
FIGURES = figures()
# Kinds that are never wrong without asking: hints for the curator, not rules.
HINTS = {"advice", "effort"}


def step(reading: ListReading, title: str) -> str:
    return next(one.key for one in reading.steps if title in one.title)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.name)
def test_the_figures(figure: Figure) -> None:
    least = 90 if figure.name.startswith(("conditions", "readings")) else 100

    assert figure.percent >= least, figure.missing


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_in_the_sources_is_read_for_sure_that_people_did_not_read(
    name: str,
) -> None:
    stated = [one[1:] for one in CONDITIONS if one[0] == name]
    sure = [
        one
        for one in READ[name].readings
        if one.asks is None and one.kind not in HINTS
        if not any(fits(one, *wanted) for wanted in stated)
    ]

    assert sure == []


@pytest.mark.parametrize("name", NO_NEEDS)
def test_what_is_denied_is_no_need(name: str) -> None:
    reading = READ[name]
    needing = {one.step for one in reading.readings if isinstance(one.value, NeedValue)}

    assert needing & {step(reading, title) for title in NO_NEEDS[name]} == set()


@pytest.mark.parametrize("name", TICKS)
def test_ticks(name: str) -> None:
    reading = READ[name]
    found = ticks(reading).steps

    assert {one: found.get(step(reading, one)) for one in TICKS[name]} == TICKS[name]


@pytest.mark.parametrize("name", ROLES)
def test_roles(name: str) -> None:
    reading = READ[name]
    roles = {reading.links[use.link].title: use.role for use in reading.uses}
    for title, role in ROLES[name]:
        assert [one for words, one in roles.items() if title in words] == [role]


@pytest.mark.parametrize("name", LEFT)
def test_what_is_left_over_has_its_reason(name: str) -> None:
    reasons = {(one.text, one.reason) for one in READ[name].left_over}

    assert set(LEFT[name]) - reasons == set()


def test_an_item_inside_a_ticked_one_is_ticked() -> None:
    reading = READ["interview_plan.md"]
    links = {one.title: one.number for one in reading.links}

    assert ticks(reading).links[links["Arrays, the lecture"]] is True
    assert ticks(reading).links[links["Lists, in pictures"]] is False
