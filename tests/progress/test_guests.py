"""Marks without an account: the same study, kept in the session alone."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from progress.marks import KEPT_AS, MOST_MARKS
from tests.factories import client_of, make_learner
from tests.progress.on_page import COURSE, LIST, STEP, forms_on, get, words

OF_SESSIONS = {"sessions.Session"}


@pytest.fixture
def guest(world: None) -> Client:
    return client_of()


def rows() -> dict[str, int]:
    """Rows of every table but that of sessions."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label not in OF_SESSIONS
    }


@pytest.fixture
def nothing_stored(world: None) -> Iterator[None]:
    before = rows()
    yield
    assert rows() == before


def say(guest: Client, what: str, **form: str) -> HttpResponse:
    response = guest.post(f"{STEP}{what}/", {"key": what, "next": LIST, **form})
    assert response.status_code == 302
    return response


def read(guest: Client, to: int, **form: str) -> HttpResponse:
    on_step = {"roadmap": "way", "step": "start", "next": f"{STEP}start/"}
    return guest.post(f"{COURSE}units/", {"reached": str(to), **on_step, **form})


def standing(guest: Client, step: str) -> str:
    page = get(guest, f"{STEP}{step}/")
    return str(page.context["page"].standing.status)


def marks(guest: Client) -> list[object]:
    return list(guest.session.get(KEPT_AS, []))


SAYINGS: dict[str, tuple[str, dict[str, str], str, str]] = {
    "all of it": ("start/done", {"how": "all"}, "start", "done"),
    "enough": ("start/done", {"how": "enough"}, "start", "done"),
    "known": ("start/known", {}, "start", "known"),
    "skipped": ("start/skip", {}, "start", "skipped"),
    "started": ("start/start", {}, "start", "in_progress"),
    "on the path": ("extra/on-path", {"on": "1"}, "extra", "ready"),
    "a way through": ("choose/option", {"option": "torch"}, "choose", "locked"),
}


@pytest.mark.parametrize("saying", SAYINGS.values(), ids=SAYINGS)
@pytest.mark.usefixtures("nothing_stored")
def test_what_a_guest_says_shows_on_every_page(
    guest: Client, saying: tuple[str, dict[str, str], str, str]
) -> None:
    url, form, step, status = saying
    say(guest, url, **form)

    assert standing(guest, step) == status
    shown = get(guest, LIST).context["page"]
    drawn = get(guest, "/roadmaps/way/").context["page"]
    for page in (shown, drawn):
        assert {row.key: row.status for row in page.rows}[step] == status
    assert len(marks(guest)) == 1


@pytest.mark.usefixtures("nothing_stored")
def test_units_count_everywhere(guest: Client) -> None:
    read(guest, 2)
    assert standing(guest, "start") == "in_progress"
    assert "2 of 10 lessons done" in words(get(guest, COURSE))
    read(guest, 4)
    assert standing(guest, "start") == "done"
    read(guest, 1)
    assert standing(guest, "start") == "in_progress"


@pytest.mark.usefixtures("nothing_stored")
def test_opened_again_gives_back_what_it_claimed(guest: Client) -> None:
    read(guest, 1)
    say(guest, "start/done", how="all")
    say(guest, "start/reopen")

    assert standing(guest, "start") == "in_progress"
    course = get(guest, f"{STEP}start/").context["page"].slots[0].primary[0]
    assert course.meter.spans == ((0, 1),)


@pytest.mark.usefixtures("nothing_stored")
def test_today_advises_on_what_was_marked(guest: Client) -> None:
    assert guest.get("/today/").status_code == 302
    say(guest, "start/done", how="all")
    page = get(guest, "/today/")

    assert page.context["page"].card.step.key == "basics"
    assert "You finished START" in words(page)
    assert 'href="/today/"' in words(get(guest, "/"))
    assert "14 days after your last mark" in words(page)


@pytest.mark.usefixtures("nothing_stored")
def test_a_guest_says_how_to_walk_a_roadmap(guest: Client) -> None:
    form = {"aim": "research", "tracks": "eyes", "known": "basics", "key": "k"}
    response = guest.post("/roadmaps/way/join/", form)

    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert standing(guest, "basics") == "known"
    assert standing(guest, "look") == "ready"
    guest.post("/roadmaps/way/join/", {"aim": "", "tracks": "nlp", "key": "k"})
    assert standing(guest, "look") == "off_track"


def test_the_same_form_twice_is_one_mark(guest: Client) -> None:
    for _ in range(2):
        say(guest, "start/known")
    say(guest, "start/done", how="all")

    assert len(marks(guest)) == 2


def test_the_last_mark_is_taken_back_once(guest: Client) -> None:
    say(guest, "start/known")
    say(guest, "basics/known")
    undo = forms_on(get(guest, LIST), about="/marks/2/undo/")[0]
    for _ in range(2):
        undo.send(guest)

    assert [standing(guest, step) for step in ("start", "basics")] == ["known", "ready"]


def test_an_earlier_mark_says_that_the_last_goes_first(guest: Client) -> None:
    say(guest, "start/known")
    undo = forms_on(get(guest, LIST), about="/marks/1/undo/")[0]
    say(guest, "basics/known")
    get(guest, LIST)
    undo.send(guest)

    assert "Take back the last one first." in words(get(guest, LIST))
    assert len(marks(guest)) == 2


def test_all_marks_are_forgotten(guest: Client) -> None:
    say(guest, "start/known")
    response = guest.post("/marks/forget/", {"next": "/today/"})

    assert (response.status_code, response["Location"]) == (302, "/")
    assert standing(guest, "start") == "ready"
    assert KEPT_AS not in guest.session


def test_one_more_than_a_session_holds_is_refused(guest: Client) -> None:
    say(guest, "start/known")
    session = guest.session
    session[KEPT_AS] = marks(guest) * (MOST_MARKS - 1)
    session.save()
    say(guest, "basics/known")
    assert len(marks(guest)) == MOST_MARKS
    say(guest, "extra/known")

    assert len(marks(guest)) == MOST_MARKS
    assert "keeps 200 marks" in words(get(guest, LIST))
    assert standing(guest, "extra") == "optional"


@pytest.mark.parametrize("url", ["start/not-now", "club/habit", "build/done"])
def test_the_rest_asks_for_an_account(guest: Client, url: str) -> None:
    response = guest.post(f"{STEP}{url}/", {"reason": "hard", "level_0": "1"})

    assert response["Location"].startswith("/accounts/login/")
    assert marks(guest) == []


def begin(address: str) -> str:
    """What a new session from this address is told about its first mark."""
    guest = Client(REMOTE_ADDR=address)
    say(guest, "start/known")
    return words(get(guest, LIST))


@pytest.mark.parametrize(
    ("address", "neighbour", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
    ],
)
def test_first_marks_are_limited_by_network(
    world: None, address: str, neighbour: str, other: str, settings: object
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"mark": "2/h/ip"}  # type: ignore[attr-defined]
    refusal = "Many people marked something from your network"
    kept = Client(REMOTE_ADDR=address)
    say(kept, "start/known")
    say(kept, "basics/known")

    assert refusal not in begin(address)
    assert refusal in begin(neighbour)
    assert refusal not in begin(other)
    say(kept, "extra/known")
    assert len(marks(kept)) == 3


@pytest.mark.parametrize("url", [LIST, "/roadmaps/way/", f"{STEP}start/", COURSE])
def test_pages_with_marks_are_not_stored(guest: Client, url: str) -> None:
    assert "no-store" not in get(guest, url).headers.get("Cache-Control", "")
    say(guest, "start/known")

    assert get(guest, url)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "url", ["/today/", LIST, "/roadmaps/way/", f"{STEP}start/", COURSE]
)
def test_marks_cost_a_guest_two_statements(guest: Client, url: str) -> None:
    for step in ("start", "basics", "both", "choose"):
        say(guest, f"{step}/done", how="all")
    get(guest, url)
    with CaptureQueriesContext(connection) as few:
        get(guest, url)

    assert len(few) <= 2


def test_looking_never_makes_a_session(guest: Client) -> None:
    for url in (LIST, f"{STEP}start/", COURSE, "/roadmaps/way/join/", "/today/"):
        guest.get(url)

    assert not Session.objects.exists()


def test_old_sessions_are_swept_away(guest: Client) -> None:
    say(guest, "start/known")
    Session.objects.update(expire_date=timezone.now())
    call_command("clearsessions")

    assert not Session.objects.exists()
    assert standing(guest, "start") == "ready"


def test_a_mark_of_a_step_that_is_gone_is_left_out(guest: Client) -> None:
    say(guest, "start/known")
    session = guest.session
    row = dict(session[KEPT_AS][0])
    resource = {"step": "", "roadmap": "", "resource": "gone"}
    for gone in ({"step": "gone"}, {"roadmap": "gone"}, resource):
        said = [{**row["said"][0], **gone}]
        session[KEPT_AS] = [*session[KEPT_AS], {**row, "said": said}]
    session.save()

    assert standing(guest, "start") == "known"
    assert get(guest, "/today/").status_code == 200


def test_whoever_is_signed_in_has_no_marks(world: None) -> None:
    tab = client_of(make_learner())
    tab.post(f"{STEP}start/known/", {"key": "k", "next": LIST})

    assert KEPT_AS not in tab.session
    assert tab.post("/marks/forget/").status_code == 302
