"""What taking back would change is what it changes, and looking changes nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from progress import access
from progress.actions import undo_preview
from progress.actions.pausing import pause_all
from progress.actions.undo_preview import preview
from progress.models import ProgressEvent, StepRecord
from progress.queries.history import entries_of
from progress.queries.study import Study, head_of
from progress.queries.turned import Moves, Turned, moves_of
from tests.factories import TUESDAY, client_of
from tests.progress.long_history import write_long_history
from tests.progress.on_page import form_with, forms_on, get, words
from tests.progress.test_queries import WRITES
from tests.progress.test_undo import ACTS, Act
from tests.progress.time_walker import TimeWalker
from tests.progress.walker import Walker

MORE_ACTS: dict[str, Act] = {
    **ACTS,
    "handed in": lambda walker: walker.hand_in("All of it"),
    "finished with work": lambda walker: walker.finish("All of it"),
    "joined, knowing some": lambda walker: walker.join("other", known=("again",)),
    "rhythm": lambda walker: walker.rhythm("club", 3),
    "inside two roadmaps": lambda walker: (
        walker.join("other"),
        walker.done("other/again"),
    ),
    "everything rests": lambda walker: walker.acts.append(
        pause_all(
            head_of(walker.learner),
            begin=walker.at.date(),
            until=None,
            at=walker.at,
            key="rest",
        )
    ),
}
each_act = pytest.mark.parametrize("act", MORE_ACTS.values(), ids=MORE_ACTS)


def looked_at(ana: Walker, event_id: int | None = None) -> Turned:
    """The preview of turning round one act, by default the newest."""
    event = access.entry(ana.learner, event_id or ana.acts[-1].event_id or 0)
    (entry,) = entries_of(ana.learner, [event])
    study = ana.study()
    return preview(
        study.head, ana.learner, root=entry.root, is_back=entry.is_undone, at=ana.at
    )


def moves(ana: Walker, event_id: int | None = None) -> Moves:
    return moves_of(looked_at(ana, event_id))


def picture(study: Study) -> dict[str, object]:
    """How everything stands in a study."""
    person = study.head.learner
    assert person is not None
    return {
        "pause": (person.paused_from, person.paused_until),
        "units": {
            row.resource_id: (row.spans, row.inside, row.barrier)
            for row in study.rows
            if row.spans or row.inside or row.barrier
        },
        **{
            journey.slug: (study.choice(journey.enrolment), study.standings(journey))
            for journey in study.head.journeys
        },
        "records": {
            pk: said for pk, row in study.records.items() if any(said := said_of(row))
        },
    }


def said_of(row: StepRecord) -> tuple[object, ...]:
    added = {None: "", True: "on", False: "off"}[row.is_added]
    return (row.option, row.put_off_until, row.rhythm_per_week, row.done_days, added)


@each_act
def test_the_preview_is_what_undo_does(ana: Walker, act: Act) -> None:
    act(ana)
    before, turned = picture(ana.study()), looked_at(ana)
    assert picture(turned.before) == before
    ana.undo()

    assert picture(turned.after) == picture(ana.study()) != before


@each_act
def test_the_preview_of_bringing_back_is_what_that_does(ana: Walker, act: Act) -> None:
    act(ana)
    ana.undo()
    before, turned = picture(ana.study()), looked_at(ana)
    assert (turned.is_back, picture(turned.before)) == (True, before)
    ana.undo()

    assert picture(turned.after) == picture(ana.study()) != before


@each_act
def test_something_is_said_of_every_act_and_nothing_is_written(
    ana: Walker, tab: Client, act: Act
) -> None:
    act(ana)
    events = ana.verbs()
    page = f"/history/{ana.acts[-1].event_id}/"
    get(tab, page)
    with CaptureQueriesContext(connection) as captured:
        shown = get(tab, page)

    asked = [query["sql"] for query in captured.captured_queries]
    assert [one for one in asked if one.startswith(WRITES)] == []
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
    assert shown.context["moves"].is_nothing == (act is ACTS["removed"])
    assert "None" not in words(shown)
    assert ana.verbs() == events
    assert ana.differences() == []


MOST_STATEMENTS = 18


def test_every_roadmap_that_moves_is_named(ana: Walker) -> None:
    ana.join("other")
    ana.done("other/again")
    found = {one.title: one for one in moves(ana).roadmaps}

    assert set(found) == {"Way", "Other"}
    steps = {step.title: (step.before, step.after) for step in found["Way"].steps}
    assert steps["START"] == ("covered", "ready")
    assert steps["BASICS"] == ("ready", "locked")
    assert "0 of 4 done instead of 3 of 4 done." in found["Other"].sentences
    assert [one.sentences for one in moves(ana).resources] == [
        ("Lessons 1 to 10: not done any more.",)
    ]


def test_what_was_done_on_it_stays_and_is_named(ana: Walker) -> None:
    first = ana.done("start")
    ana.done("basics")
    found = moves(ana, first.event_id)

    assert [one.stay for one in found.roadmaps] == [("BASICS",)]


def test_units_that_another_entry_says_too_are_told_apart(ana: Walker) -> None:
    ana.read("course", (0, 2))
    ana.done("start")
    (found,) = moves(ana).resources

    assert found.sentences == (
        "Lessons 3 to 4: not done any more.",
        "Lessons 1 to 2: stays done, because another entry says so too.",
    )


def test_an_act_that_others_replaced_moves_nothing(ana: Walker, tab: Client) -> None:
    first = ana.skip("start")
    ana.know("start")
    found = moves(ana, first.event_id)

    assert found.is_nothing
    assert "Nothing but this entry" in words(get(tab, f"/history/{first.event_id}/"))


def test_sentences_for_what_is_no_step(ana: Walker) -> None:
    ana.change_path(aim="research", share_kind="percent", share_percent=20)
    (road,) = moves(ana).roadmaps
    assert "Your way: every step of it instead of Research." in road.sentences
    assert "Its share of your week: An equal share instead of 20 %." in road.sentences
    ana.undo()
    ana.pause()
    (road,) = moves(ana).roadmaps
    assert road.sentences == ("It does not rest any more.",)
    ana.barrier("book", "paid")
    (book,) = moves(ana).resources
    assert book.sentences == ("You can get at it again.",)
    ana.hand_in("All of it")
    assert "Its text is kept." in moves(ana).sentences[0]
    ana.leave()
    (road,) = moves(ana).roadmaps
    assert road.sentences == ("Comes back onto your roadmaps.",)
    ana.undo()
    (road,) = moves(ana, ana.acts[0].event_id).roadmaps
    gone = "Goes off your roadmaps. What you did there stays yours."
    assert road.sentences == (gone,)


def test_later_entries_on_the_same_things_are_shown(ana: Walker, tab: Client) -> None:
    first = ana.read("course", (0, 1), step="start")
    for unit in range(1, 8):
        ana.read("course", (unit, unit + 1))
    gone = ana.read("course", (8, 9))
    ana.undo(gone)
    ana.know("basics")
    page = get(tab, f"/history/{first.event_id}/")
    later = [entry.text for entry in page.context["page"].later]

    assert later[0] == "Course: Lesson 8 done"
    assert (len(later), page.context["page"].more) == (5, True)
    assert "Noted after it, and stays" in words(page)


@time_machine.travel(TUESDAY, tick=False)
def test_time_that_cannot_come_back_is_told_before(world: None) -> None:
    clocked = TimeWalker.on_way()
    tab = client_of(clocked.learner)
    clocked.log(TUESDAY - timedelta(hours=2), 60)
    noted = clocked.acts[-1].event_id
    assert moves(clocked).sentences == ("1 h of noted time goes.",)
    clocked.undo()
    assert moves(clocked).sentences == ("1 h of noted time comes back.",)
    clocked.log(TUESDAY - timedelta(hours=2), 30)
    page = get(tab, f"/history/{noted}/")

    assert "you noted 07:00 to 07:30 already. Change that first." in words(page)
    assert forms_on(page, about="/undo/") == []


def test_the_page_leads_back_to_the_part_it_came_from(ana: Walker, tab: Client) -> None:
    done = ana.done("start")
    page = get(tab, f"/history/{done.event_id}/?kind=steps&q=start")
    answer = form_with(page, "Take it back", about="/undo/").send(tab)

    assert answer["Location"] == "/history/?q=start&kind=steps"
    assert ana.status("start") == "ready"


def test_the_entry_of_taking_back_is_about_the_same_act(
    ana: Walker, tab: Client
) -> None:
    ana.done("start")
    undone = ana.undo()
    page = get(tab, f"/history/{undone.event_id}/")

    assert "<h1>Took back: Finished START</h1>" in words(page)
    form_with(page, "Bring it back", about="/undo/").send(tab)
    assert ana.status("start") == "done"


@pytest.mark.parametrize("whose", ["nobody's", "a part of an act"])
def test_there_is_a_page_for_ones_own_acts_alone(
    ana: Walker, tab: Client, whose: str
) -> None:
    ana.done("start")
    claim = ProgressEvent.objects.get(learner=ana.learner, verb="claim")
    event_id = {"nobody's": 10**9, "a part of an act": claim.pk}[whose]

    assert tab.get(f"/history/{event_id}/").status_code == 404


def test_ten_thousand_entries_later_it_asks_no_more(ana: Walker, tab: Client) -> None:
    for step in ("start", "basics"):
        ana.know(step)
    page = f"/history/{ana.acts[-1].event_id}/"
    ana.put_off("basics")

    def asked() -> int:
        get(tab, page)
        with CaptureQueriesContext(connection) as captured:
            get(tab, page)
        return len(captured)

    few = asked()
    write_long_history(ana.learner)
    assert asked() == few


def test_control_a_preview_that_folds_nothing_is_seen(
    ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.done("start")
    monkeypatch.setattr(undo_preview, "fold_again", lambda *args, **more: None)
    turned = looked_at(ana)
    ana.undo()

    assert picture(turned.after) != picture(ana.study())
