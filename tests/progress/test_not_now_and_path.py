"""Putting off, choosing options, what is on the path, and habits."""

from datetime import date

import pytest

from progress.actions.steps import NotForThisStep
from progress.models import ProgressEvent
from tests.factories import make_learner
from tests.progress.walker import Walker


@pytest.mark.parametrize(
    ("reason", "until"),
    [
        ("time", date(2026, 9, 2)),
        ("place", date(2026, 9, 2)),
        ("hard", date(2026, 9, 4)),
        ("week", date(2026, 9, 7)),
        ("interest", date(2026, 10, 1)),
    ],
)
def test_not_now_has_an_end(ana: Walker, reason: str, until: date) -> None:
    ana.put_off("start", reason)

    record = ana.record("start")
    assert (record.put_off_until, record.put_off_reason) == (until, reason)
    assert record.put_off_on == date(2026, 9, 1)


def test_not_this_week_said_on_a_monday_ends_the_next_monday(ana: Walker) -> None:
    ana.sleep(6)
    ana.put_off("start", "week")

    assert ana.record("start").put_off_until == date(2026, 9, 14)


@pytest.mark.parametrize("act", ["start", "done", "read"])
def test_taking_a_step_up_ends_not_now(ana: Walker, act: str) -> None:
    ana.put_off("start", "interest")
    if act == "read":
        ana.read("course", (0, 1), step="start")
    else:
        getattr(ana, act)("start")

    record = ana.record("start")
    assert (record.put_off_until, record.put_off_reason) == (None, "")
    assert record.put_off_count == 1


def test_the_day_of_a_learner_is_the_day_at_their_place(world: None) -> None:
    late = Walker(make_learner(time_zone="Pacific/Auckland"))
    late.join()
    late.sleep(0.5)
    late.put_off("start", "time")

    event = ProgressEvent.objects.get(learner=late.learner, verb="put_off")
    assert event.local_date == date(2026, 9, 2)
    assert late.record("start").put_off_until == date(2026, 9, 3)
    assert event.zone == "Pacific/Auckland"


def test_an_option_is_proposed_and_may_be_changed(ana: Walker) -> None:
    assert ana.standing("choose").option == "flow"
    ana.change_path(aim="research")
    assert ana.standing("choose").option == "torch"
    ana.choose("choose", "flow")
    assert ana.standing("choose").option == "flow"


def test_work_in_one_option_closes_the_step_by_that_option(ana: Walker) -> None:
    ana.choose("choose", "flow")
    ana.read("torch", (0, 3))

    standing = ana.standing("choose")
    assert (standing.status, standing.option) == ("covered", "torch")


def test_an_unknown_option_is_refused(ana: Walker) -> None:
    with pytest.raises(NotForThisStep):
        ana.choose("choose", "keras")


def test_an_elective_comes_onto_the_path_and_goes(ana: Walker) -> None:
    counted = ana.tally().counted
    assert ana.status("extra") == "optional"
    ana.add("extra")
    assert (ana.status("extra"), ana.tally().counted) == ("ready", counted + 1)
    ana.remove("extra")
    assert (ana.status("extra"), ana.tally().counted) == ("optional", counted)


def test_a_deferred_step_may_be_put_on_the_path_early(ana: Walker) -> None:
    assert ana.status("later") == "deferred"
    ana.add("later")
    assert ana.status("later") == "ready"


def test_a_deferred_step_is_offered_once_its_time_has_come(ana: Walker) -> None:
    ana.done("build")

    assert ana.status("later") == "optional"


def test_a_required_step_cannot_be_taken_off(ana: Walker) -> None:
    with pytest.raises(NotForThisStep):
        ana.remove("start")


def test_a_habit_is_done_once_a_day(ana: Walker) -> None:
    ana.habit("club")
    assert ana.habit("club").event_id is None
    ana.sleep(1)
    ana.habit("club")

    assert ana.verbs().count("habit") == 2
    assert ana.record("club").last_done_on == date(2026, 9, 2)


def test_a_habit_is_never_over(ana: Walker) -> None:
    before = ana.tally()
    ana.habit("club")

    assert (ana.status("club"), ana.tally()) == ("habit", before)


def test_only_habits_are_logged_as_such(ana: Walker) -> None:
    with pytest.raises(NotForThisStep):
        ana.habit("start")
