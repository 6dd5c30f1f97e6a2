"""The proposed days: each as early as the week allows, and none earlier."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring.engine.pace import Week, due_soon, ends, proposed, shifted

MONDAY = date(2026, 9, 7)
days = st.dates(date(2024, 1, 1), date(2028, 1, 1))
pauses = st.tuples(days, st.integers(0, 40)).map(
    lambda one: (one[0], one[0] + timedelta(days=one[1]))
)
weeks = st.builds(
    Week,
    minutes=st.integers(10, 6000),
    study_days=st.frozensets(st.integers(1, 7), min_size=1),
    days_off=st.lists(pauses, max_size=4).map(tuple),
)
steps = st.lists(st.integers(0, 900), min_size=1, max_size=12).map(
    lambda many: [(f"step-{n}", minutes) for n, minutes in enumerate(many)]
)


def room(week: Week, start: date, last: date) -> float:
    """Minutes of study from start to last, both included."""
    all_days = (start + timedelta(days=n) for n in range((last - start).days + 1))
    per_day = week.minutes / len(week.study_days)
    return per_day * sum(week.is_study_day(day) for day in all_days)


@given(steps, weeks, days)
def test_each_step_is_due_as_soon_as_its_minutes_fit(
    minutes: list[tuple[str, int]], week: Week, start: date
) -> None:
    due, total = proposed(minutes, week, start), 0
    for step, needed in minutes:
        total += needed
        day = due[step]
        assert week.is_study_day(day)
        assert room(week, start, day) >= total - 1e-6
        one_less = room(week, start, day - timedelta(days=1))
        assert one_less < total or one_less == 0


@given(steps, weeks, days)
def test_days_follow_the_path(
    minutes: list[tuple[str, int]], week: Week, start: date
) -> None:
    due = list(proposed(minutes, week, start).values())

    assert due == sorted(due)
    assert due[0] >= start


@given(steps, weeks, days, st.integers(-300, 300))
def test_shifting_keeps_every_distance(
    minutes: list[tuple[str, int]], week: Week, start: date, by: int
) -> None:
    due = proposed(minutes, week, start)
    moved = shifted(due, by)

    assert {moved[step] - day for step, day in due.items()} == {timedelta(days=by)}
    assert shifted(moved, -by) == due


def test_a_week_of_five_days_with_a_holiday() -> None:
    week = Week(
        300, frozenset({1, 2, 3, 4, 5}), ((date(2026, 9, 8), date(2026, 9, 9)),)
    )
    minutes = [("first", 60), ("second", 90), ("third", 150)]

    assert proposed(minutes, week, MONDAY) == {
        "first": MONDAY,
        "second": date(2026, 9, 11),
        "third": date(2026, 9, 15),
    }


def test_a_step_without_minutes_is_due_with_the_one_before() -> None:
    week = Week(70, frozenset(range(1, 8)))

    assert proposed([("a", 20), ("b", 0)], week, MONDAY)["b"] == date(2026, 9, 8)


def test_the_first_and_last_day() -> None:
    assert ends({}) is None
    assert ends({"b": date(2026, 9, 3), "a": MONDAY}) == (date(2026, 9, 3), MONDAY)


def test_what_is_due_in_the_week() -> None:
    due = {"late": MONDAY + timedelta(7), "soon": MONDAY + timedelta(6), "now": MONDAY}

    assert due_soon(due, MONDAY) == [
        ("now", MONDAY),
        ("soon", MONDAY + timedelta(6)),
    ]
