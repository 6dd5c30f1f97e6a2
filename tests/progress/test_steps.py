"""What a learner says about a step, one act at a time."""

import pytest

from progress.actions import steps
from progress.actions.steps import NotForThisStep
from progress.models import How
from tests.factories import make_learner
from tests.progress.walker import Walker


def test_all_of_it_claims_the_units_that_are_left(ana: Walker) -> None:
    ana.done("start", "all")

    assert ana.status("start") == "done"
    assert ana.record("start").how == "all"
    assert ana.spans("course") == [[0, 4]]
    assert ana.verbs()[1:] == ["done", "claim"]


def test_all_of_it_claims_the_first_primary_of_each_slot(ana: Walker) -> None:
    ana.done("both", "all")

    assert (ana.spans("book"), ana.spans("essay")) == ([[0, 3]], [[0, 1]])
    assert ana.spans("edition") == ana.spans("forum") == []


def test_all_of_it_claims_what_stands_instead_once_that_is_begun(ana: Walker) -> None:
    ana.read("edition", (0, 1))
    ana.done("both", "all")

    assert (ana.spans("edition"), ana.spans("book")) == ([[0, 8]], [])


def test_all_of_it_claims_the_units_of_the_option_taken(ana: Walker) -> None:
    ana.choose("choose", "torch")
    ana.done("choose", "all")

    assert (ana.spans("torch"), ana.spans("flow")) == ([[0, 3]], [])


def test_enough_closes_the_step_and_claims_nothing(ana: Walker) -> None:
    ana.join("other")
    ana.read("course", (0, 1))
    ana.done("start", "enough")

    assert ana.record("start").how == "enough"
    assert ana.spans("course") == [[0, 1]]
    assert ana.status("other/again") == "in_progress"


def test_a_project_closes_by_a_check_of_oneself(ana: Walker) -> None:
    ana.done("build")

    assert ana.status("build") == "done"
    assert ana.record("build").how == "self_checked"


@pytest.mark.parametrize(
    ("step", "how"),
    [("build", "all"), ("build", "enough"), ("start", "self_checked")],
)
def test_only_projects_are_checked_by_oneself(ana: Walker, step: str, how: str) -> None:
    with pytest.raises(NotForThisStep):
        steps.complete_step(ana.place(step), how=How(how), at=ana.at, key="k")


@pytest.mark.parametrize("step", ["club", "helpers"])
@pytest.mark.parametrize("act", ["done", "know", "skip", "reopen", "start", "put_off"])
def test_what_has_no_end_is_neither_done_nor_put_off(
    ana: Walker, step: str, act: str
) -> None:
    with pytest.raises(NotForThisStep):
        getattr(ana, act)(step)

    assert ana.verbs() == ["enrolled"]


def test_done_again_keeps_the_first_time(ana: Walker) -> None:
    ana.done("start")
    first = ana.record("start").completed_at
    ana.sleep(3)
    again = ana.done("start", "enough")

    assert again.event_id is None
    assert (ana.record("start").completed_at, ana.record("start").how) == (first, "all")


def test_done_out_of_order_is_the_learners_own_choice(ana: Walker) -> None:
    ana.done("start")
    ana.done("build")

    overrides = [event.override for event in ana if event.verb == "done"]
    assert overrides == ["", "own_choice"]


def test_a_step_done_opens_what_needs_it(ana: Walker) -> None:
    assert ana.status("basics") == "locked"
    ana.done("start")
    assert ana.status("basics") == "ready"


def test_a_shared_course_counts_everywhere_at_once(ana: Walker) -> None:
    ana.join("other")
    outcome = ana.done("other/again")

    assert ana.status("start") == "covered"
    assert ana.status("other/edition") == "covered"
    assert ana.status("other/special") == "covered"
    assert outcome.moved == ["Way", "Other"]


def test_a_specialization_done_covers_its_parts(ana: Walker) -> None:
    ana.join("other")
    ana.done("other/special")

    assert ana.status("other/again") == "covered"
    assert ana.status("start") == "covered"
    assert ana.spans("course") == []


def test_half_an_edition_gives_nothing_in_the_other(ana: Walker) -> None:
    ana.join("other")
    ana.read("course", (0, 9))

    assert ana.status("other/edition") == "ready"
    ana.read("course", (9, 10))
    assert ana.status("other/edition") == "covered"


def test_work_done_before_joining_counts(ana: Walker) -> None:
    ana.read("course", (0, 10))
    ana.join("other")

    assert ana.status("other/again") == "covered"
    assert ana.tally("other").covered == 3


def test_the_work_of_somebody_else_counts_nothing(ana: Walker) -> None:
    other = Walker(make_learner())
    other.join()
    other.done("start")

    assert ana.status("start") == "ready"


def test_known_leaves_the_count_and_claims_no_work(ana: Walker) -> None:
    counted = ana.tally().counted
    ana.know("start")

    assert (ana.status("start"), ana.spans("course")) == ("known", [])
    assert (ana.tally().counted, ana.tally().known) == (counted - 1, 1)
    assert ana.status("basics") == "ready"


def test_skipped_stays_in_the_count_and_is_named(ana: Walker) -> None:
    counted = ana.tally().counted
    ana.skip("start")

    assert ana.status("start") == "skipped"
    assert (ana.tally().counted, ana.tally().skipped) == (counted, ("start",))
    assert ana.status("basics") == "locked"


def test_the_latest_word_on_a_step_counts(ana: Walker) -> None:
    ana.skip("start")
    ana.know("start")
    assert ana.status("start") == "known"
    ana.done("start")
    assert ana.status("start") == "done"


@pytest.mark.parametrize("act", ["know", "skip", "put_off", "start"])
def test_saying_the_same_again_changes_nothing(ana: Walker, act: str) -> None:
    getattr(ana, act)("start")
    before = ana.verbs()
    again = getattr(ana, act)("start")

    if act == "put_off":  # each time counts
        assert ana.record("start").put_off_count == 2
    else:
        assert (again.event_id, ana.verbs()) == (None, before)


@pytest.mark.parametrize("act", ["know", "skip"])
def test_what_was_decided_can_be_opened_again(ana: Walker, act: str) -> None:
    getattr(ana, act)("start")
    ana.reopen("start")

    assert ana.status("start") == "ready"
    assert ana.record("start").decision == ""


def test_opening_a_done_step_takes_back_what_only_it_claimed(ana: Walker) -> None:
    ana.read("course", (0, 1))
    ana.done("start")
    ana.reopen("start")

    assert ana.status("start") == "in_progress"
    assert ana.spans("course") == [[0, 1]]
    assert ana.record("start").completed_at is None


def test_opening_a_step_that_units_closed_takes_back_the_last_of_them(
    ana: Walker,
) -> None:
    ana.read("course", (0, 3), step="start")
    ana.read("course", (3, 4), step="start")
    assert ana.status("start") == "done"
    ana.reopen("start")

    assert (ana.status("start"), ana.spans("course")) == ("in_progress", [[0, 3]])


def test_opening_a_step_leaves_what_another_act_claims(ana: Walker) -> None:
    ana.join("other")
    ana.done("start")
    ana.done("other/again")
    ana.reopen("start")

    assert ana.spans("course") == [[0, 10]]
    assert ana.status("start") == "covered"


def test_opening_a_step_leaves_what_was_done_after_it(ana: Walker) -> None:
    ana.done("start")
    ana.done("basics")
    ana.reopen("start")

    assert (ana.status("start"), ana.status("basics")) == ("ready", "done")


def test_starting_anyway_is_noted_as_own_choice(ana: Walker) -> None:
    ana.start("build")

    assert ana.record("build").started_at == ana.at
    assert (ana.status("build"), ana.standing("build").begun) == ("locked", True)
    assert [event.override for event in ana][-1] == "own_choice"


def test_starting_an_open_step_is_in_order(ana: Walker) -> None:
    ana.start("start")

    assert ana.status("start") == "in_progress"
    assert [event.override for event in ana][-1] == ""


def test_whoever_only_looks_may_note_their_work_too(world: None) -> None:
    visitor = Walker(make_learner())
    visitor.done("start")

    assert visitor.status("start") == "done"
    assert visitor.differences() == []


def test_every_act_keeps_the_advice_that_followed(ana: Walker) -> None:
    ana.done("start")

    done = next(event for event in ana if event.verb == "done")
    assert done.advice["rule"]
    assert [step["step"] for step in done.advice["steps"]][0] == "basics"
    assert next(event for event in ana if event.verb == "claim").advice is None


def test_a_record_says_in_which_version_it_was_earned(ana: Walker) -> None:
    ana.done("start")

    assert ana.record("start").version_id == ana.enrolment().version_id
