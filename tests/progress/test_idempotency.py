"""The same form sent more than once has one effect; another one is another."""

from collections.abc import Callable

import pytest

from progress.actions.change import Outcome, hash_of
from tests.factories import client_of, make_learner
from tests.progress.walker import Walker

Act = Callable[[Walker], Outcome]
KEY = "the-form"

FORMS: dict[str, Act] = {
    "done": lambda walker: walker.done("start", key=KEY),
    "enough": lambda walker: walker.done("start", "enough", key=KEY),
    "self-checked": lambda walker: walker.done("build", key=KEY),
    "known": lambda walker: walker.know("start", key=KEY),
    "skipped": lambda walker: walker.skip("start", key=KEY),
    "started": lambda walker: walker.start("start", key=KEY),
    "put off": lambda walker: walker.put_off("start", key=KEY),
    "units": lambda walker: walker.read("course", (0, 2), key=KEY),
    "units that close": lambda walker: walker.read(
        "course", (0, 4), step="start", key=KEY
    ),
    "joined": lambda walker: walker.join("other", key=KEY),
    "path": lambda walker: walker.change_path(aim="research", key=KEY),
}
each_form = pytest.mark.parametrize("send", FORMS.values(), ids=FORMS)


@each_form
@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_form_sent_again_is_sent_once(ana: Walker, send: Act, times: int) -> None:
    send(ana)
    written = ana.verbs()
    for _ in range(times - 1):
        send(ana)

    assert ana.verbs() == written
    assert ana.differences() == []


@each_form
def test_a_form_sent_after_its_undo_does_not_come_back(ana: Walker, send: Act) -> None:
    send(ana)
    ana.undo()
    written = ana.verbs()
    again = send(ana)

    assert (again.repeated, again.event_id) == (True, None)
    assert ana.verbs() == written
    assert ana.differences() == []


def test_the_answer_to_a_repeated_form_is_the_present_state(ana: Walker) -> None:
    first = ana.put_off("start", key=KEY)
    ana.done("start")
    again = ana.put_off("start", key=KEY)

    assert (again.event_id, again.repeated) == (first.event_id, True)
    journey = again.study.head.journeys[0]
    assert again.study.standings(journey)["start"].status == "done"


def test_the_answer_to_a_form_brought_back_leads_to_its_newest_undo(
    ana: Walker,
) -> None:
    ana.put_off("start", key=KEY)
    back = ana.undo(ana.undo())
    again = ana.put_off("start", key=KEY)

    assert again.event_id == back.event_id
    ana.undo(again)
    assert ana.record("start").put_off_reason == ""


def test_the_same_form_with_other_values_is_another(ana: Walker) -> None:
    ana.read("course", (0, 2), key=KEY)
    ana.read("course", (0, 3), key=KEY)
    ana.put_off("start", "time", key=KEY)
    ana.put_off("start", "hard", key=KEY)

    assert ana.spans("course") == [[0, 3]]
    assert ana.record("start").put_off_reason == "hard"


def test_the_same_key_on_another_step_is_another_form(ana: Walker) -> None:
    ana.know("start", key=KEY)
    ana.know("basics", key=KEY)

    assert ana.status("basics") == "known"


def test_the_same_key_of_somebody_else_is_another_form(ana: Walker) -> None:
    other = Walker(make_learner())
    other.join()
    ana.know("start", key=KEY)
    other.know("start", key=KEY)

    assert (ana.status("start"), other.status("start")) == ("known", "known")


def test_a_form_without_a_key_is_never_swallowed(ana: Walker) -> None:
    ana.put_off("start", key="")
    ana.put_off("start", key="")

    assert ana.record("start").put_off_count == 2


def test_what_was_said_is_part_of_the_key() -> None:
    assert hash_of("k", ["done", 1]) == hash_of("k", ["done", 1])
    assert len({hash_of("k", ["done", 1]), hash_of("k", ["done", 2])}) == 2
    assert len(hash_of("", None)) == 64


def test_a_page_sent_twice_answers_twice_and_writes_once(ana: Walker) -> None:
    browser = client_of(ana.learner)
    answers = [
        browser.post(
            "/roadmaps/way/steps/start/not-now/", {"reason": "time", "key": KEY}
        )
        for _ in range(3)
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert ana.record("start").put_off_count == 1
