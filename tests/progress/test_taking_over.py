"""Signing in takes marks over, whichever way: once, as a union with what is there."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.management.commands.make_admin import one_time_link
from accounts.models import User
from progress import receivers
from progress.actions.taking_over import take_over
from progress.marks import KEPT_AS, MOST_MARKS, Mark, Marks, Said
from progress.models import Clock
from tests.accounts.people import PASSWORD
from tests.factories import TUESDAY, client_of, make_learner, publish_document
from tests.progress.on_page import COURSE, LIST, STEP, get, words
from tests.progress.walker import Walker
from tests.roadmap.documents import make_document, make_resource, make_step, slot, use

NEW = "new@example.org"
OLD = "old@example.org"


@pytest.fixture
def guest(world: None) -> Client:
    return client_of()


def say(guest: Client, what: str, **form: str) -> None:
    url = what if what.startswith("/") else f"{STEP}{what}/"
    response = guest.post(url, {"key": f"key-{what}", "next": LIST, **form})
    assert response.status_code == 302


def mark_some(guest: Client) -> None:
    """The first step done, half of the next slot, one known, one put on the path."""
    say(guest, "start/done", how="all")
    say(guest, "basics/known")
    say(guest, "extra/on-path", on="1")
    units = {"did": "0-2", "roadmap": "way", "step": "both"}
    say(guest, "/catalogue/book/units/", **units)


def walker_of(email: str) -> Walker:
    return Walker(User.objects.get(email=email))


def old_account() -> User:
    person = make_learner(OLD, password=PASSWORD)
    EmailAddress.objects.create(user=person, email=OLD, primary=True, verified=True)
    return person


def sign_up(guest: Client, mails: list[Any], settings: Any) -> str:
    guest.post("/accounts/signup/", {"email": NEW, "password1": PASSWORD})
    return NEW


def code_in(mails: list[Any]) -> str:
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mails[-1].body, re.MULTILINE)
    assert found
    return found[1]


def sign_up_by_code(guest: Client, mails: list[Any], settings: Any) -> str:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    guest.post("/accounts/signup/", {"email": NEW, "password1": PASSWORD}, follow=True)
    assert KEPT_AS in guest.session
    guest.post("/accounts/confirm-email/", {"code": code_in(mails)})
    return NEW


def sign_in(guest: Client, mails: list[Any], settings: Any) -> str:
    old_account()
    guest.post("/accounts/login/", {"login": OLD, "password": PASSWORD})
    return OLD


def sign_in_by_code(guest: Client, mails: list[Any], settings: Any) -> str:
    settings.ACCOUNT_LOGIN_BY_CODE_ENABLED = True
    settings.ROOT_URLCONF = "tests.progress.urls_with_codes"
    old_account()
    guest.post("/accounts/login/code/", {"email": OLD}, follow=True)
    guest.post("/accounts/login/code/confirm/", {"code": code_in(mails)})
    return OLD


def sign_in_by_link(guest: Client, mails: list[Any], settings: Any) -> str:
    page = guest.get(urlsplit(one_time_link(old_account())).path, follow=True)
    password = f"{PASSWORD}-again"
    answers = {"password1": password, "password2": password}
    guest.post(page.redirect_chain[-1][0], answers)
    return OLD


def sign_in_by_passkey(guest: Client, mails: list[Any], settings: Any) -> str:
    passkey = Authenticator.objects.create(
        user=old_account(), type=Authenticator.Type.WEBAUTHN, data={"name": "Key"}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            LoginWebAuthnForm, "clean_credential", lambda form: passkey, raising=True
        )
        patch.setattr(Authenticator, "record_usage", lambda self: None)
        guest.post("/accounts/2fa/webauthn/login/", {"credential": '{"id": "k"}'})
    return OLD


WAYS: dict[str, Callable[[Client, list[Any], Any], str]] = {
    "sign-up by password": sign_up,
    "sign-up by code": sign_up_by_code,
    "sign-in by password": sign_in,
    "sign-in by code": sign_in_by_code,
    "link of a reset": sign_in_by_link,
    "passkey": sign_in_by_passkey,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_each_way_in_takes_the_marks_over(
    guest: Client,
    mailoutbox: list[Any],
    settings: Any,
    way: Callable[[Client, list[Any], Any], str],
) -> None:
    mark_some(guest)
    walker = walker_of(way(guest, mailoutbox, settings))

    for key, status in (("start", "done"), ("basics", "known"), ("extra", "ready")):
        assert walker.status(key) == status
    assert walker.status("both") == "in_progress"
    assert walker.enrolment().is_undecided
    assert walker.differences() == []
    assert KEPT_AS not in guest.session
    said = "What you marked in this browser is in your account now: 5 entries"
    assert said in words(get(guest, "/today/"))


def test_a_way_through_the_roadmap_comes_along(guest: Client) -> None:
    form = {"aim": "research", "tracks": "eyes", "known": "basics", "key": "k"}
    guest.post("/roadmaps/way/join/", form)
    learner = make_learner()
    guest.force_login(learner)
    walker = Walker(learner)

    assert walker.enrolment().tracks == ["eyes"]
    assert walker.enrolment().aim == "research"
    assert walker.status("basics") == "known"


def marks_of(guest: Client) -> Marks:
    return Marks({KEPT_AS: list(guest.session[KEPT_AS])})


def test_a_second_time_changes_nothing(guest: Client) -> None:
    mark_some(guest)
    walker = Walker(make_learner())
    first = take_over(walker.learner, marks_of(guest))
    walker.learner.refresh_from_db()
    verbs = walker.verbs()
    again = take_over(walker.learner, marks_of(guest))

    assert (first.entries, again.entries) == (5, 0)
    assert walker.verbs() == verbs


def test_what_was_changed_since_stays_changed_the_second_time(guest: Client) -> None:
    mark_some(guest)
    walker = Walker(make_learner())
    take_over(walker.learner, marks_of(guest))
    walker.reopen("start")
    walker.reopen("basics")
    walker.leave()
    take_over(walker.learner, marks_of(guest))

    walker.learner.refresh_from_db()
    assert walker.enrolment().left_at is not None
    assert walker.record("start").decision == ""
    assert walker.record("basics").decision == ""
    assert walker.differences() == []


HAD: dict[str, Callable[[Walker], object]] = {
    "done": lambda walker: walker.done("start"),
    "enough": lambda walker: walker.done("start", "enough"),
    "known": lambda walker: walker.know("start"),
    "begun": lambda walker: walker.read("course", (1, 3), step="start"),
    "covered": lambda walker: walker.read("course", (0, 10)),
    "taken off": lambda walker: walker.remove("extra"),
    "a way through": lambda walker: walker.choose("choose", "torch"),
    "put off": lambda walker: walker.put_off("start", "hard"),
    "another path": lambda walker: walker.change_path(tracks=("eyes",)),
    "units": lambda walker: walker.read("torch", (0, 3), step="choose"),
}
MARKED: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "done": (("start/done", {"how": "all"}),),
    "enough": (("start/done", {"how": "enough"}),),
    "known": (("start/known", {}),),
    "skipped": (("start/skip", {}),),
    "started": (("start/start", {}),),
    "opened again": (("start/done", {"how": "all"}), ("start/reopen", {})),
    "units": ((f"{COURSE}units/", {"did": "2-4", "roadmap": "way", "step": "start"}),),
    "on the path": (("extra/on-path", {"on": "1"}),),
    "off the path": (
        ("extra/on-path", {"on": "1"}),
        ("extra/on-path", {"key": "other"}),
    ),
    "another way through": (("choose/option", {"option": "flow"}),),
    "a path": (("/roadmaps/way/join/", {"tracks": "nlp"}),),
}


def length(spans: list[list[int]]) -> int:
    return sum(end - start for start, end in spans)


@pytest.mark.parametrize("had", HAD.values(), ids=HAD)
@pytest.mark.parametrize("marked", MARKED.values(), ids=MARKED)
def test_a_mark_never_lowers_what_the_account_has(
    ana: Walker,
    had: Callable[[Walker], object],
    marked: tuple[tuple[str, dict[str, str]], ...],
) -> None:
    had(ana)
    before = {row.step_id: row for row in ana.learner.steps.all()}
    units = {row.resource_id: row.spans for row in ana.learner.resources.all()}
    path, minutes = ana.enrolment().tracks, ana.tally().minutes_done
    guest = client_of()
    for what, form in marked:
        say(guest, what, **form)
    guest.force_login(ana.learner)

    after = {row.step_id: row for row in ana.learner.steps.all()}
    for step_id, row in before.items():
        now = after[step_id]
        own = (row.decision, row.option, row.is_added)
        if now.decision != "done":
            assert (now.decision, now.option, now.is_added) == own
        is_work = now.decision == "done" or now.started_at != row.started_at
        assert is_work or now.put_off_reason == row.put_off_reason
    for row in ana.learner.resources.all():
        assert length(row.spans) >= length(units.get(row.resource_id, []))
    assert ana.enrolment().tracks == path
    assert ana.tally().minutes_done >= minutes
    assert ana.differences() == []


def test_work_of_both_adds_up(ana: Walker) -> None:
    ana.read("course", (0, 2))
    ana.done("basics", "enough")
    guest = client_of()
    say(guest, f"{COURSE}units/", did="2-4", roadmap="way", step="start")
    say(guest, "basics/done", how="all")
    guest.force_login(ana.learner)

    assert ana.spans("course") == [[0, 4]]
    assert ana.status("start") == "done"
    assert ana.spans("film") == [[0, 1]]
    assert ana.record("basics").how == "enough"


def test_what_was_taken_back_is_not_taken_over(guest: Client) -> None:
    say(guest, "start/done", how="all")
    say(guest, "start/reopen")
    say(guest, "basics/skip")
    say(guest, "basics/known")
    guest.post("/marks/4/undo/")
    say(guest, f"{COURSE}units/", reached="3")
    say(guest, f"{COURSE}units/", reached="1", key="again")
    learner = make_learner()
    guest.force_login(learner)
    walker = Walker(learner)

    assert walker.status("start") == "in_progress"
    assert walker.spans("course") == [[0, 1]]
    assert walker.status("basics") == "skipped"


def test_each_entry_can_be_taken_back(guest: Client) -> None:
    mark_some(guest)
    learner = make_learner()
    guest.force_login(learner)
    walker = Walker(learner)
    for event in reversed(list(walker)):
        if event.key:
            guest.post(f"/history/{event.pk}/undo/")

    assert walker.spans("course") == []
    assert walker.enrolment().left_at is not None
    assert walker.differences() == []


def test_marks_are_kept_where_the_database_fails(
    guest: Client, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError("no room left for start")

    mark_some(guest)
    monkeypatch.setattr(receivers, "take_over", fail)
    guest.force_login(make_learner())

    assert len(guest.session[KEPT_AS]) == 4
    assert guest.get("/today/").status_code == 200
    assert "marks were not taken over: DatabaseError" in caplog.text
    assert "no room" not in caplog.text


def test_nothing_marked_is_nothing_said(world: None) -> None:
    tab = client_of(make_learner())

    assert "marked in this browser" not in words(get(tab, "/today/"))


def statements_for(number: int) -> int:
    """How many it takes to take so many marks over, each a unit of one resource."""
    said = {"verb": "units", "roadmap": "way", "resource": "long", "step": "start"}
    marks = Marks({})
    for unit in range(number):
        spans = [[unit, unit + 1]]
        at = TUESDAY + timedelta(minutes=unit)
        marks.add(Mark(f"k{unit}", f"s{unit}", at, (Said(**said, spans=spans),)))
    walker = Walker(make_learner())
    with CaptureQueriesContext(connection) as found:
        taken = take_over(walker.learner, marks)

    assert (taken.entries, walker.spans("long")) == (number + 1, [[0, number]])
    assert walker.differences() == []
    return len(found)


@pytest.mark.django_db
def test_many_marks_cost_hardly_more_than_a_few() -> None:
    long = make_resource("long", total=MOST_MARKS, minutes=6000)
    step = make_step("start", slots=(slot(use("long")),))
    publish_document(make_document(step, resources=(long,), slug="way"))
    statements_for(1)
    few, many = statements_for(10), statements_for(MOST_MARKS)

    assert few <= 25
    # SQLite takes 999 values in one statement, so many rows need some more.
    assert many - few <= 5 if connection.vendor == "sqlite" else many == few


def test_a_clock_that_runs_is_left_alone(ana: Walker) -> None:
    tab = client_of(ana.learner)
    assert tab.post(f"{STEP}start/clock/", {"key": "c"}).status_code == 302
    guest = client_of()
    say(guest, "start/done", how="all")
    guest.force_login(ana.learner)

    assert ana.status("start") == "done"
    assert Clock.objects.filter(learner=ana.learner).exists()
    assert ana.differences() == []


def test_a_mark_on_a_step_with_enough_of_it_keeps_it_closed(ana: Walker) -> None:
    ana.done("start", "enough")
    guest = client_of()
    say(guest, f"{COURSE}units/", did="0-2", roadmap="way", step="start")
    guest.force_login(ana.learner)

    assert (ana.status("start"), ana.spans("course")) == ("done", [[0, 2]])
    assert ana.record("start").how == "enough"
    assert ana.differences() == []
