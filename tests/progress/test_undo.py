"""Taking back: each act, whenever, in any order, and back again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import Http404

from progress import access
from progress.actions.moving import move_learners
from progress.models import ProgressEvent, ShareKind, StepRecord
from tests.factories import make_learner
from tests.progress.walker import Walker
from tests.progress.world import new_version

Act = Callable[[Walker], object]

ACTS: dict[str, Act] = {
    "done, all": lambda walker: walker.done("start"),
    "done, enough": lambda walker: walker.done("start", "enough"),
    "self-checked": lambda walker: walker.done("build"),
    "known": lambda walker: walker.know("start"),
    "skipped": lambda walker: walker.skip("start"),
    "started": lambda walker: walker.start("start"),
    "put off": lambda walker: walker.put_off("start", "hard"),
    "option": lambda walker: walker.choose("choose", "torch"),
    "added": lambda walker: walker.add("extra"),
    "removed": lambda walker: walker.remove("extra"),
    "habit": lambda walker: walker.habit("club"),
    "units": lambda walker: walker.read("course", (0, 2)),
    "units of a step": lambda walker: walker.read("course", (0, 2), step="start"),
    "units that close": lambda walker: walker.read("course", (0, 4), step="start"),
    "barrier": lambda walker: walker.barrier("book", "paid"),
    "joined": lambda walker: walker.join("other"),
    "path": lambda walker: walker.change_path(aim="research", tracks=("eyes",)),
    "share": lambda walker: walker.change_path(
        share_kind=ShareKind.PERCENT, share_percent=20
    ),
    "pause": lambda walker: walker.pause(until=date(2026, 9, 9)),
    "left": lambda walker: walker.leave(),
}
each_act = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)

IGNORED = {"changed_at", "study_revision"}


def picture(walker: Walker) -> list[object]:
    """All that is stored of a learner, but for events and times of writing."""
    learner = walker.learner
    summaries = [
        [enrolment.roadmap_id, enrolment.left_at, enrolment.aim, enrolment.tracks]
        + [enrolment.share_percent, enrolment.paused_from, enrolment.paused_until]
        + [enrolment.summary.minutes_done, enrolment.summary.percent]
        for enrolment in learner.enrolments.select_related("summary")
        if enrolment.left_at is None
    ]
    records = [
        [record.step_id, record.decision, record.how, record.completed_at]
        + [record.option, record.is_added, record.started_at, record.last_done_on]
        + [record.put_off_until, record.put_off_reason, record.put_off_count]
        for record in learner.steps.order_by("step")
        if not is_blank(record)
    ]
    units = learner.resources.exclude(spans=[], barrier="").order_by("resource")
    return [summaries, records, list(units.values_list("resource", "spans", "barrier"))]


def is_blank(record: StepRecord) -> bool:
    said = (record.decision, record.option, record.put_off_reason)
    return (
        not any(said)
        and record.is_added is None
        and record.started_at is None
        and record.last_done_on is None
    )


@each_act
def test_undone_is_as_before(ana: Walker, act: Act) -> None:
    before = picture(ana)
    act(ana)
    assert picture(ana) != before
    ana.undo()

    assert picture(ana) == before
    assert ana.differences() == []


@each_act
def test_undone_days_later_is_as_before(ana: Walker, act: Act) -> None:
    before = picture(ana)
    said = ana.acts and act(ana)
    ana.sleep(12)
    if ana.learner.enrolments.get(roadmap__slug="way").left_at is None:
        ana.put_off("both", "hard")
        ana.undo(ana.acts[-1])
    ana.undo(said)  # type: ignore[arg-type]

    assert picture(ana) == before
    assert ana.differences() == []


@each_act
def test_an_undo_can_be_undone(ana: Walker, act: Act) -> None:
    act(ana)
    after = picture(ana)
    ana.undo(ana.undo())

    assert picture(ana) == after
    assert ana.differences() == []


@each_act
def test_back_and_forth_keeps_every_event(ana: Walker, act: Act) -> None:
    before = len(ana.verbs())
    act(ana)
    written = len(ana.verbs()) - before
    ana.undo(ana.undo(ana.undo()))

    assert ana.verbs()[before + written :] == ["undone"] * 3
    assert ana.differences() == []


def test_done_undone_done_keeps_all_three(ana: Walker) -> None:
    ana.done("start")
    ana.undo()
    ana.done("start")

    assert ana.verbs() == ["enrolled", "done", "claim", "undone", "done", "claim"]
    assert ana.status("start") == "done"
    assert ana.differences() == []


def test_the_same_undo_twice_has_one_effect(ana: Walker) -> None:
    done = ana.done("start")
    ana.undo(done)
    again = ana.undo(done)

    assert (again.event_id, again.repeated) == (None, True)
    assert ana.verbs().count("undone") == 1


def test_units_that_another_act_claims_too_stay(ana: Walker) -> None:
    read = ana.read("course", (0, 2))
    ana.done("start")
    ana.undo(read)

    assert (ana.spans("course"), ana.status("start")) == ([[0, 4]], "done")


def test_undoing_done_takes_back_exactly_its_claim(ana: Walker) -> None:
    ana.read("course", (0, 2))
    done = ana.done("start")
    ana.read("course", (5, 7))
    ana.undo(done)

    assert ana.spans("course") == [[0, 2], [5, 7]]
    assert ana.status("start") == "in_progress"


def test_a_step_done_after_it_stays_done(ana: Walker) -> None:
    first = ana.done("start")
    ana.done("basics")
    ana.undo(first)

    assert (ana.status("start"), ana.status("basics")) == ("ready", "done")


def test_out_of_order_the_other_word_stays(ana: Walker) -> None:
    skipped = ana.skip("start")
    ana.know("start")
    ana.undo(skipped)
    assert ana.status("start") == "known"


def test_without_the_later_word_the_earlier_counts_again(ana: Walker) -> None:
    ana.skip("start")
    known = ana.know("start")
    ana.undo(known)

    assert ana.status("start") == "skipped"


def test_undoing_a_correction_brings_the_units_back(ana: Walker) -> None:
    ana.read("course", (0, 4))
    ana.read("course", back=((2, 4),))
    ana.undo()

    assert ana.spans("course") == [[0, 4]]


def test_undoing_the_first_reading_keeps_a_later_correction(ana: Walker) -> None:
    first = ana.read("course", (0, 4))
    ana.read("course", back=((2, 4),))
    ana.undo(first)

    assert ana.spans("course") == []


def test_undoing_an_opening_again_restores_done_and_units(ana: Walker) -> None:
    ana.done("start")
    opened = ana.reopen("start")
    ana.undo(opened)

    assert (ana.status("start"), ana.spans("course")) == ("done", [[0, 4]])


def test_an_earlier_change_of_path_undone_keeps_the_later(ana: Walker) -> None:
    first = ana.change_path(aim="research")
    ana.change_path(aim="industry")
    ana.undo(first)

    assert ana.enrolment().aim == "industry"
    assert ana.differences() == []


def test_the_last_change_of_path_undone_leads_to_the_one_before(ana: Walker) -> None:
    ana.change_path(aim="research")
    ana.change_path(aim="industry")
    ana.undo()

    assert ana.enrolment().aim == "research"


def test_both_changes_of_path_undone_in_any_order(ana: Walker) -> None:
    first = ana.change_path(aim="research")
    second = ana.change_path(aim="industry")
    ana.undo(first)
    ana.undo(second)

    assert ana.enrolment().aim == ""
    assert ana.differences() == []


def test_undoing_leaving_comes_back_with_the_old_answers(ana: Walker) -> None:
    ana.change_path(aim="research")
    left = ana.leave()
    back = ana.join(aim="industry")
    ana.undo(back)
    assert ana.enrolment().left_at is not None
    ana.undo(left)

    assert (ana.enrolment().left_at, ana.enrolment().aim) == (None, "research")
    assert ana.differences() == []


def test_leaving_and_joining_undone_is_never_joined(ana: Walker) -> None:
    joined = ana.acts[0]
    ana.undo(ana.leave())
    ana.undo(joined)

    assert ana.study().head.journeys == ()
    assert ana.differences() == []


def test_undoing_joining_takes_back_what_was_known(world: None) -> None:
    walker = Walker(make_learner())
    walker.join(known=("basics",))
    walker.undo()

    assert walker.status("basics") == "locked"
    assert walker.study().head.journeys == ()


def test_undoing_going_on_rests_again(ana: Walker) -> None:
    ana.pause()
    ana.resume()
    ana.undo()

    assert ana.enrolment().paused_from == date(2026, 9, 1)


def test_a_put_off_of_before_is_back_once_taking_up_is_undone(ana: Walker) -> None:
    ana.put_off("start", "interest")
    ana.start("start")
    ana.undo()

    assert ana.record("start").put_off_reason == "interest"


def test_undo_counts_in_every_roadmap(ana: Walker) -> None:
    ana.join("other")
    ana.done("other/again")
    ana.undo()

    assert ana.status("start") == "ready"
    assert ana.enrolment().summary.minutes_done == 0


@pytest.mark.parametrize("whose", ["another's", "nobody's", "a part of an act"])
def test_only_ones_own_acts_are_taken_back(ana: Walker, whose: str) -> None:
    ana.done("start")
    claim = ProgressEvent.objects.get(learner=ana.learner, verb="claim")
    head = ProgressEvent.objects.get(learner=ana.learner, verb="done")
    person = make_learner() if whose == "another's" else ana.learner
    events = {"another's": head.pk, "nobody's": 10**9, "a part of an act": claim.pk}

    with pytest.raises(Http404):
        access.event(person, events[whose])


def test_following_a_new_version_is_not_taken_back(ana: Walker) -> None:
    move_learners(new_version().current_version)
    moved = ProgressEvent.objects.get(learner=ana.learner, verb="moved")

    with pytest.raises(Http404):
        access.event(ana.learner, moved.pk)
