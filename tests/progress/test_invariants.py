"""What must never break in the data of progress, by number, with what keeps each.

The numbers are those of the design (reliability, section 3). A name is a constraint of
the database, or a test as module::function. Those that concern a history have their
tests below.
"""

from importlib import import_module
from random import Random

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client

from progress.actions import steps
from progress.models import Override, ProgressEvent
from tests.progress.on_page import get
from tests.progress.test_history_page import turn
from tests.progress.walker import Walker
from tests.progress.world import way_steps

HERE = "progress.test_invariants"

KEPT_BY: dict[str, tuple[str, ...]] = {
    "I1 done says when and how": ("step_record_done_says_when_and_how",),
    "I2 one row per learner and thing": (
        "step_record_once_per_learner",
        "resource_progress_once_per_learner",
        "enrolment_once_per_roadmap",
    ),
    "I3 percentages and counts are whole and in range": (
        "summary_percent_in_range",
        "progress.test_models::test_counts_are_never_negative",
    ),
    "I4 what is stored is what the events say": (
        "progress.test_study_from_nothing::"
        "test_any_history_from_nothing_comes_to_what_the_model_says",
        "progress.test_study_on_two_roadmaps::"
        "test_any_history_on_two_roadmaps_comes_to_what_the_model_says",
        "progress.test_verify::test_a_change_behind_its_back_is_found",
    ),
    "I5 the same request twice is once": (
        "event_once_per_key",
        "progress.test_idempotency::test_a_form_sent_again_is_sent_once",
    ),
    "I6 nothing is lost when many write": (
        "progress.test_races::test_sixteen_at_once_lose_nothing",
        "progress.test_races::test_control_without_the_lock_work_is_lost",
        "progress.test_notes_together::test_no_text_that_was_sent_is_lost",
    ),
    "I7 history is only added to": (
        "progress.test_append_only::test_what_is_written_stays",
    ),
    "I8 order is the database's": (
        "progress.test_models::test_order_comes_from_the_database_not_from_the_clock",
        "progress.test_models::test_the_database_says_when_an_event_was_recorded",
    ),
    "I9 undo is a new event": (
        "event_undo_names_what_it_undoes",
        "progress.test_models::test_an_event_is_undone_once",
        f"{HERE}::test_turning_an_act_round_only_ever_adds",
        f"{HERE}::test_every_turn_is_an_entry_of_the_history",
    ),
    "I10 entries of time": (
        "time_entry_ends_after_it_starts",
        "progress.test_time_actions::test_entries_never_overlap",
        "progress.test_time_races::test_a_clock_started_in_eight_tabs_is_one",
    ),
    "I11 a day holds no more than it has": (
        "progress.test_time_actions::test_a_day_of_23_and_of_25_hours",
    ),
    "I12 days are the learner's own": (
        "progress.engine.test_local_time::test_the_zone_of_the_server_plays_no_part",
    ),
    "I13 study days only grow": (
        "progress.test_time_page::test_study_days_stay_when_their_acts_are_taken_back",
        "progress.test_time_actions::test_another_zone_leaves_past_days_as_they_were",
    ),
    "I14 a clock that goes back takes nothing": (
        "progress.test_time_actions::test_a_clock_that_was_set_back_notes_nothing",
        f"{HERE}::test_a_clock_that_goes_back_un_earns_nothing",
    ),
    "I15 the catalogue takes nothing away": (
        "progress.test_no_cascade::test_every_foreign_key_of_the_study_protects",
    ),
    "I18 out of order is written down": (
        "event_override_is_known",
        f"{HERE}::test_done_before_its_needs_is_always_written_down_as_that",
    ),
    "I19 only open steps are offered": (
        "progress.engine.test_walks::"
        "test_walks_offer_only_open_steps_and_leave_nothing_behind",
        "progress.engine.test_walks::test_the_same_input_gives_the_same_answer",
    ),
    "I30 erasure leaves nothing of a person": (
        "progress.test_erasure::test_sixty_words_of_theirs_are_gone_from_every_table",
    ),
}


@pytest.mark.parametrize("names", KEPT_BY.values(), ids=KEPT_BY)
def test_each_has_a_constraint_or_a_test_that_is_there(names: tuple[str, ...]) -> None:
    constraints = {
        constraint.name
        for model in apps.get_app_config("progress").get_models()
        for constraint in model._meta.constraints
    }

    for name in names:
        module, _, function = name.partition("::")
        if function:
            assert callable(getattr(import_module(f"tests.{module}"), function))
        else:
            assert name in constraints


def rows(ana: Walker) -> list[tuple[object, ...]]:
    """Every event, with all that it says."""
    return list(ProgressEvent.objects.filter(learner=ana.learner).values_list())


@pytest.mark.parametrize("seed", range(4))
def test_turning_an_act_round_only_ever_adds(ana: Walker, seed: int) -> None:
    chance = Random(seed)
    acts = [ana.done("start"), ana.skip("extra"), ana.read("book", (0, 2))]
    for _ in range(12):
        before = rows(ana)
        place = chance.randrange(len(acts))
        acts[place] = ana.undo(acts[place])
        after = rows(ana)

        assert after[: len(before)] == before
        assert ana.verbs()[len(before) :] == ["undone"]
        assert ana.differences() == []


def test_an_undo_cannot_be_put_in_place_of_another(ana: Walker) -> None:
    done = ana.done("start")
    ana.undo(done)
    first = ProgressEvent.objects.get(undoes=done.event_id)
    first.pk, first.key = None, "0" * 64

    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_every_turn_is_an_entry_of_the_history(ana: Walker, tab: Client) -> None:
    ana.done("start")
    for label in ("Take it back", "Bring it back", "Take it back"):
        turn(tab, label)
    ana.done("start")
    days = get(tab, "/history/").context["page"].days
    entries = [entry.text for day in days for entry in day.entries]

    assert sorted(entries) == sorted(
        [
            *("Joined Way", "Finished START", "Finished START"),
            *("Took back: Finished START", "Took back: Finished START"),
            "Brought back: Finished START",
        ]
    )


def test_a_clock_that_goes_back_un_earns_nothing(ana: Walker) -> None:
    ana.done("start")
    ana.read("book", (0, 2))
    ana.sleep(-400)
    ana.know("basics")
    ana.undo(ana.read("book", (2, 3)))

    assert (ana.status("start"), ana.spans("book")) == ("done", [[0, 2]])
    assert ana.differences() == []


@pytest.mark.parametrize("seed", range(12))
def test_done_before_its_needs_is_always_written_down_as_that(
    ana: Walker, seed: int
) -> None:
    chance = Random(seed)
    keys = [step.key for step in way_steps() if step.kind in ("study", "project")]
    for step in chance.sample(keys, 5):
        is_locked = bool(ana.standing(step).missing)
        if ana.done(step).event_id is None:
            continue
        newest = ProgressEvent.objects.filter(learner=ana.learner, verb="done").last()
        assert newest is not None
        assert (newest.override == "own_choice") == is_locked, step
        assert newest.actor_id == ana.learner.pk


def test_control_without_looking_at_needs_nothing_is_written_down(
    ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "override_of", lambda verb, standing: Override.NONE)

    with pytest.raises(AssertionError):
        test_done_before_its_needs_is_always_written_down_as_that(ana, seed=0)
