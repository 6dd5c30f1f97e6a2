"""Zone, language, caching, the second step of staff, the end of sessions."""

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from accounts import sessions
from accounts.middleware import personal_settings
from accounts.models import User
from tests.accounts.people import (
    client_of,
    make_administrator,
    make_curator,
    make_mentor,
    make_person,
)

pytestmark = pytest.mark.django_db

GUEST = AnonymousUser()
Serve = Callable[..., HttpResponse]


@pytest.fixture
def serve() -> Serve:
    """One request through the middleware; the page tells zone and language."""

    def page(request: HttpRequest) -> HttpResponse:
        zone = timezone.get_current_timezone_name()
        return HttpResponse(f"{zone} {translation.get_language()}")

    def served(
        person: User | AnonymousUser, path: str = "/", **request_parts: Any
    ) -> HttpResponse:
        request = RequestFactory().get(path, headers=request_parts.get("headers"))
        request.COOKIES.update(request_parts.get("cookies", {}))
        request.user = person
        request.session = SessionStore()
        request._messages = FallbackStorage(request)
        return personal_settings(request_parts.get("page", page))(request)

    return served


def test_a_person_sees_their_own_time_zone(serve: Serve) -> None:
    assert serve(make_person(time_zone="Asia/Tokyo")).content == b"Asia/Tokyo en"


def test_a_zone_that_no_longer_exists_is_utc(serve: Serve) -> None:
    assert serve(make_person(time_zone="Mars/Olympus")).content == b"UTC en"


def test_guests_see_the_zone_of_their_cookie(serve: Serve) -> None:
    answer = serve(GUEST, cookies={"tz": "Europe/Lisbon"})
    assert answer.content == b"Europe/Lisbon en"


@pytest.mark.parametrize("cookie", ["", "../../etc", "\x00", "Europe/Berlin; x"])
def test_an_odd_cookie_is_utc(serve: Serve, cookie: str) -> None:
    assert serve(GUEST, cookies={"tz": cookie}).content == b"UTC en"


def test_nothing_of_a_person_stays_for_the_next(serve: Serve) -> None:
    serve(make_person(time_zone="Asia/Tokyo"))
    assert timezone.get_current_timezone_name() == "UTC"


def test_nothing_stays_after_an_error(serve: Serve) -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        serve(make_person(time_zone="Asia/Tokyo"), page=broken)
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_second_language_is_the_persons_choice(serve: Serve, settings: Any) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    answer = serve(make_person(language="de"))
    assert answer.content == b"UTC de"
    assert answer.headers["Content-Language"] == "de"


def test_a_language_the_site_lacks_is_not_used(serve: Serve) -> None:
    assert serve(make_person(language="tlh")).content == b"UTC en"


def test_guests_get_the_language_of_their_browser(serve: Serve, settings: Any) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    answer = serve(GUEST, headers={"accept-language": "de-AT, en;q=0.5"})
    assert answer.content == b"UTC de"
    assert "Accept-Language" in answer.headers["Vary"]


def test_signed_in_pages_stay_out_of_every_cache(serve: Serve) -> None:
    assert serve(make_person()).headers["Cache-Control"] == "private, no-store"


def test_guests_pages_may_be_cached(serve: Serve) -> None:
    assert "Cache-Control" not in serve(GUEST).headers


@pytest.mark.parametrize("make", [make_curator, make_administrator])
@pytest.mark.parametrize("name", ["admin:index", "people"])
def test_staff_without_a_second_step_are_asked_for_one(
    serve: Serve, settings: Any, make: Callable[[], User], name: str
) -> None:
    settings.REQUIRE_STAFF_MFA = True
    answer = serve(make(), reverse(name) + "1/")
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_htmx_is_sent_there_as_a_whole_page(serve: Serve, settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    answer = serve(
        make_administrator(), reverse("people"), headers={"hx-request": "true"}
    )
    assert answer.headers["HX-Redirect"] == reverse("mfa_index")


def test_staff_with_a_second_step_pass(serve: Serve, settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    person = make_administrator()
    Authenticator.objects.create(user=person, type="totp", data={})
    assert serve(person, reverse("people")).status_code == 200


def test_staff_reach_other_pages_without_it(serve: Serve, settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    assert serve(make_administrator(), reverse("profile")).status_code == 200


@pytest.mark.parametrize("make", [make_person, make_mentor])
def test_others_are_not_asked(
    serve: Serve, settings: Any, make: Callable[[], User]
) -> None:
    settings.REQUIRE_STAFF_MFA = True
    assert serve(make(), reverse("people")).status_code == 200


def test_nobody_is_asked_where_it_is_off(serve: Serve) -> None:
    assert serve(make_administrator(), reverse("people")).status_code == 200


def client_signed_in_for(person: User, *, seconds: int, idle: int = 0) -> Client:
    """A client whose session began and was last used that long ago."""
    client, now = client_of(person), int(time.time())
    session = client.session
    session[sessions.SIGNED_IN] = now - seconds
    session[sessions.SEEN] = now - idle
    session.save()
    return client


@pytest.mark.parametrize(
    ("days", "idle_days", "status"),
    [(89, 13, 200), (91, 0, 302), (20, 15, 302)],
)
def test_learners_sessions_end(days: int, idle_days: int, status: int) -> None:
    client = client_signed_in_for(
        make_person(), seconds=days * sessions.DAY, idle=idle_days * sessions.DAY
    )
    assert client.get(reverse("profile")).status_code == status


@pytest.mark.parametrize(
    ("hours", "idle_hours", "status"), [(11, 1, 200), (13, 0, 302), (5, 3, 302)]
)
def test_sessions_of_guarded_staff_end_sooner(
    settings: Any, hours: int, idle_hours: int, status: int
) -> None:
    settings.REQUIRE_STAFF_MFA = True
    client = client_signed_in_for(
        make_administrator(),
        seconds=hours * sessions.HOUR,
        idle=idle_hours * sessions.HOUR,
    )
    assert client.get(reverse("profile")).status_code == status


def test_reading_does_not_renew_a_session() -> None:
    client = client_signed_in_for(make_person(), seconds=5 * sessions.DAY, idle=300_000)
    before = client.session[sessions.SEEN]
    client.get(reverse("profile"))
    assert client.session[sessions.SEEN] == before


def test_doing_something_renews_it() -> None:
    client = client_signed_in_for(make_person(), seconds=5 * sessions.DAY, idle=300_000)
    client.post(reverse("appearance"), {"appearance": "dark"})
    assert time.time() - client.session[sessions.SEEN] < 60


def test_doing_something_soon_after_stores_nothing() -> None:
    client = client_signed_in_for(make_person(), seconds=100, idle=50)
    before = client.session[sessions.SEEN]
    client.post(reverse("appearance"), {"appearance": "dark"})
    assert client.session[sessions.SEEN] == before


def test_sign_in_starts_both_clocks() -> None:
    request = SimpleNamespace(session={})
    sessions.begin(request)
    assert request.session[sessions.SIGNED_IN] == request.session[sessions.SEEN]


@pytest.mark.parametrize("form", [{"next": "/today/?minutes=45"}, {}])
def test_a_form_sent_after_signing_out_leads_back_to_its_page(
    client: Client, form: dict[str, str]
) -> None:
    answer = client.post("/history/1/undo/", form)
    page = form.get("next", "/")
    assert answer.status_code == 302
    assert (
        answer["Location"] == f"/accounts/login/?{urlencode({'next': page}, safe='/')}"
    )


def test_htmx_signs_in_on_a_whole_page_and_comes_back(client: Client) -> None:
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/today/?a=b"}
    answer = client.post("/history/1/undo/", headers=headers)
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == "/accounts/login/?next=/today/%3Fa%3Db"


@pytest.mark.parametrize("asked", ["https://elsewhere.test/", "//elsewhere.test/"])
def test_signing_in_never_leads_to_another_site(client: Client, asked: str) -> None:
    headers = {"hx-request": "true", "hx-current-url": asked}
    answer = client.post("/history/1/undo/", {"next": asked}, headers=headers)
    assert answer["HX-Redirect"] == "/accounts/login/?next=/"
