"""Why it said that: the advice of then, from what was stored with the act."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from progress.actions.moving import move_learners
from progress.engine.advise import advise
from progress.models import ProgressEvent
from progress.queries import advice_then as module
from progress.queries.advice_then import AdviceThen, advice_then
from progress.queries.count import suggestions_of
from progress.queries.study import head_of
from progress.wording import sentences
from roadmap.models import Resource, Step
from tests.factories import make_event, publish_document
from tests.progress.on_page import get, words
from tests.progress.walker import Walker
from tests.progress.world import way, way_steps


def then(ana: Walker, event_id: int | None = None) -> AdviceThen:
    event = ProgressEvent.objects.get(pk=event_id or ana.acts[-1].event_id)
    found = advice_then(head_of(ana.learner), event)
    assert found is not None
    return found


def test_it_says_in_sentences_what_today_said_then(ana: Walker) -> None:
    ana.done("start")
    study = ana.study()
    today = advise(study.engine, today=study.today, minutes=ana.learner.minutes_at_hand)
    said = then(ana)

    assert today.best is not None
    assert [step.title for step in said.steps] == [
        one.step.upper() for one in suggestions_of(today)
    ]
    assert said.steps[0].reasons == tuple(sentences(study, "way", today.best.reasons))
    assert [bool(step.lost) for step in said.steps] == [False] + [True] * (
        len(said.steps) - 1
    )
    assert (said.kind, said.rule, said.moved) == ("suggest", today.rule_version, ())
    assert said.revision == study.head.revision


def test_the_page_of_an_entry_shows_it(ana: Walker, tab: Client) -> None:
    done = ana.done("start")
    page = words(get(tab, f"/history/{done.event_id}/"))

    assert "What Waymark advised then" in page
    day = date_format(ana.at.date(), "DATE_FORMAT")
    assert f"Right after this entry, on {day} at" in page
    assert ">BASICS</a>" in page
    assert "By version 1 of the rules." in page
    assert f"Revision {then(ana).revision} of the catalogue." in page


def test_it_stays_when_the_advice_of_today_is_another(ana: Walker) -> None:
    done = ana.done("start")
    before = then(ana, done.event_id)
    ana.know("basics")

    assert then(ana, done.event_id) == before


def test_what_left_the_roadmap_keeps_its_name(ana: Walker, tab: Client) -> None:
    done = ana.done("start")
    first, _basics, *others = way_steps()
    freed = (replace(one, needs=()) for one in others[:2])
    roadmap = publish_document(way(first, *freed, *others[2:]))
    move_learners(roadmap.current_version)
    said = then(ana, done.event_id)

    assert (said.steps[0].title, said.steps[0].url) == ("BASICS", "")
    assert "Way had version 1; now it is 2." in said.moved
    assert "The catalogue has changed. Titles are those of today." in said.moved
    page = words(get(tab, f"/history/{done.event_id}/"))
    assert "not on the roadmap now" in page
    assert "Since then" in page


def test_titles_are_those_of_the_stored_keys(ana: Walker) -> None:
    done = ana.done("start")
    Step.objects.filter(key="basics").update(title="Foundations")
    Resource.objects.filter(key="film").update(title="Moving picture")
    said = then(ana, done.event_id)

    assert said.steps[0].title == "Foundations"
    assert said.steps[0].slice == "Moving picture"


def test_rules_that_have_changed_are_said(
    ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.done("start")
    monkeypatch.setattr(module, "RULE_VERSION", "2")

    assert "The rules have changed: version 1 then, 2 now." in then(ana).moved


def kept(**fields: Any) -> dict[str, Any]:
    step = {
        "roadmap": "gone",
        "step": "lost",
        "option": "",
        "resource": "",
        "spans": [],
        "score": "1",
        "reasons": [["forgotten", {"days": 3}], ["alongside", {}]],
        "lost": None,
    }
    return {
        "rule": "0",
        "inputs": "a" * 64,
        "minutes": None,
        "kind": "suggest",
        "steps": [step],
        **fields,
    }


def test_keys_and_codes_that_nobody_knows_are_shown_as_they_are(
    ana: Walker, tab: Client
) -> None:
    event = make_event(ana.learner, key="0" * 64, advice=kept(versions={"gone": 4}))
    said = then(ana, event.pk)

    assert [(one.title, one.roadmap, one.url) for one in said.steps] == [
        ("lost", "gone", "")
    ]
    codes = [reason.text for reason in said.steps[0].reasons]
    assert codes == [
        "Its name in the rules of then: forgotten.",
        "Its name in the rules of then: alongside.",
    ]
    assert "gone is not published any more." in said.moved
    assert said.revision is None
    page = words(get(tab, f"/history/{event.pk}/"))
    assert "Revision" not in page


KINDS = {
    "only_put_off": "All that was open had been put off.",
    "finished": "You were at the end of your path.",
    "paused": "You were resting, so it asked for nothing.",
    "nothing_open": "No step of your path was open.",
    "empty": "There was nothing on your path.",
}


@pytest.mark.parametrize("kind", KINDS)
def test_no_step_to_name_is_said_too(ana: Walker, tab: Client, kind: str) -> None:
    advice = kept(kind=kind, steps=[])
    event = make_event(ana.learner, key="0" * 64, advice=advice)

    assert KINDS[kind] in words(get(tab, f"/history/{event.pk}/"))


def test_an_entry_without_stored_advice_says_nothing_of_it(
    ana: Walker, tab: Client
) -> None:
    event = make_event(ana.learner, key="0" * 64)

    assert "advised then" not in words(get(tab, f"/history/{event.pk}/"))


def test_it_costs_three_queries_for_any_number_of_steps(ana: Walker) -> None:
    done = ana.done("start")
    head = head_of(ana.learner)
    event = ProgressEvent.objects.get(pk=done.event_id)
    with CaptureQueriesContext(connection) as captured:
        advice_then(head, event)

    assert len(captured) == 3
