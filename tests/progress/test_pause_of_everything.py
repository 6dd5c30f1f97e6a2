"""One pause for everything, and coming back after ten days."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from progress.models import Note
from tests.factories import client_of, make_learner
from tests.progress.on_page import form_with, get, words
from tests.progress.walker import Walker

DAY = timedelta(days=1)


@pytest.fixture
def ana(world: None) -> Walker:
    """On `way` for forty days; her last act was twenty days ago."""
    walker = Walker(make_learner(name="Ana"), at=timezone.now() - 40 * DAY)
    walker.join()
    walker.sleep(20)
    walker.read("course", (0, 1), step="start")
    walker.sleep(20)
    return walker


@pytest.fixture
def tab(ana: Walker) -> Client:
    return client_of(ana.learner)


def today() -> date:
    return timezone.localdate()


def days(ana: Walker) -> tuple[date | None, date | None]:
    ana.learner.refresh_from_db()
    return ana.learner.paused_from, ana.learner.paused_until


def rest(tab: Client, begin: date, until: date | None = None, key: str = "k") -> int:
    form = {"begin": begin.isoformat(), "until": until.isoformat() if until else ""}
    return tab.post("/pause/", {**form, "key": key}).status_code


def test_everything_rests_until_a_day(ana: Walker, tab: Client) -> None:
    ana.join("other")
    assert rest(tab, today(), today() + 5 * DAY) == 302
    page = get(tab, "/today/")

    assert days(ana) == (today(), today() + 5 * DAY)
    assert page.context["page"].advice.kind == "paused"
    assert "Nothing asks for you until" in words(page)
    assert words(page).count("Resting with everything.") == 2
    assert ana.differences() == []
    form_with(page, "Go on now", about="/pause/end/").send(tab)
    assert days(ana) == (None, None)
    assert get(tab, "/today/").context["page"].advice.kind == "suggest"


@pytest.mark.parametrize(
    ("begin", "until", "words_said"),
    [
        (-61, None, "up to 60 days back"),
        (0, -1, "The end comes before the beginning"),
        (400, None, "within a year"),
        (0, 400, "within a year"),
    ],
)
def test_days_that_make_no_pause_are_refused(
    ana: Walker, tab: Client, begin: int, until: int | None, words_said: str
) -> None:
    form = {
        "begin": today() + begin * DAY,
        "until": "" if until is None else today() + until * DAY,
    }
    response = tab.post("/pause/", form)

    assert response.status_code == 422
    assert words_said in words(response)
    assert days(ana) == (None, None)


@pytest.mark.parametrize("odd", ["", "soon", "0000-00-00", "99999-01-01", "9999-12-31"])
def test_odd_days_are_refused(ana: Walker, tab: Client, odd: str) -> None:
    assert tab.post("/pause/", {"begin": odd}).status_code == 422
    assert days(ana) == (None, None)


def test_a_pause_is_taken_back_and_brought_back(ana: Walker, tab: Client) -> None:
    rest(tab, today() - 60 * DAY, today() - 50 * DAY)
    rest(tab, today(), key="other")
    newest = list(ana)[-1]
    tab.post(f"/history/{newest.pk}/undo/")
    assert days(ana) == (today() - 60 * DAY, today() - 50 * DAY)
    assert ana.differences() == []
    undo = list(ana)[-1]
    tab.post(f"/history/{undo.pk}/undo/")
    assert days(ana) == (today(), None)
    assert ana.differences() == []
    assert "Rested from everything from" in words(get(tab, "/history/"))


def test_the_same_pause_twice_is_one(ana: Walker, tab: Client) -> None:
    assert [rest(tab, today()), rest(tab, today())] == [302, 302]
    assert ana.verbs().count("paused") == 1


def test_a_changed_row_is_found(ana: Walker, tab: Client) -> None:
    rest(tab, today())
    ana.learner.refresh_from_db()
    ana.learner.paused_from = today() - DAY
    ana.learner.save()

    assert [one.field for one in ana.differences()] == ["paused_from"]


def test_a_pause_to_come_changes_nothing_yet(ana: Walker, tab: Client) -> None:
    rest(tab, today() + 3 * DAY, today() + 9 * DAY)

    assert get(tab, "/today/").context["page"].advice.kind == "suggest"


def test_back_after_a_while_there_is_one_small_thing(ana: Walker, tab: Client) -> None:
    step_id = ana.place("start").step_id
    Note.objects.create(
        learner=ana.learner,
        step_id=step_id,
        body="\n# The *first* line\nand more",
        created_at=ana.at,
        changed_at=ana.at,
    )
    page = get(tab, "/today/")

    assert "You were last here on" in words(page)
    assert "Course: Lesson 1 done." in words(page)
    assert "Your last note: <q>The *first* line</q>" in words(page)
    assert page.context["page"].minutes == 15
    assert get(tab, "/today/?minutes=45").context["page"].minutes == 45


def test_back_after_a_while_from_a_zone_that_has_vanished(ana: Walker) -> None:
    ana.learner.time_zone = "Mars/Olympus"
    ana.learner.save()

    assert "You were last here on" in words(get(client_of(ana.learner), "/today/"))


def test_it_was_a_break(ana: Walker, tab: Client) -> None:
    form = form_with(get(tab, "/today/"), "Yes, a break", about="/today/break/")
    assert [form.send(tab).status_code for _ in range(2)] == [302, 302]

    assert days(ana) == (today() - 19 * DAY, today() - DAY)
    assert ana.verbs().count("paused") == 1
    page = get(tab, "/today/")
    assert "You were last here" not in words(page)
    assert page.context["page"].minutes == 15
    assert page.context["page"].advice.kind == "suggest"
    assert ana.differences() == []


def test_a_long_break_begins_sixty_days_back(world: None) -> None:
    walker = Walker(make_learner(), at=timezone.now() - 200 * DAY)
    walker.join()
    tab = client_of(walker.learner)
    form_with(get(tab, "/today/"), "Yes, a break", about="/today/break/").send(tab)

    assert days(walker) == (today() - 60 * DAY, today() - DAY)


def test_it_was_none_and_is_not_asked_again(ana: Walker, tab: Client) -> None:
    form_with(get(tab, "/today/"), "No", about="/today/no-break/").send(tab)
    other_device = client_of(ana.learner)

    assert "You were last here" not in words(get(other_device, "/today/"))
    assert days(ana) == (None, None)
    assert ana.verbs().count("paused") == 0


def test_after_one_act_all_is_as_usual(ana: Walker, tab: Client) -> None:
    ana.read("course", (1, 2), step="start")
    page = get(tab, "/today/")

    assert "You were last here" not in words(page)
    assert page.context["page"].minutes == 25


def test_whoever_said_so_before_is_not_asked(ana: Walker, tab: Client) -> None:
    rest(tab, today() - 19 * DAY, today() - 2 * DAY)
    page = words(get(tab, "/today/"))

    assert "You were last here on" in page
    assert "Was that a break?" not in page
    assert "All right" in page


@pytest.mark.parametrize(("away", "more"), [(9, 0), (10, 1)])
def test_only_coming_back_costs_one_statement_more(
    world: None, away: int, more: int
) -> None:
    walker = Walker(make_learner(), at=timezone.now() - away * DAY)
    walker.join()
    tab = client_of(walker.learner)
    get(tab, "/today/")
    with CaptureQueriesContext(connection) as usual:
        get(tab, "/roadmaps/way/list/")
    with CaptureQueriesContext(connection) as asked:
        get(tab, "/today/")

    assert len(asked) == len(usual) + more
