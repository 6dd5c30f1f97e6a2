"""Zones, domains, local addresses, tokens, roles and passwords: no database."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from accounts import roles
from accounts.addresses import is_local, safe_next
from accounts.domains import domain_of, folded, is_domain
from accounts.models import User
from accounts.passwords import MaximumLengthValidator, OwnWordsValidator
from accounts.tokens import new_token, token_hash
from accounts.zones import guest_zone, known_zones, zone_or_utc, zones_by_region


def test_every_listed_zone_is_known_and_can_be_opened() -> None:
    names = [name for _region, zones in zones_by_region() for name, _city in zones]
    assert len(names) > 400
    assert len(names) == len(set(names))
    assert all(ZoneInfo(name) for name in names)


def test_older_spellings_are_known_but_not_listed() -> None:
    listed = {name for _region, zones in zones_by_region() for name, _city in zones}
    assert "Asia/Calcutta" in known_zones() - listed


@pytest.mark.parametrize(
    "odd", ["", "Mars/Olympus", "../../etc/passwd", "Europe/Berlin\n", None, 7, "\x00"]
)
def test_an_odd_zone_becomes_utc(odd: object) -> None:
    assert zone_or_utc(odd) == "UTC"


@given(st.text())
def test_any_text_gives_a_zone_that_exists(text: str) -> None:
    assert zone_or_utc(text) in known_zones()


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("Europe%2FBerlin", "Europe/Berlin"),
        ("nowhere", "UTC"),
        (None, "UTC"),
    ],
)
def test_guests_bring_their_zone_in_a_cookie(cookie: str | None, zone: str) -> None:
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["tz"] = cookie
    assert guest_zone(request) == zone


@pytest.mark.parametrize(
    "domain", ["example.org", "a.b.example.org", "xn--bcher-kva.de"]
)
def test_domains_are_told_from_other_words(domain: str) -> None:
    assert is_domain(domain)


@pytest.mark.parametrize(
    "odd", ["", "example", ".org", "-a.org", "a b.org", "exa_mple.org", "a." * 200, "é"]
)
def test_other_words_are_no_domains(odd: str) -> None:
    assert not is_domain(odd)


def test_a_domain_has_one_spelling() -> None:
    assert folded(" Bücher.DE. ") == "xn--bcher-kva.de"
    assert domain_of("ada@EXAMPLE.org") == "example.org"
    assert domain_of('"odd@name"@example.org') == "example.org"


@given(st.text())
def test_any_text_can_be_folded(text: str) -> None:
    is_domain(folded(text))


@pytest.mark.parametrize("path", ["/", "/today/", "/people/?q=a&page=2#x"])
def test_paths_of_this_site_are_local(path: str) -> None:
    assert is_local(path)


@pytest.mark.parametrize(
    "trick",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "///evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "today/",
        " /today/",
        "/\x00//evil.example",
        "",
    ],
)
def test_other_places_are_not(trick: str) -> None:
    assert not is_local(trick)


def test_a_bad_next_gives_the_fallback() -> None:
    request = RequestFactory().post("/", {"next": "https://evil.example/"})
    assert safe_next(request, "/start/") == "/start/"


def test_tokens_are_long_new_and_stored_as_hashes() -> None:
    token = new_token()
    assert len(token) == 43
    assert token != new_token()
    assert len(token_hash(token)) == 64
    assert token_hash(token) == token_hash(token) != token_hash(token + "x")


@dataclass
class Somebody:
    is_active: bool = True
    is_curator: bool = False
    is_superuser: bool = False


NOBODY = Somebody()
CURATOR = Somebody(is_curator=True)
ADMINISTRATOR = Somebody(is_superuser=True)
FORMER = Somebody(is_active=False, is_curator=True, is_superuser=True)


@pytest.mark.parametrize(
    ("person", "permission", "answer"),
    [
        (NOBODY, "roadmap.view_step", False),
        (CURATOR, "roadmap.view_step", True),
        (CURATOR, "roadmap.change_historicalstep", True),
        (CURATOR, "roadmap.import_resource", True),
        (CURATOR, "roadmap.delete_step", False),
        (CURATOR, "accounts.view_user", False),
        (CURATOR, "roadmaps_of_others.view_step", False),
        (ADMINISTRATOR, "accounts.change_user", True),
        (ADMINISTRATOR, "accounts.delete_user", False),
        (ADMINISTRATOR, "progress.delete_event", False),
        (ADMINISTRATOR, "roadmap.delete_step", False),
        (ADMINISTRATOR, "mfa.delete_authenticator", True),
        (FORMER, "roadmap.view_step", False),
        (FORMER, "accounts.view_user", False),
    ],
)
def test_what_roles_allow(person: Somebody, permission: str, answer: bool) -> None:
    assert roles.allows(person, permission) is answer


def test_which_apps_roles_open() -> None:
    assert not roles.opens(NOBODY, "roadmap")
    assert roles.opens(CURATOR, "roadmap")
    assert not roles.opens(CURATOR, "accounts")
    assert roles.opens(ADMINISTRATOR, "accounts")
    assert not roles.opens(FORMER, "roadmap")


@pytest.mark.parametrize("bad", ["waymark", "Waymark-2026", "roadmapmentor!!"])
def test_passwords_of_own_words_are_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        OwnWordsValidator().validate(bad)


@pytest.mark.parametrize("good", ["waymark-blue-otter", "quiet rivers bend"])
def test_passwords_with_words_of_their_own_pass(good: str) -> None:
    OwnWordsValidator().validate(good)


def test_a_password_may_have_a_thousand_bytes_and_no_more() -> None:
    MaximumLengthValidator().validate("é" * 500)
    with pytest.raises(ValidationError):
        MaximumLengthValidator().validate("é" * 501)


@pytest.mark.parametrize(
    ("bad", "codes"),
    [
        ("short", {"password_too_short"}),
        ("password1234", {"password_too_common"}),
        ("ines.baptista", {"password_too_similar"}),
        ("roadmapmentor!!", {"password_of_own_words"}),
        ("é" * 501, {"password_too_long"}),
        ("waymark", {"password_too_short", "password_of_own_words"}),
    ],
)
def test_each_rule_says_for_itself_what_is_wrong(bad: str, codes: set[str]) -> None:
    person = User(email="ines.baptista@example.org")
    with pytest.raises(ValidationError) as refused:
        validate_password(bad, person)
    assert {error.code for error in refused.value.error_list} == codes


def test_the_rules_for_a_password_are_one_sentence() -> None:
    (text,) = password_validators_help_texts()
    assert text.startswith("12 characters or more")
    assert text.count(".") == 1


@pytest.mark.parametrize(
    ("name", "email", "display", "initials"),
    [
        ("Ines Baptista", "ines@example.org", "Ines Baptista", "IB"),
        ("Noor", "noor@example.org", "Noor", "NO"),
        ("", "to.mas@example.org", "to.mas", "TM"),
        ("", ".@example.org", ".", "."),
    ],
)
def test_how_people_are_called(
    name: str, email: str, display: str, initials: str
) -> None:
    person = User(name=name, email=email)
    assert (str(person), person.initials) == (display, initials)
    assert person.get_full_name() == person.get_short_name() == display


def test_study_days_as_numbers() -> None:
    assert User(study_days="135").study_weekdays == (1, 3, 5)
