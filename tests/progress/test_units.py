"""Work noted in a resource's own units."""

import pytest

from progress.actions.units import UnitsOutOfRange, position_change
from roadmap.spans import Spans
from tests.progress.walker import Walker


def test_a_slice_is_added_to_what_is_there(ana: Walker) -> None:
    ana.read("course", (0, 2))
    ana.read("course", (5, 6))
    ana.read("course", (2, 3))

    assert ana.spans("course") == [[0, 3], [5, 6]]


def test_several_stretches_at_once(ana: Walker) -> None:
    ana.read("course", (0, 1), (4, 6))

    assert ana.spans("course") == [[0, 1], [4, 6]]
    assert ana.verbs() == ["enrolled", "units"]


def test_what_is_done_already_is_not_said_again(ana: Walker) -> None:
    ana.read("course", (0, 3))
    again = ana.read("course", (1, 2))

    assert again.event_id is None
    assert ana.verbs() == ["enrolled", "units"]


@pytest.mark.parametrize("units", [(0, 11), (10, 11), (-1, 2), (0, 10**9)])
def test_units_beyond_the_resource_are_refused(
    ana: Walker, units: tuple[int, int]
) -> None:
    with pytest.raises(UnitsOutOfRange):
        ana.read("course", units)

    assert ana.spans("course") == []


def test_a_lone_resource_is_one_unit(ana: Walker) -> None:
    ana.read("film", (0, 1))
    assert ana.spans("film") == [[0, 1]]
    with pytest.raises(UnitsOutOfRange):
        ana.read("film", (1, 2))


def test_what_has_no_total_may_be_noted_and_covers_nothing(ana: Walker) -> None:
    ana.read("forum", (0, 3))

    assert ana.spans("forum") == [[0, 3]]
    assert ana.status("both") == "locked"


def test_units_taken_back_are_gone(ana: Walker) -> None:
    ana.read("course", (0, 6))
    ana.read("course", back=((4, 6),))

    assert ana.spans("course") == [[0, 4]]


def test_taking_back_what_is_not_there_changes_nothing(ana: Walker) -> None:
    assert ana.read("course", back=((4, 6),)).event_id is None


@pytest.mark.parametrize(
    ("own", "scope", "reached", "done", "back"),
    [
        ((), (0, 9), 3, ((0, 3),), ()),
        (((0, 5),), (0, 9), 3, ((0, 3),), ((3, 5),)),
        (((0, 5), (7, 9)), (0, 9), 3, ((0, 3),), ((3, 5),)),
        (((0, 5),), (0, 9), 0, (), ((0, 5),)),
        (((0, 5),), (0, 9), 7, ((0, 7),), ()),
        (((0, 9),), (4, 6), 5, ((4, 5),), ((5, 6),)),
        ((), (4, 6), 2, (), ()),
        ((), (4, 6), 9, ((4, 6),), ()),
        (((7, 9),), (0, 9), 3, ((0, 3),), ()),
    ],
)
def test_what_the_number_field_means(
    own: Spans, scope: tuple[int, int], reached: int, done: Spans, back: Spans
) -> None:
    assert position_change(own, scope, reached) == (done, back)


def test_units_of_a_step_close_it(ana: Walker) -> None:
    ana.read("course", (0, 3), step="start")
    assert ana.status("start") == "in_progress"
    ana.read("course", (3, 4), step="start")

    assert ana.status("start") == "done"
    assert ana.record("start").how == "all"
    assert ana.verbs()[-2:] == ["units", "done"]
    assert [event.key is None for event in ana][-2:] == [False, True]


def test_units_noted_elsewhere_cover_it(ana: Walker) -> None:
    ana.read("course", (0, 4))

    standing = ana.standing("start")
    assert (standing.status, standing.covered_by) == ("covered", ("course",))


def test_a_step_of_two_slots_closes_with_the_second(ana: Walker) -> None:
    ana.read("book", (0, 3), step="both")
    assert ana.standing("both").status != "done"
    ana.read("essay", (0, 1), step="both")
    assert ana.status("both") == "done"


def test_units_never_close_a_project(ana: Walker) -> None:
    ana.read("course", (0, 10), step="build")

    assert ana.status("build") != "done"


def test_a_correction_opens_what_units_had_closed(ana: Walker) -> None:
    ana.read("course", (0, 4), step="start")
    ana.read("course", back=((3, 4),), step="start")

    assert ana.status("start") == "in_progress"
    assert ana.verbs()[-2:] == ["units", "reopened"]


def test_a_correction_leaves_what_the_learner_called_done(ana: Walker) -> None:
    ana.done("start", "all")
    ana.read("course", back=((3, 4),), step="start")

    assert ana.status("start") == "done"


def test_a_correction_beyond_the_scope_leaves_the_step_closed(ana: Walker) -> None:
    ana.read("course", (0, 6), step="start")
    ana.read("course", back=((5, 6),), step="start")

    assert ana.status("start") == "done"


def test_units_make_a_locked_step_begun_by_own_choice(ana: Walker) -> None:
    ana.read("film", (0, 1), step="basics")

    assert ana.status("basics") == "done"
    assert [event.override for event in ana if event.verb == "units"] == ["own_choice"]


def test_known_units_do_not_close_what_is_known(ana: Walker) -> None:
    ana.know("start")
    ana.read("course", (0, 4), step="start")

    assert ana.status("start") == "known"


def test_a_skipped_step_closes_when_its_units_are_there(ana: Walker) -> None:
    ana.skip("start")
    ana.read("course", (0, 4), step="start")

    assert ana.status("start") == "done"


@pytest.mark.parametrize("why", ["paid", "blocked", "account", "language"])
def test_what_cannot_be_had_is_passed_over(ana: Walker, why: str) -> None:
    ana.done("start")
    ana.done("basics")
    ana.barrier("book", why)

    study = ana.study()
    journey = study.head.journey("way")
    assert "book" in study.preferences.blocked
    assert ana.standing("both").minutes_left == 480 + 20
    assert journey is not None


def test_a_barrier_may_go_again(ana: Walker) -> None:
    ana.barrier("book", "paid")
    assert ana.barrier("book", "paid").event_id is None
    ana.barrier("book", "")

    assert ana.study().preferences.blocked == frozenset()
    assert ana.verbs() == ["enrolled", "barrier", "barrier_gone"]


def test_a_barrier_leaves_the_work_that_is_done(ana: Walker) -> None:
    ana.read("book", (0, 3))
    ana.barrier("book", "paid")

    assert ana.spans("book") == [[0, 3]]


def test_minutes_count_as_soon_as_units_do(ana: Walker) -> None:
    before = ana.tally()
    ana.read("course", (0, 2))

    assert ana.tally().minutes_done == before.minutes_done + 120
