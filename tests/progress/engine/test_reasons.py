"""A reason is told exactly if the step would rank worse without its term."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.engine.advise import TERMS, advise
from progress.engine.rank import Candidate, Ranking, without_repeats
from progress.engine.state import Advice, Learner, PathChoice, Reason, Record
from progress.engine.survey import survey_of
from progress.engine.terms import is_put_off
from progress.engine.tracks import open_places
from roadmap.document import RoadmapDoc
from tests.progress.engine.build import (
    alongside,
    facts,
    learner,
    recommended,
    roadmap,
    slot,
    step,
    walk,
)
from tests.progress.engine.random_roadmaps import TODAY, some_learner

SEEDS = st.integers(0, 2**32 - 1)
MINUTES = st.sampled_from((None, 10, 45, 90))
OWN = ("overdue", "due", "begun", "alongside")
UNDECIDED = ("behind", "together", "listed_later", "better_after")
ALL = ("brings_value", "fits_minutes", "usable_now")


def candidates(state: Learner, minutes: int | None) -> list[Candidate]:
    surveys = [survey_of(state, walk) for walk in state.walks]
    places = [
        {place for place in open_places(one) if not is_put_off(one, place, TODAY)}
        for one in surveys
    ]
    ranked = Ranking(surveys, TODAY, minutes).ranked(places)
    return without_repeats(ranked, minutes, 4, is_all=len(surveys) > 1)


def key(one: Candidate, without: str = "", rate: Fraction | None = None) -> tuple:
    """The rank key, worked out anew from the parts of the score."""
    if without != "brings_value" or rate is None:
        rate, position = one.rate, one.position
    else:
        position = one.listed
    elsewhere = 0 if without == "several_roadmaps" else sum(one.elsewhere.values())
    factors = [TERMS[f.code] for f in one.factors if f.code != without]
    return (
        not one.is_usable and without != "usable_now",
        not one.fits and without != "fits_minutes",
        -(rate + elsewhere + one.base) * prod(factors),
        one.number,
        position,
    )


def ranks_worse(one: Candidate, every: Sequence[Candidate], code: str) -> bool:
    rate = max(other.rate for other in every)
    others = [other for other in every if other is not one]
    before = sum(key(other) < key(one) for other in others)
    changed = key(one, code, rate)
    if code in ALL:
        after = sum(key(other, code, rate) < changed for other in others)
    else:
        after = sum(key(other) < changed for other in others)
    return after > before


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, minutes=MINUTES, roadmaps=st.integers(1, 2))
def test_each_reason_told_moves_the_rank_and_no_other_does(
    seed: int, minutes: int | None, roadmaps: int
) -> None:
    state = some_learner(seed, roadmaps=roadmaps)
    advice = advise(state, today=TODAY, minutes=minutes)
    every = candidates(state, minutes)
    if advice.kind != "suggest" or len(every) < 2:
        return
    first = every[0]
    moving = [
        code
        for code in (*OWN, "brings_value", "several_roadmaps", *ALL[1:])
        if ranks_worse(first, every, code)
        and (code != "brings_value" or first.milestone is not None)
    ]
    assert advice.best
    assert advice.best.step == first.step
    assert [reason.code for reason in advice.best.reasons] == moving[:3]


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, minutes=MINUTES)
def test_why_another_lost_is_the_one_term_that_decided(
    seed: int, minutes: int | None
) -> None:
    state = some_learner(seed, roadmaps=2)
    advice = advise(state, today=TODAY, minutes=minutes)
    every = candidates(state, minutes)
    if advice.kind != "suggest":
        return
    terms = (*OWN, "several_roadmaps", *ALL[1:], "put_off")
    for shown, other in zip(advice.others, every[1:], strict=False):
        deciding = [code for code in terms if key(other, code) < key(every[0], code)]
        assert shown.lost
        if deciding:
            assert shown.lost.code == deciding[0]
        else:
            assert shown.lost.code in (
                "behind",
                "together",
                "listed_later",
                "better_after",
            )
        if shown.lost.code == "behind":
            numbers = shown.lost.params
            assert int(numbers["thousandths"]) < int(numbers["best_thousandths"])


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, minutes=MINUTES)
def test_ranked_by_what_can_be_used_then_what_fits_then_score(
    seed: int, minutes: int | None
) -> None:
    every = candidates(some_learner(seed, roadmaps=2), minutes)
    assert [key(one) for one in every] == sorted(key(one) for one in every)
    assert all(one.score == -key(one)[2] for one in every)


FOUR = roadmap(*(step(name, minutes=60) for name in "abcd"))
LONG_AND_SHORT = roadmap(
    step("long", slots=(slot("week"),)), step("short", slots=(slot("lesson"),))
)
UNITS = (facts("week", 2, 600), facts("lesson", 2, 20))


def advice_on(document: RoadmapDoc, *resources: object, **known: object) -> Advice:
    minutes = known.pop("minutes", None)
    state = learner(walk(document, *resources, **known))  # type: ignore[arg-type]
    return advise(state, today=TODAY, minutes=minutes)  # type: ignore[arg-type]


def codes(advice: Advice) -> tuple[str, list[str]]:
    assert advice.best
    return advice.best.step, [reason.code for reason in advice.best.reasons]


@pytest.mark.parametrize(
    ("record", "due", "expected"),
    [
        (Record(started=True), None, "begun"),
        (Record(), 3, "due"),
        (Record(), 7, "due"),
        (Record(), -2, "overdue"),
    ],
)
def test_a_term_that_lifts_a_step_is_told(
    record: Record, due: int | None, expected: str
) -> None:
    dates = {} if due is None else {"c": TODAY + timedelta(days=due)}
    advice = advice_on(FOUR, records={"c": record}, cohort_due=dates)
    assert codes(advice) == ("c", [expected])
    assert advice.others[0].lost
    assert advice.others[0].lost.code == expected


def test_what_is_due_later_than_a_week_changes_nothing() -> None:
    advice = advice_on(FOUR, cohort_due={"c": TODAY + timedelta(days=8)})
    assert codes(advice) == ("a", [])


def test_two_terms_of_which_either_would_do_are_not_told() -> None:
    due = {"c": TODAY - timedelta(days=2)}
    advice = advice_on(FOUR, records={"c": Record(started=True)}, cohort_due=due)
    assert codes(advice) == ("c", [])
    assert advice.others[0].lost == Reason("together")


def test_minutes_at_hand_are_told_when_they_decide() -> None:
    assert codes(advice_on(LONG_AND_SHORT, *UNITS)) == ("long", [])
    advice = advice_on(LONG_AND_SHORT, *UNITS, minutes=25)
    assert codes(advice) == ("short", ["fits_minutes"])
    assert advice.best
    assert advice.best.reasons[0].params == {"minutes": 20, "of": 25}
    assert advice.others[0].lost == Reason("fits_minutes", {"minutes": 20, "of": 25})
    assert advice.fits


def test_nothing_fits_is_said_and_the_unit_is_longer() -> None:
    advice = advice_on(LONG_AND_SHORT, *UNITS, minutes=5)
    assert not advice.fits
    assert advice.best
    assert advice.best.slice
    assert advice.best.slice.longer


def test_the_only_open_step_has_no_other_reason() -> None:
    advice = advice_on(roadmap(step("a"), step("b", "a", kind="project")))
    assert codes(advice) == ("a", ["only_open"])


def test_a_step_alongside_one_in_progress_comes_with_it() -> None:
    document = roadmap(
        step("x"),
        step("main"),
        step("beside", alongside("main")),
        step("after", "main"),
    )
    advice = advice_on(
        document, records={"main": Record(started=True, put_off_until=None)}
    )
    assert codes(advice) == ("main", ["begun"])
    assert advice.others[0].step == "beside"
    assert advice.others[0].lost == Reason("begun", {"minutes_left": 0})


def test_what_leads_to_a_project_comes_before_what_does_not() -> None:
    document = roadmap(
        step("aside", minutes=60),
        step("basics", minutes=60),
        step("work", "basics", kind="project", minutes=60),
    )
    advice = advice_on(document)
    assert codes(advice) == ("basics", ["brings_value"])
    assert advice.best
    assert advice.best.reasons[0].params == {"milestone": "work", "minutes": 120}
    lost = advice.others[0].lost
    assert lost
    assert lost.code == "behind"
    assert lost.params["thousandths"] == 0
    assert lost.params["best_thousandths"] == 1500


def test_a_step_put_off_lately_comes_after_the_others() -> None:
    record = Record(put_off_on=TODAY - timedelta(days=2), put_off_reason="too_hard")
    advice = advice_on(FOUR, records={"a": record})
    assert codes(advice)[0] == "b"
    lost = next(one.lost for one in advice.others if one.step == "a")
    assert lost == Reason("put_off", {"days": 2, "why": "too_hard"})


def test_a_step_put_off_long_ago_is_as_before() -> None:
    record = Record(put_off_on=TODAY - timedelta(days=8))
    assert codes(advice_on(FOUR, records={"a": record}))[0] == "a"


def test_equal_steps_go_by_the_list_and_wishes_are_named() -> None:
    document = roadmap(step("late", recommended("early")), step("early"))
    advice = advice_on(document)
    assert codes(advice)[0] == "early"
    assert advice.others[0].lost == Reason("better_after", {"step": "early"})
    assert advice_on(FOUR).others[0].lost == Reason("listed_later")


def test_what_counts_in_two_roadmaps_is_told_when_it_decides() -> None:
    shared, lone = facts("shared", 1, 60), facts("lone", 1, 60)
    first = roadmap(
        step("a", slots=(slot("lone"),)), step("b", slots=(slot("shared"),)), slug="one"
    )
    other = roadmap(
        step("p", minutes=10),
        step("q", "p", slots=(slot("shared"),)),
        step("r", "q", kind="project", minutes=60),
        slug="two",
    )
    paused = PathChoice(paused=True)
    walks = (walk(first, shared, lone), walk(other, shared, lone))
    state = learner(*walks)
    advice = advise(state, today=TODAY, minutes=None, only="one")
    assert codes(advice) == ("b", ["several_roadmaps"])
    assert advice.best
    assert advice.best.reasons[0].params == {"roadmaps": "two", "count": 2}
    still = learner(walks[0], replace(walks[1], choice=paused))
    assert codes(advise(still, today=TODAY, minutes=None, only="one")) == ("a", [])


def test_what_cannot_be_used_comes_after_what_can() -> None:
    gone = facts("gone", 1, 60, usable=False)
    document = roadmap(
        step("a", slots=(slot("gone"),)), step("b", slots=(slot("here"),))
    )
    advice = advice_on(document, gone, facts("here", 1, 60))
    assert codes(advice) == ("b", ["usable_now"])
    assert advice.others[0].facts[0] == Reason("nothing_usable")
    assert advice.others[0].slice is None
