"""A resource counted anew: work is carried over, nobody's finished scope is reopened,
and what happens meanwhile counts in the right units."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from progress.actions.recounting import carry_over_of, carry_work_over
from progress.models import ProgressEvent, Verb
from roadmap.catalogue import compiled, current_revision
from roadmap.models import (
    Relation,
    Resource,
    ResourceUnit,
    StepResource,
    UnitChange,
)
from roadmap.recount_actions import CannotRecount, NewUnits, count_anew
from roadmap.unit_mapping import UnitMap, propose, shared_out
from tests.factories import (
    TUESDAY,
    client_of,
    make_learner,
    revisions,
    set_revision,
)
from tests.progress.walker import Walker
from tests.progress.world import new_version
from tests.tries import tries

pytestmark = pytest.mark.django_db

HALVES = tuple(shared_out(range(10), 20))
PAIRS = tuple(shared_out(range(10), 5))


@pytest.fixture
def maya(db: None) -> User:
    return make_learner(name="Maya", is_curator=True, is_staff=True)


def recount(by: User, units: UnitMap, key: str = "course", **more: Any) -> UnitChange:
    row = Resource.objects.get(key=key)
    new = NewUnits(unit=more.pop("unit", "part"), total=len(units), **more)
    total = row.total or 1
    return count_anew(row, new, units, total=total, by=by, at=TUESDAY)


def scope_of(walker: Walker, step: str) -> Any:
    version = compiled(walker.enrolment().version_id, current_revision())
    found = next(one for one in version.roadmap.steps if one.key == step)
    return found.slots[0].uses[0].scope


def test_work_and_scopes_are_read_in_the_new_units_at_once(
    ana: Walker, maya: User
) -> None:
    ana.read("course", (0, 3), step="start")
    recount(maya, HALVES)

    assert ana.study().engine.spans["course"] == ((0, 6),)
    assert scope_of(ana, "start") == (0, 8)
    assert StepResource.objects.get(step__key="start").end == 8
    assert ana.spans("course") == [[0, 3]]
    assert ana.status("start") == "in_progress"


def test_everybodys_rows_follow_by_events_once(ana: Walker, maya: User) -> None:
    ana.read("course", (0, 3), step="start")
    change = recount(maya, HALVES)

    assert carry_work_over(change, at=TUESDAY) == 1
    assert carry_work_over(change, at=TUESDAY) == 0

    assert ana.spans("course") == [[0, 6]]
    event = ProgressEvent.objects.get(verb=Verb.RECOUNTED)
    assert (event.learner, event.actor) == (ana.learner, maya)
    assert ana.differences() == []
    change.refresh_from_db()
    assert change.carried_at == TUESDAY
    page = client_of(ana.learner).get("/history/").content.decode()
    assert "Course is counted anew: what you did is carried over" in page


def test_who_goes_on_before_that_goes_on_in_the_new_units(
    ana: Walker, maya: User
) -> None:
    ana.read("course", (0, 3), step="start")
    change = recount(maya, HALVES)
    act = ana.read("course", (6, 8), step="start")

    assert ana.spans("course") == [[0, 8]]
    assert ana.status("start") == "done"
    assert ana.verbs()[-3:] == ["recounted", "units", "done"]
    assert carry_work_over(change, at=TUESDAY) == 0
    ana.undo(act)
    assert ana.spans("course") == [[0, 6]]
    assert ana.differences() == []


def test_what_was_done_before_can_be_taken_back_after(ana: Walker, maya: User) -> None:
    first = ana.read("course", (0, 3), step="start")
    ana.read("course", (3, 5))
    change = recount(maya, HALVES)
    carry_work_over(change, at=TUESDAY)

    ana.undo(first)

    assert ana.spans("course") == [[6, 10]]
    assert ana.differences() == []


def test_taking_back_first_brings_the_row_along(ana: Walker, maya: User) -> None:
    first = ana.read("course", (0, 3), step="start")
    recount(maya, HALVES)

    ana.undo(first)

    assert ana.spans("course") == []
    assert ana.differences() == []


def test_who_begins_after_it_is_not_counted_anew(ana: Walker, maya: User) -> None:
    change = recount(maya, HALVES)
    ana.read("course", (0, 3), step="start")

    assert carry_work_over(change, at=TUESDAY) == 0
    assert ana.spans("course") == [[0, 3]]
    assert ana.study().engine.spans["course"] == ((0, 3),)


def test_a_guest_who_marks_after_it_is_not_either(ana: Walker, maya: User) -> None:
    recount(maya, HALVES)
    guest = client_of()
    form = {"did": "0-2", "key": "k", "roadmap": "way", "step": "start"}
    assert guest.post("/catalogue/course/units/", form).status_code == 302

    page = guest.get("/catalogue/course/").content.decode()
    assert 'value="2"' in page


def test_two_recounts_follow_each_other(ana: Walker, maya: User) -> None:
    ana.read("course", (0, 4), step="start")
    recount(maya, HALVES)
    recount(maya, tuple(shared_out(range(20), 10)), unit="lesson")

    assert ana.study().engine.spans["course"] == ((0, 4),)
    assert ana.status("start") == "done"
    carry_over_of(ana.learner, UnitChange.objects.order_by("pk").last(), at=TUESDAY)
    assert ana.spans("course") == [[0, 4]]
    assert ana.differences() == []


def test_versions_published_after_it_speak_of_the_new_units(
    ana: Walker, maya: User
) -> None:
    recount(maya, HALVES)
    roadmap = new_version()
    version = compiled(roadmap.current_version_id, current_revision())
    start = next(one for one in version.roadmap.steps if one.key == "start")

    assert start.slots[0].uses[0].scope == (0, 4)


def test_a_scope_that_would_be_torn_is_refused(ana: Walker, maya: User) -> None:
    revision = current_revision()
    mixed: UnitMap = ((0,), (5,), (1,), (2,), (3,), (4,), (6,), (7,), (8,), (9,))

    with pytest.raises(CannotRecount) as refused:
        recount(maya, mixed)

    (torn,) = {one.asked.place for one in refused.value.torn}
    assert torn == "START"
    assert (current_revision(), UnitChange.objects.count()) == (revision, 0)


def test_what_somebody_changed_meanwhile_is_not_written_over(
    ana: Walker, maya: User
) -> None:
    seen = Resource.objects.get(key="course")
    recount(maya, HALVES)

    with pytest.raises(CannotRecount) as refused:
        count_anew(seen, NewUnits("part", 5), PAIRS, total=10, by=maya, at=TUESDAY)
    assert refused.value.is_changed


@pytest.mark.parametrize("units", [((0,), (10,)), ((0, 0), (1,))])
def test_a_map_of_other_units_is_no_map(
    ana: Walker, maya: User, units: UnitMap
) -> None:
    with pytest.raises(ValueError, match="no map"):
        recount(maya, units)


def test_parts_of_it_and_named_units_follow(ana: Walker, maya: User) -> None:
    rows = [
        {"number": number, "title": f"Course {number}", "minutes": 60, "parts": []}
        for number in (1, 2, 3)
    ]
    recount(maya, ((), (0,), (1,)), key="whole", rows=rows, unit="course")

    part = Relation.objects.get(resource__key="course", kind="part_of")
    assert part.number == 2
    assert ResourceUnit.objects.filter(resource__key="whole").count() == 3
    assert Resource.objects.get(key="whole").history.first().history_user == maya


titles = st.lists(st.sampled_from("abcdefghijklm"), min_size=1, max_size=14)


@settings(
    max_examples=tries(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(new=titles, reads=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5))))
def test_nobodys_finished_scope_is_reopened(
    ana: Walker, maya: User, new: list[str], reads: list[tuple[int, int]]
) -> None:
    with transaction.atomic():
        set_revision(next(revisions))
        walker = Walker(make_learner(), at=TUESDAY + timedelta(days=1))
        walker.join()
        for start, more in reads:
            walker.read("course", (start, min(10, start + more)), step="start")
        before = walker.status("start")
        try:
            change = recount(maya, propose(list("abcdefghij"), new))
        except CannotRecount:
            change = None
        if change is not None:
            assert (walker.status("start") == "done") >= (before == "done")
            carry_over_of(walker.learner, change, at=walker.at)
            assert (walker.status("start") == "done") >= (before == "done")
            assert walker.differences() == []
        transaction.set_rollback(True)
