"""A hard step, a bad link, something missing before it and an unclear task look
different: planted in generated cohorts, each is called what it is."""

from random import Random

import pytest

from mentoring.engine.stuck import Finding, Pace, StepFigures, finding, spread_of
from mentoring.queries.stuck import time_words

COHORTS = 25
LEARNERS = 24
ESTIMATE = 240


def planted(trouble: str, seed: int) -> StepFigures:
    """A step that 18 or so of 24 did, with that trouble."""
    chance = Random(seed)
    minutes, paces, sent_back = [], [], 0
    count = 14 + int(chance.random() * 8)
    for number in range(count):
        own = 0.7 + 0.8 * chance.random()
        times = 0.8 + 0.4 * chance.random()
        if trouble == "hard":
            times *= 1.9 + 0.5 * chance.random()
        if trouble == "missing" and number % 2:
            times *= 3.2 + chance.random()
        sent_back += trouble == "sent_back" and chance.random() < 0.75
        minutes.append(round(ESTIMATE * own * times))
        paces.append(Pace(own * times, own * (0.9 + 0.2 * chance.random())))
    return StepFigures(
        key="step",
        estimate=ESTIMATE,
        minutes=tuple(sorted(minutes)),
        paces=tuple(paces),
        begun=count + 2,
        asked=8 if trouble == "asked" else int(chance.random() * 3),
        barred=7 if trouble == "barred" else int(chance.random() * 2),
        is_link_bad=trouble == "gone",
        versions=count if trouble in {"sent_back", "project"} else 0,
        sent_back=sent_back or (2 if trouble == "project" else 0),
    )


@pytest.mark.parametrize(
    ("trouble", "called"),
    [
        ("gone", "link"),
        ("barred", "link"),
        ("sent_back", "unclear"),
        ("asked", "unclear"),
        ("missing", "missing"),
        ("hard", "hard"),
        ("none", None),
        ("project", None),
    ],
)
def test_each_trouble_is_called_what_it_is(trouble: str, called: str | None) -> None:
    found = [finding(planted(trouble, seed)) for seed in range(COHORTS)]

    assert [one.trouble if one else None for one in found] == [called] * COHORTS


@pytest.mark.parametrize("seed", range(5))
def test_who_is_slow_everywhere_makes_no_step_hard(seed: int) -> None:
    chance = Random(seed)
    paces = [Pace(slow, slow) for slow in (1.5 + chance.random() for _ in range(12))]
    figures = StepFigures("step", ESTIMATE, (400,) * 12, tuple(paces), begun=12)

    assert finding(figures) is None


def test_three_people_say_nothing_yet() -> None:
    figures = StepFigures("step", ESTIMATE, (900,) * 3, (Pace(4, 1),) * 3, begun=3)

    assert finding(figures) is None


def test_one_who_cannot_get_at_it_is_no_bad_link() -> None:
    assert finding(StepFigures("step", ESTIMATE, begun=4, barred=1)) is None
    assert finding(StepFigures("step", ESTIMATE, begun=4, barred=2)) == Finding(
        "step", "link", {"barred": 2, "begun": 4}
    )


def test_the_middle_half_lies_between_the_quarters() -> None:
    found = spread_of([5, 1, 2, 4, 3])

    assert (found.low, found.middle, found.high) == (2, 3, 4)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ((), ""),
        ((255,), "4 h 15 (1 learner)"),
        ((45, 45, 45), "45 min (3 learners)"),
        (
            (60, 120, 180, 240, 300),
            "3 h, the middle half 2 h to 4 h (5 learners)",
        ),
    ],
)
def test_times_are_told_with_their_middle_half_where_there_is_one(
    minutes: tuple[int, ...], words: str
) -> None:
    assert time_words(StepFigures("step", ESTIMATE, minutes)) == words
