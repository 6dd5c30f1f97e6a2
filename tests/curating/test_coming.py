"""Which resources a learner comes to in the coming weeks."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curating.engine.reach import coming
from progress.engine.state import Learner, Preferences, Record, Walk
from tests.progress.engine.build import (
    choice,
    facts,
    learner,
    roadmap,
    slot,
    step,
    tracks,
    walk,
)

HOUR = 60


def path(count: int = 4, **more: object) -> Walk:
    """Steps s0, s1, ... of an hour each, one after the other."""
    steps = [
        step(f"s{n}", *([f"s{n - 1}"] if n else []), slots=(slot(f"r{n}"),))
        for n in range(count)
    ]
    known = [facts(f"r{n}") for n in range(count)]
    return walk(roadmap(*steps), *known, **more)  # type: ignore[arg-type]


def resources(who: Learner, minutes: int, **more: frozenset[str]) -> set[str]:
    return {visit[2] for visit in coming(who, minutes, **more)}


def test_only_what_the_minutes_reach_counts() -> None:
    assert resources(learner(path()), 2 * HOUR) == {"r0", "r1"}
    assert resources(learner(path()), 2 * HOUR + 1) == {"r0", "r1", "r2"}
    assert resources(learner(path()), 0) == set()


def test_a_pause_counts_nothing_and_leaves_its_share_to_others() -> None:
    paused = path(chosen=choice(paused=True))
    other = walk(
        roadmap(step("x", slots=(slot("rx"),)), slug="other"), facts("rx", minutes=HOUR)
    )

    assert resources(learner(paused), 10 * HOUR) == set()
    assert resources(learner(paused, other), 1) == {"rx"}


def test_what_is_done_does_not_count() -> None:
    done = {"s0": Record(decision="done"), "s1": Record(decision="known")}
    assert resources(learner(path(records=done)), HOUR) == {"r2"}

    by_units = learner(path(), spans={"r0": ((0, 1),)})
    assert "r0" not in resources(by_units, 100 * HOUR)


def test_a_finished_path_counts_nothing() -> None:
    done = {f"s{n}": Record(decision="done") for n in range(4)}

    assert resources(learner(path(records=done)), 100 * HOUR) == set()


def test_another_track_does_not_count() -> None:
    document = roadmap(
        step("a", slots=(slot("ra"),), when=tracks("vision")),
        step("b", slots=(slot("rb"),), when=tracks("nlp")),
        track="vision nlp",
    )
    known = walk(document, facts("ra"), facts("rb"), chosen=choice(track="nlp"))

    assert resources(learner(known), 100 * HOUR) == {"rb"}


def one_step() -> Walk:
    document = roadmap(step("a", slots=(slot("ra", instead="rb"),)))
    return walk(document, facts("ra", cost="paid"), facts("rb"))


def test_of_alternatives_the_one_that_is_taken_counts() -> None:
    begun = learner(
        walk(
            roadmap(step("a", slots=(slot("ra", instead="rb"),))),
            facts("ra", total=4),
            facts("rb", total=4),
        ),
        spans={"rb": ((0, 1),)},
    )
    free = learner(one_step(), preferences=Preferences(free_only=True))

    assert resources(learner(one_step()), HOUR) == {"ra"}
    assert resources(begun, HOUR) == {"rb"}
    assert resources(free, HOUR) == {"rb"}


def test_a_link_that_does_not_work_keeps_its_learners() -> None:
    document = roadmap(step("a", slots=(slot("ra", instead="rb"),)))
    dead = walk(document, facts("ra", usable=False), facts("rb"))

    assert resources(learner(dead), HOUR) == {"ra"}
    assert resources(learner(dead), HOUR, out=frozenset({"ra"})) == {"rb"}


@given(
    st.integers(0, 6),
    st.integers(0, 6 * HOUR),
    st.integers(0, 6 * HOUR),
    st.sets(st.sampled_from(["s0", "s1", "s2"])),
)
def test_more_time_never_reaches_less_and_done_never_more(
    count: int, minutes: int, more: int, done: set[str]
) -> None:
    who = learner(path(count))
    records = {key: Record(decision="done") for key in done}
    further = learner(path(count, records=records))

    assert coming(who, minutes) <= coming(who, minutes + more)
    assert not {visit[1] for visit in coming(further, minutes)} & done
    assert coming(learner(replace(path(count), choice=choice(paused=True))), more) == (
        frozenset()
    )
