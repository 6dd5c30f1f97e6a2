"""From answers to what is said of a link: one bad answer is never enough."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.linkcheck.verdicts import (
    BROKEN,
    ENOUGH,
    OVER,
    SURE_ENOUGH,
    Answer,
    Past,
    State,
    judge,
    leads,
    spread_of,
)
from roadmap.models import Verdict

START = datetime(2026, 6, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALONE = sorted({*Verdict.values} - {"unsure"})

verdicts = st.sampled_from(ALONE)
answers = st.builds(Answer, verdict=verdicts, sure=st.integers(0, 99))
steps = st.tuples(st.integers(1, 200), answers)
walks = st.lists(steps, min_size=1, max_size=25)


def walk(told: list[tuple[int, Answer]]) -> list[tuple[datetime, Answer, State]]:
    """Each answer, hours after the one before, and what was said then."""
    found: list[tuple[datetime, Answer, State]] = []
    state: State | None = None
    past: list[Past] = []
    at = START
    for hours, answer in told:
        at += hours * HOUR
        state = judge(state, past, answer, at)
        past.insert(0, Past(answer.verdict, at))
        found.append((at, answer, state))
    return found


def told(*hours_and_verdicts: tuple[int, str], sure: int = 95) -> State:
    steps = [
        (hours, Answer(verdict=one, sure=sure)) for hours, one in hours_and_verdicts
    ]
    return walk(steps)[-1][2]


def test_the_broken_ones_are_verdicts() -> None:
    assert set(Verdict.values) > BROKEN


@given(walks)
def test_it_takes_enough_bad_answers_over_enough_time(
    steps: list[tuple[int, Answer]],
) -> None:
    said = walk(steps)
    for place, (at, _, state) in enumerate(said):
        if state.verdict in BROKEN:
            last = said[: place + 1][-ENOUGH:]
            assert len(last) == ENOUGH
            assert all(answer.verdict in BROKEN for _, answer, _ in last)
            assert at - state.since >= OVER


@given(walks)
def test_one_good_answer_is_enough(steps: list[tuple[int, Answer]]) -> None:
    for _, answer, state in walk(steps):
        if answer.verdict not in BROKEN:
            assert state.verdict == answer.verdict
            assert leads(state.verdict, state.confidence)


@given(walks)
def test_what_is_said_fits_into_its_row(steps: list[tuple[int, Answer]]) -> None:
    for at, _, state in walk(steps):
        assert 0 <= state.confidence <= 100
        assert START <= state.since <= at < state.next_check_at
        assert state.checks >= 1


@given(walks)
def test_nobody_is_surer_than_the_answer(steps: list[tuple[int, Answer]]) -> None:
    for _, answer, state in walk(steps):
        if state.verdict == answer.verdict:
            assert state.confidence <= max(answer.sure, 90)


@given(walks, st.integers(1, 10**6))
def test_since_is_kept_while_the_verdict_is(
    steps: list[tuple[int, Answer]], number: int
) -> None:
    said = [state for _, _, state in walk(steps)]
    for before, after in zip(said, said[1:], strict=False):
        if before.verdict == after.verdict and before.verdict != "unsure":
            assert before.since == after.since
    assert 0.8 <= spread_of(number) <= 1.2


@pytest.mark.parametrize("verdict", sorted({*ALONE} - BROKEN))
def test_what_is_not_broken_leads_whatever_the_confidence(verdict: str) -> None:
    assert all(leads(verdict, confidence) for confidence in range(101))


@pytest.mark.parametrize("verdict", sorted(BROKEN))
def test_what_is_broken_leads_until_that_is_sure(verdict: str) -> None:
    assert leads(verdict, SURE_ENOUGH - 1)
    assert not leads(verdict, SURE_ENOUGH)


def test_a_first_bad_answer_leaves_it_open() -> None:
    state = told((0, "gone"))

    assert (state.verdict, state.checks) == ("unsure", 1)
    assert leads(state.verdict, state.confidence)


def test_a_bad_answer_makes_what_worked_less_sure() -> None:
    state = told((0, "works"), (300, "gone"))

    assert state.verdict == "works"
    assert state.confidence < 90
    assert state.next_check_at < START + 330 * HOUR


def test_a_page_is_gone_after_three_answers_in_two_days() -> None:
    state = told((0, "gone"), (25, "gone"), (25, "gone"))

    assert (state.verdict, state.checks, state.since) == ("gone", 3, START)
    assert not leads(state.verdict, state.confidence)


def test_many_bad_answers_within_an_hour_are_not_enough() -> None:
    assert told(*[(1, "gone")] * 40).verdict == "unsure"


def test_a_server_that_is_silent_is_given_longer_than_a_page_that_is_gone() -> None:
    two_days = told((0, "no_answer"), (25, "no_answer"), (25, "no_answer"))
    four_days = told(*[(25, "no_answer")] * 6)

    assert two_days.verdict == "no_answer"
    assert leads(two_days.verdict, two_days.confidence)
    assert not leads(four_days.verdict, four_days.confidence)


def test_words_alone_never_lead_learners_away() -> None:
    state = told(*[(60, "soft_404")] * 20, sure=70)

    assert state.verdict == "soft_404"
    assert leads(state.verdict, state.confidence)


@pytest.mark.parametrize("verdict", ["malformed", "unsafe"])
def test_what_stands_in_the_address_is_certain_at_once(verdict: str) -> None:
    state = told((0, verdict), sure=100)

    assert (state.verdict, state.confidence) == (verdict, 100)
    assert not leads(state.verdict, state.confidence)


def test_a_good_answer_in_between_begins_the_count_again() -> None:
    state = told((0, "gone"), (25, "gone"), (1, "works"), (25, "gone"), (25, "gone"))

    assert state.verdict == "works"


def test_most_answers_name_the_verdict() -> None:
    state = told((0, "gone"), (25, "gone"), (25, "no_answer"))

    assert state.verdict == "gone"


@pytest.mark.parametrize("verdict", ["members", "limited", "robots"])
def test_whoever_keeps_robots_out_is_not_gone(verdict: str) -> None:
    state = told(*[(30, verdict)] * 10)

    assert (state.verdict, state.since) == (verdict, START + 30 * HOUR)
