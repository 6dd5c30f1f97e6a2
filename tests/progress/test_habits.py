"""Habits: a rhythm, did it in one tap, never a debt."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from progress.actions.steps import NotForThisStep
from progress.models import StepRecord
from progress.queries.habits import count_of_week, habit_text, is_asked_for
from progress.words import rhythm_word
from tests.progress.on_page import STEP, form_with, forms_on, get, words
from tests.progress.walker import Walker

MONDAY = date(2026, 9, 7)
SUNDAY = date(2026, 9, 13)


def record(*days: str, per_week: int | None = None) -> StepRecord:
    last = date.fromisoformat(days[-1]) if days else None
    return StepRecord(done_days=list(days), last_done_on=last, rhythm_per_week=per_week)


def test_the_days_of_the_last_seven_are_kept(ana: Walker) -> None:
    for _ in range(9):
        ana.habit("club")
        ana.habit("club")
        ana.sleep()

    kept = ana.record("club")
    assert kept.done_days == [f"2026-09-0{day}" for day in range(3, 10)]
    assert kept.last_done_on == date(2026, 9, 9)
    assert ana.verbs().count("habit") == 9
    assert ana.differences() == []


def test_undo_takes_the_day_back_and_shows_one_of_before(ana: Walker) -> None:
    for days in (0, 7, 2):
        ana.sleep(days)
        ana.habit("club")
    assert ana.record("club").done_days == ["2026-09-08", "2026-09-10"]
    ana.undo()
    ana.undo(ana.acts[-3])

    assert ana.record("club").done_days == ["2026-09-01"]
    assert ana.record("club").last_done_on == date(2026, 9, 1)
    assert ana.differences() == []


def test_a_day_that_the_zone_repeats_counts_once(ana: Walker) -> None:
    ana.learner.time_zone = "Pacific/Kiritimati"
    ana.learner.save()
    ana.at = datetime(2026, 9, 2, 11, tzinfo=UTC)
    ana.habit("club")
    ana.learner.time_zone = "Pacific/Honolulu"
    ana.learner.save()
    ana.habit("club")
    ana.habit("club")

    assert ana.record("club").done_days == ["2026-09-02", "2026-09-03"]
    assert ana.record("club").last_done_on == date(2026, 9, 3)
    assert ana.differences() == []


def test_a_rhythm_is_chosen_changed_and_taken_back(ana: Walker) -> None:
    ana.rhythm("club", 3)
    assert ana.rhythm("club", 3).event_id is None
    ana.rhythm("club", 0)
    assert ana.record("club").rhythm_per_week == 0
    ana.undo()
    assert ana.record("club").rhythm_per_week == 3
    ana.undo(ana.acts[1])

    assert ana.record("club").rhythm_per_week is None
    assert ana.differences() == []


@pytest.mark.parametrize(("step", "per_week"), [("start", 3), ("club", 8)])
def test_a_rhythm_is_that_of_a_habit(ana: Walker, step: str, per_week: int) -> None:
    with pytest.raises(NotForThisStep):
        ana.rhythm(step, per_week)


ASKED = [
    (None, MONDAY, True),
    (record(), MONDAY, True),
    (record("2026-09-07"), MONDAY, False),
    (record("2026-09-07", per_week=3), date(2026, 9, 8), True),
    (record("2026-09-07", "2026-09-08", per_week=2), SUNDAY, False),
    (record("2026-09-07", "2026-09-08", per_week=2), date(2026, 9, 14), True),
    (record("2026-09-06", per_week=1), MONDAY, True),
    (record("2026-09-07", per_week=0), SUNDAY, False),
    (record(per_week=0), SUNDAY, False),
    (record(per_week=7), SUNDAY, True),
]


@pytest.mark.parametrize(("kept", "today", "expected"), ASKED)
def test_today_asks_while_the_week_has_something_left(
    kept: StepRecord | None, today: date, expected: bool
) -> None:
    assert is_asked_for(kept, today) is expected


def test_nothing_is_carried_over() -> None:
    """A week without it asks for no more than the rhythm in the next."""
    kept = record("2026-09-14", per_week=1)

    assert count_of_week(kept, date(2026, 9, 14)) == 1
    assert not is_asked_for(kept, date(2026, 9, 15))


TEXTS = [
    (record(), MONDAY, ""),
    (record("2026-09-07"), MONDAY, "Once this week, last today."),
    (record("2026-09-06"), MONDAY, "Last yesterday."),
    (
        record("2026-09-07", "2026-09-11"),
        SUNDAY,
        "Twice this week, last on Friday.",
    ),
    (
        record("2026-09-07", "2026-09-08", "2026-09-09"),
        date(2026, 9, 10),
        "3 times this week, last yesterday.",
    ),
    (record("2026-08-20"), SUNDAY, "Last on 20 August."),
]


@pytest.mark.parametrize(("kept", "today", "text"), TEXTS)
def test_how_often_and_when_in_words(kept: StepRecord, today: date, text: str) -> None:
    assert habit_text(kept, today) == text


def test_rhythms_in_words() -> None:
    said = [rhythm_word(number) for number in (None, 0, 1, 2, 3, 7)]

    assert said == [
        *("no rhythm", "no rhythm", "once a week", "twice a week"),
        *("3 times a week", "every day"),
    ]


def test_today_offers_did_it_and_the_rhythm(ana: Walker, tab: Client) -> None:
    ana.at = timezone.now()
    page = get(tab, "/today/")
    assert "Choose a rhythm" in words(page)
    form_with(page, "Twice a week", about="/club/").send(tab)
    assert ana.record("club").rhythm_per_week == 2
    page = get(tab, "/today/")
    assert "Rhythm of CLUB: Twice a week" in words(page)
    form_with(page, "Did it", about="/club/").send(tab)

    assert not forms_on(get(tab, "/today/"), about="/club/")
    assert "this week" in words(get(tab, f"{STEP}club/"))
    assert "%" not in words(get(tab, f"{STEP}club/")).partition("<main")[2]


def test_a_resting_roadmap_asks_for_no_habit(ana: Walker, tab: Client) -> None:
    ana.at = timezone.now()
    ana.pause()

    assert not forms_on(get(tab, "/today/"), about="/club/")


@pytest.mark.parametrize("odd", ["", "8", "-1", "often", "\x00"])
def test_an_odd_rhythm_is_refused_with_a_sentence(tab: Client, odd: str) -> None:
    answer = tab.post(f"{STEP}club/rhythm/", {"per_week": odd})

    assert answer.status_code == 422
    assert "Please choose how often a week." in words(answer)
