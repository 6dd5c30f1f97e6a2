"""Who needs a mentor, cause by cause."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring.engine.triage import counted, flags_of, held_back, triage
from mentoring.engine.triage_facts import (
    CohortFacts,
    Explained,
    Flag,
    LearnerFacts,
    Span,
    Waiting,
)
from mentoring.engine.triage_rules import (
    behind_flag,
    question_flag,
    review_flag,
    silent_flag,
    stuck_flag,
)
from mentoring.engine.triage_stuck import predicted_minutes
from progress.engine.cells import Cell

START = date(2026, 9, 1)
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
TODAY = NOON.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def cell(
    status: str = "ready", done: int = 0, minutes: int = 0, since: int = 30
) -> Cell:
    return Cell(status, done, 4, minutes, ago(since))


def waits(days: float, number: int = 1) -> Waiting:
    at = NOON - timedelta(days=days)
    return Waiting(number, "build", at, at + timedelta(days=3), number=number)


EVERY_OTHER_DAY = tuple(ago(days) for days in range(29, -1, -2))
ANA = LearnerFacts(1, START, {"read": cell()}, EVERY_OTHER_DAY)
STUCK = replace(ANA, cells={"read": cell("in_progress", 2, since=12)})
SILENT = replace(ANA, active=EVERY_OTHER_DAY[:-5])
BEHIND = replace(
    ANA, cells={"a": cell(since=1), "b": cell("locked"), "c": cell("locked")}
)
PLAN = {"a": ago(20), "b": ago(10), "c": ago(2)}
ONE = CohortFacts(START, (ANA,), estimates={"read": 240})
PLANNED = replace(ONE, due=PLAN)


def test_a_version_is_flagged_once_its_promise_is_broken() -> None:
    on_time, late = (
        replace(ANA, versions=(waits(2.9),)),
        replace(ANA, versions=(waits(5),)),
    )
    found = review_flag(late, NOON)

    assert review_flag(on_time, NOON) is None
    assert found is not None
    assert (found.numbers["days"], found.numbers["promised"]) == (5, 3)


def test_the_version_that_is_latest_is_named_and_the_others_counted() -> None:
    found = review_flag(replace(ANA, versions=(waits(4, 2), waits(9, 1))), NOON)

    assert found is not None
    assert (found.numbers["number"], found.numbers["count"]) == (1, 2)


def test_a_question_is_flagged_after_a_day() -> None:
    assert question_flag(replace(ANA, questions=(waits(0.9),)), NOON) is None
    assert question_flag(replace(ANA, questions=(waits(1.1),)), NOON) is not None


def test_days_of_study_without_any_move_are_being_stuck() -> None:
    found = stuck_flag(STUCK, ONE, TODAY)

    assert found is not None
    assert (found.step, found.since, found.numbers["by"]) == ("read", ago(12), "days")


def test_who_moves_another_step_meanwhile_is_not_stuck() -> None:
    other = {**STUCK.cells, "other": cell("in_progress", 1, since=3)}

    assert stuck_flag(replace(STUCK, cells=other), ONE, TODAY) is None


def test_what_a_mentor_moved_is_no_move_of_the_learner() -> None:
    other = {**STUCK.cells, "build": cell("done", since=2)}

    assert stuck_flag(replace(STUCK, cells=other), ONE, TODAY) is not None


def test_who_does_not_study_is_not_stuck() -> None:
    gone = replace(STUCK, active=tuple(day for day in STUCK.active if day < ago(8)))

    assert stuck_flag(gone, ONE, TODAY) is None


@pytest.mark.parametrize(("minutes", "is_stuck"), [(350, False), (370, True)])
def test_twice_the_minutes_that_the_units_should_take_are_being_stuck(
    minutes: int, is_stuck: bool
) -> None:
    slow = replace(ANA, cells={"read": cell("in_progress", 2, minutes, since=1)})

    assert (stuck_flag(slow, ONE, TODAY) is not None) is is_stuck


def test_the_cohorts_times_count_where_they_are_longer() -> None:
    others = tuple(
        LearnerFacts(pk, START, {"read": cell("done", 4, 500 + pk)}) for pk in (2, 3, 4)
    )
    cohort = replace(ONE, learners=(ANA, *others))

    assert predicted_minutes(ANA, ONE, "read") == 240
    assert predicted_minutes(ANA, cohort, "read") == 503


def test_who_is_slow_everywhere_is_not_stuck_for_it() -> None:
    before = {key: cell("done", 4, 480) for key in ("a", "b")}
    slow = replace(ANA, cells={**before, "read": cell("in_progress", 2, 500, since=1)})
    cohort = replace(ONE, estimates={"a": 240, "b": 240, "read": 240})

    assert stuck_flag(slow, cohort, TODAY) is None


def test_silence_is_measured_by_the_learners_own_rhythm() -> None:
    weekends = tuple(day for day in map(ago, range(35, 9, -1)) if day.isoweekday() > 5)
    rests = replace(ANA, active=weekends, started_on=ago(36))
    days = (TODAY - weekends[-1]).days

    assert silent_flag(SILENT, TODAY) is not None
    assert days > 7
    assert silent_flag(rests, weekends[-1] + timedelta(days=9)) is None
    assert silent_flag(rests, weekends[-1] + timedelta(days=11)) is not None


def test_who_never_began_is_silent_after_a_while() -> None:
    never = replace(ANA, active=(), started_on=ago(10))

    assert silent_flag(never, TODAY) is not None
    assert silent_flag(replace(never, started_on=ago(8)), TODAY) is None


@pytest.mark.parametrize("status", ["waiting", "locked"])
def test_who_can_only_wait_is_not_silent(status: str) -> None:
    only_waits = {"build": cell("waiting"), "last": cell(status)}

    assert silent_flag(replace(SILENT, cells=only_waits), TODAY) is None


def test_who_has_finished_is_not_silent() -> None:
    assert silent_flag(replace(SILENT, cells={"read": cell("done", 4)}), TODAY) is None


def test_open_steps_past_their_day_are_being_behind() -> None:
    found = behind_flag(BEHIND, PLANNED, TODAY)

    assert found is not None
    assert (found.step, found.numbers["steps"]) == ("a", 2)


def test_steps_done_before_their_day_make_up_for_others() -> None:
    ahead = {**BEHIND.cells, "c": cell("done", 4)}

    assert behind_flag(replace(BEHIND, cells=ahead), PLANNED, TODAY) is None


def test_the_plan_is_later_for_who_joined_later_and_for_who_paused() -> None:
    later = replace(BEHIND, started_on=START + timedelta(days=12))
    paused = replace(BEHIND, pauses=(Span(ago(20), ago(8)),))

    assert behind_flag(later, PLANNED, TODAY) is None
    assert behind_flag(paused, PLANNED, TODAY) is None


def test_the_cohorts_days_off_are_in_the_plan_already() -> None:
    off = replace(BEHIND, days_off=(Span(ago(20), ago(8)),))

    assert behind_flag(off, PLANNED, TODAY) is not None


@pytest.mark.parametrize(
    ("learner", "cause"), [(STUCK, "stuck"), (SILENT, "silent"), (BEHIND, "behind")]
)
def test_what_explains_a_flag_silences_it(learner: LearnerFacts, cause: str) -> None:
    def causes(one: LearnerFacts) -> set[str]:
        return {flag.cause for flag in flags_of(one, PLANNED, NOON, TODAY)}

    here = Span(ago(1), TODAY + timedelta(days=3))
    told = Explained(frozenset({cause}), here)
    old = Explained(frozenset({cause}), Span(ago(9), ago(9)))
    other = Explained(frozenset({"none"}), here)

    assert cause in causes(learner)
    assert cause not in causes(replace(learner, pauses=(here,)))
    assert cause not in causes(replace(learner, days_off=(here,)))
    assert cause not in causes(replace(learner, started_on=ago(6)))
    assert cause not in causes(replace(learner, explained=(told,)))
    assert cause in causes(replace(learner, explained=(other,)))
    assert cause in causes(replace(learner, explained=(old,)))


def test_days_of_an_accepted_explanation_are_no_silence_afterwards() -> None:
    told = Explained(frozenset({"silent"}), Span(ago(9), ago(1)))

    assert silent_flag(replace(SILENT, explained=(told,)), TODAY) is None


def test_a_pause_silences_no_review() -> None:
    here = Span(ago(1), None)
    paused = replace(ANA, pauses=(here,), versions=(waits(9),), questions=(waits(9),))

    assert [flag.cause for flag in flags_of(paused, ONE, NOON, TODAY)] == [
        "review",
        "question",
    ]


def test_one_inferred_flag_says_enough_about_a_person() -> None:
    both = replace(SILENT, cells={**BEHIND.cells, "read": cell()})
    found = list(flags_of(both, PLANNED, NOON, TODAY))

    assert [flag.cause for flag in found] == ["silent"]


def test_nobody_is_called_silent_while_we_owe_them_an_answer() -> None:
    found = flags_of(replace(SILENT, versions=(waits(9),)), ONE, NOON, TODAY)

    assert [flag.cause for flag in found] == ["review"]


def flags(**counts: int) -> list[Flag]:
    return [
        Flag(number, cause, START)  # type: ignore[arg-type]
        for cause, count in counts.items()
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (flags(stuck=4, behind=4), {}),
        (flags(stuck=4, behind=5), {"behind": 5}),
        (flags(stuck=9), {"stuck": 9}),
        (flags(stuck=5, silent=4, behind=1), {"stuck": 5, "silent": 4, "behind": 1}),
        (flags(review=24, question=24), {}),
        (flags(review=24, behind=9), {"behind": 9}),
    ],
)
def test_inferred_flags_are_of_a_third_of_the_cohort_at_most(
    found: list[Flag], held: dict[str, int]
) -> None:
    assert counted(held_back(found, 24)) == held


def test_in_the_smallest_cohorts_one_person_may_have_a_flag() -> None:
    assert held_back(flags(silent=1), 1) == []
    assert len(held_back(flags(silent=2), 2)) == 2


def test_what_a_person_waits_for_comes_first_then_who_is_longest() -> None:
    people = (
        replace(SILENT, pk=1),
        replace(ANA, pk=2, versions=(waits(4),)),
        replace(ANA, pk=3, versions=(waits(8),)),
        *(replace(ANA, pk=pk) for pk in (4, 5)),
    )
    found = triage(replace(ONE, learners=people), NOON, TODAY)

    assert [(flag.cause, flag.pk) for flag in found.flags] == [
        ("review", 3),
        ("review", 2),
        ("silent", 1),
    ]
    assert found.flagged == {1, 2, 3}
    assert not found.is_plan_late
