"""Every sentence of a suggestion is checked by doing the step in a copy."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from progress.engine.advise import advise
from progress.engine.claims import claims_of, done_copy
from progress.engine.facts import opening_of
from progress.engine.order import outlook_of
from progress.engine.reading import NOT_USABLE, workable
from progress.engine.slices import slice_of
from progress.engine.standing import standings
from progress.engine.state import (
    Learner,
    Preferences,
    Reason,
    Record,
    Slice,
    Standing,
    Suggestion,
    Walk,
)
from progress.engine.survey import survey_of
from roadmap.spans import covers, intersect
from tests.progress.engine.random_roadmaps import TODAY, some_learner

SEEDS = st.integers(0, 2**32 - 1)
LINES = dict[str, Standing]


def walk_of(learner: Learner, slug: str) -> Walk:
    return next(walk for walk in learner.walks if walk.slug == slug)


def keys(reason: Reason, name: str) -> list[str]:
    return [key for key in str(reason.params[name]).split(",") if key]


def told(learner: Learner, minutes: int | None) -> list[Suggestion]:
    advice = advise(learner, today=TODAY, minutes=minutes)
    return [*([advice.best] if advice.best else []), *advice.others]


def fact(one: Suggestion, code: str) -> Reason | None:
    return next((fact for fact in one.facts if fact.code == code), None)


def newly_satisfied(before: LINES, after: LINES) -> set[str]:
    return {
        key
        for key, line in after.items()
        if line.satisfied and not before[key].satisfied
    }


def reached_without(learner: Learner, walk: Walk, forbidden: set[str]) -> set[str]:
    """Steps of the present path that can be done while those are never done."""
    path = {key for key, line in standings(learner, walk).items() if line.on_path}
    while True:
        now = {
            key
            for key, line in standings(learner, walk).items()
            if line.is_open and key in path - forbidden
        }
        if not now:
            lines = standings(learner, walk)
            return {key for key in path if lines[key].satisfied}
        records = {key: replace(walk.records.get(key, Record())) for key in now}
        marked = {key: replace(one, decision="done") for key, one in records.items()}
        walk = replace(walk, records={**walk.records, **marked})


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS)
def test_what_a_step_opens_is_open_in_a_copy_and_nothing_else_is(seed: int) -> None:
    learner = some_learner(seed)
    walk = learner.walks[0]
    before = standings(learner, walk)
    for one in told(learner, None):
        opening = opening_of(learner, walk, one.step)
        copy, then = done_copy(learner, walk, one.step)
        after = standings(copy, then)
        opened = {
            key
            for key, line in before.items()
            if line.on_path and line.status == "locked" and after[key].is_open
        }
        assert set(opening.at_once) == opened
        shown = fact(one, "opens")
        if shown:
            assert set(keys(shown, "steps")) == opened
            assert shown.params["behind"] == len(opening.behind)


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS)
def test_what_stands_behind_a_step_cannot_be_reached_without_it(seed: int) -> None:
    learner = some_learner(seed)
    walk = learner.walks[0]
    before = standings(learner, walk)
    for one in told(learner, None):
        opening = opening_of(learner, walk, one.step)
        copy, then = done_copy(learner, walk, one.step)
        done = newly_satisfied(before, standings(copy, then)) & set(before)
        reached = reached_without(learner, walk, done)
        missed = {
            key
            for key, line in before.items()
            if line.on_path and not line.satisfied and not line.blocked
        } - reached
        assert set(opening.behind) <= missed
        assert not set(opening.behind) & {*opening.at_once, *done}


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, minutes=st.sampled_from((None, 10, 45)))
def test_a_step_builds_on_work_that_is_done(seed: int, minutes: int | None) -> None:
    learner = some_learner(seed)
    walk = learner.walks[0]
    lines = standings(learner, walk)
    for one in told(learner, minutes):
        shown = fact(one, "builds_on")
        groups = walk.graph.steps[walk.graph.place[one.step]].needs
        named = {
            member.step
            for group in groups
            if group.strength != "alongside"
            for member in group.members
        }
        by_resource = any(m.resource for group in groups for m in group.members)
        for key in keys(shown, "steps") if shown else ():
            assert lines[key].status in ("done", "covered")
            assert key in named or by_resource


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, minutes=st.sampled_from((None, 10, 45)))
def test_a_slice_is_units_of_the_step_that_are_not_done(
    seed: int, minutes: int | None
) -> None:
    learner = some_learner(seed)
    for one in told(learner, minutes):
        cut = one.slice
        usable = fact(one, "nothing_usable") is None
        if cut is None or not cut.spans:
            continue
        walk = walk_of(learner, one.roadmap)
        work = walk.graph.work[walk.graph.place[one.step]][one.option]
        uses = [use for slot in work.slots for use in slot.counting]
        assert usable
        assert workable(learner, cut.resource) != NOT_USABLE
        assert not intersect(cut.spans, learner.effective.get(cut.resource, ()))
        assert any(
            use.resource == cut.resource
            and all(covers((use.scope or (0, 0),), span) for span in cut.spans)
            for use in uses
        )
        assert (cut.start, cut.end) == (cut.spans[0][0], cut.spans[-1][1])
        is_one_unit = cut.end - cut.start == 1
        assert minutes is None or cut.minutes <= minutes or (cut.longer and is_one_unit)


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, minutes=st.sampled_from((None, 10, 45)))
def test_other_facts_say_what_is_so(seed: int, minutes: int | None) -> None:
    learner = some_learner(seed)
    lines = standings(learner, learner.walks[0])
    for one in told(learner, minutes):
        first, going_on = fact(one, "first_step"), fact(one, "continues")
        takes, nothing = fact(one, "takes_minutes"), fact(one, "nothing_usable")
        assert len(one.facts) <= 2
        assert first is None or not any(line.satisfied for line in lines.values())
        if going_on:
            resource = str(going_on.params["resource"])
            assert one.slice
            assert learner.effective[resource]
            assert going_on.params["unit"] == one.slice.start + 1
        if takes:
            cut = one.slice.minutes if one.slice and one.slice.spans else None
            left = one.minutes_left if cut is None else cut
            assert takes.params == {"minutes": left, "of": minutes}
            assert left <= (minutes or 0)
        if nothing:
            assert one.slice is None


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS)
def test_what_counts_elsewhere_moves_there_in_a_copy(seed: int) -> None:
    learner = some_learner(seed, roadmaps=3)
    for one in told(learner, None):
        walk = walk_of(learner, one.roadmap)
        copy, _ = done_copy(learner, walk, one.step)
        moved = [
            other.slug
            for other, then in zip(learner.walks, copy.walks, strict=True)
            if other is not walk and _moves(learner, other, copy, then)
        ]
        for code in ("counts_in", "several_roadmaps"):
            shown = [r for r in (*one.facts, *one.reasons) if r.code == code]
            for reason in shown:
                assert keys(reason, "roadmaps") == moved


def _moves(learner: Learner, walk: Walk, copy: Learner, then: Walk) -> bool:
    """Whether something left on the path has less left in the copy."""
    before, after = standings(learner, walk), standings(copy, then)
    return any(
        line.on_path
        and not line.satisfied
        and (after[key].satisfied or after[key].minutes_left < line.minutes_left)
        for key, line in before.items()
    )


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS)
def test_a_reason_for_value_names_a_milestone_that_the_step_leads_to(
    seed: int,
) -> None:
    learner = some_learner(seed)
    walk = learner.walks[0]
    for one in told(learner, None):
        for reason in one.reasons:
            if reason.code == "brings_value":
                outlook = outlook_of(survey_of(learner, walk))
                place = walk.graph.place
                left, ways = outlook.left, outlook.schedule.ways
                goal = left.position[place[str(reason.params["milestone"])]]
                assert ways[goal] >> left.position[place[one.step]] & 1
                assert reason.params["minutes"] == left.hours.of(ways[goal])


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_doing_a_step_with_all_its_units_satisfies_it(seed: int) -> None:
    learner = some_learner(seed, roadmaps=2)
    for one in told(learner, None):
        walk = walk_of(learner, one.roadmap)
        copy, then = done_copy(learner, walk, one.step)
        assert standings(copy, then)[one.step].status == "done"
        assert newly_satisfied(standings(copy, then), standings(learner, walk)) == set()
        for resource, units in claims_of(learner, walk, one.step).items():
            assert all(covers(copy.effective[resource], span) for span in units)


def cut_in(learner: Learner, slug: str, step: str) -> Slice | None:
    survey = survey_of(learner, walk_of(learner, slug))
    return slice_of(survey, survey.walk.graph.place[step], None)


def without(learner: Learner, whys: set[str]) -> Learner:
    """A copy of somebody who does not mind these things."""
    wanted = learner.preferences
    return replace(
        learner,
        preferences=Preferences(
            free_only=wanted.free_only and "free" not in whys,
            languages=frozenset() if "language" in whys else wanted.languages,
            at_computer=wanted.at_computer or "computer" in whys,
            blocked=frozenset() if "blocked" in whys else wanted.blocked,
        ),
    )


@settings(max_examples=300, deadline=None)
@given(seed=SEEDS, roadmaps=st.integers(1, 2))
def test_what_preferences_leave_out_is_taken_in_a_copy_without_them(
    seed: int, roadmaps: int
) -> None:
    learner = some_learner(seed, roadmaps=roadmaps)
    for one in told(learner, None):
        for reason in one.asked:
            slug = str(reason.params.get("roadmap", one.roadmap))
            step = str(reason.params.get("step", one.step))
            whys = set(str(reason.params["why"]).split(","))
            now = cut_in(learner, slug, step)
            then = cut_in(without(learner, whys), slug, step)
            assert then
            assert then.resource == reason.params["resource"]
            assert now is None or now.resource != then.resource
            for why in whys:
                still = cut_in(without(learner, whys - {why}), slug, step)
                assert still is None or still.resource != then.resource
            if reason.code == "set_aside":
                assert now is None
                assert (slug, step) != (one.roadmap, one.step)


@settings(max_examples=300, deadline=None)
@given(seed=SEEDS)
def test_nothing_is_left_out_for_a_preference_without_a_word(seed: int) -> None:
    learner = some_learner(seed)
    free = replace(learner, preferences=Preferences())
    for one in told(learner, None):
        now = cut_in(learner, one.roadmap, one.step)
        then = cut_in(free, one.roadmap, one.step)
        resources = (now and now.resource, then and then.resource)
        is_told = any(reason.code == "passed_over" for reason in one.asked)
        assert is_told == (resources[0] != resources[1])
