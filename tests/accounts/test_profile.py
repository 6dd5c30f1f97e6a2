"""The profile: everything can be said, nothing is lost, nothing breaks."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts import actions
from accounts.forms import ProfileForm
from accounts.forms.profile import initial_of
from accounts.models import User
from tests.accounts.people import client_of, make_person
from tests.tries import tries

ANSWERS: dict[str, Any] = {
    "name": "Ines",
    "time_zone": "Europe/Lisbon",
    "study_days": ["1", "3", "6"],
    "hours_per_week": "6.5",
    "minutes_at_hand": "45",
    "appearance": "dark",
    "free_only": "on",
    "reads_languages": ["en", "pt"],
}


def save(person: User, **changed: Any) -> Any:
    return client_of(person).post(reverse("profile"), {**ANSWERS, **changed})


@pytest.mark.django_db
class TestProfile:
    def test_answers_are_stored(self) -> None:
        person = make_person()
        assert save(person).url == reverse("profile")
        person.refresh_from_db()
        assert (person.name, person.time_zone) == ("Ines", "Europe/Lisbon")
        assert (person.study_days, person.minutes_per_week) == ("136", 390)
        assert (person.minutes_at_hand, person.appearance) == (45, "dark")
        assert (person.free_only, person.away_from_computer) == (True, False)
        assert (person.has_shortcuts, person.reads_languages) == (False, ["en", "pt"])

    def test_it_shows_what_is_stored(self) -> None:
        person = make_person(name="Noor", minutes_per_week=90, study_days="25")
        page = client_of(person).get(reverse("profile"))
        assert page.status_code == 200
        initial = page.context["form"].initial
        assert (initial["name"], initial["hours_per_week"]) == ("Noor", "1.5")
        assert initial["study_days"] == ["2", "5"]

    def test_guests_are_asked_to_sign_in(self, client: Client) -> None:
        answer = client.get(reverse("profile"))
        assert answer.url.startswith(reverse("account_login"))

    def test_saving_twice_is_the_same(self) -> None:
        person = make_person()
        save(person)
        before = User.objects.filter(pk=person.pk).values().get()
        save(person)
        after = User.objects.filter(pk=person.pk).values().get()
        assert {**before, "last_login": None} == {**after, "last_login": None}

    @pytest.mark.parametrize(
        ("field", "wrong", "message"),
        [
            ("time_zone", "Mars/Olympus", "not a time zone we know"),
            ("study_days", [], "Choose at least one day."),
            ("study_days", ["8"], "8 is not one of the available choices"),
            ("hours_per_week", "0.4", "greater than or equal to 0.5"),
            ("hours_per_week", "101", "less than or equal to 100"),
            ("hours_per_week", "NaN", "Enter a number."),
            ("hours_per_week", "many", "Enter a number."),
            ("minutes_at_hand", "4", "greater than or equal to 5"),
            ("minutes_at_hand", "1e3", "Enter a whole number."),
            ("appearance", "sepia", "not one of the available choices"),
            ("reads_languages", ["xx"], "not one of the available choices"),
            ("name", "x" * 81, "at most 80 characters"),
        ],
    )
    def test_a_wrong_answer_is_named_at_its_field(
        self, field: str, wrong: Any, message: str
    ) -> None:
        person = make_person()
        page = save(person, **{field: wrong})
        assert page.status_code == 422
        assert message in str(page.context["form"].errors[field])
        assert message in page.text
        person.refresh_from_db()
        assert person.name == ""

    def test_nothing_typed_is_lost(self) -> None:
        page = save(make_person(), name="Inês", hours_per_week="lots")
        assert 'value="Inês"' in page.text
        assert 'value="lots"' in page.text

    def test_one_language_needs_no_choice(self) -> None:
        page = client_of(make_person()).get(reverse("profile"))
        assert "language" not in page.context["form"].fields

    def test_of_two_languages_one_is_chosen(self, settings: Any) -> None:
        settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
        person = make_person()
        save(person, language="de")
        person.refresh_from_db()
        assert person.language == "de"

    def test_an_older_zone_can_be_kept(self) -> None:
        person = make_person(time_zone="Asia/Calcutta")
        page = client_of(person).get(reverse("profile"))
        assert '<option value="Asia/Calcutta" selected>' in page.text
        assert save(person, time_zone="Asia/Calcutta").status_code == 302

    def test_a_language_stored_elsewhere_can_be_kept(self) -> None:
        person = make_person(reads_languages=["eo"])
        assert save(person, reads_languages=["eo"]).status_code == 302

    def test_fields_that_are_not_asked_for_stay(self) -> None:
        person = make_person()
        save(person, is_superuser="on", is_staff="on", email="x@evil.example")
        after = User.objects.get(pk=person.pk)
        assert (after.is_superuser, after.is_staff) == (False, False)
        assert after.email == person.email

    def test_the_page_costs_few_queries_and_bytes(
        self, django_assert_max_num_queries: Any
    ) -> None:
        client = client_of(make_person())
        with django_assert_max_num_queries(3):
            page = client.get(reverse("profile"))
        assert len(page.content) <= 60_000

    def test_saving_is_two_statements(self, django_assert_num_queries: Any) -> None:
        person = make_person()
        values = {**initial_of(person), "study_days": "1", "minutes_per_week": 60}
        del values["hours_per_week"]
        with django_assert_num_queries(4):
            actions.save_profile(person=person, **values)


@pytest.mark.parametrize("minutes", [10, 30, 50, 59, 61, 299, 6000])
def test_minutes_survive_a_round_trip_through_hours(minutes: int) -> None:
    """Except below half an hour, which the form does not take."""
    person = User(minutes_per_week=minutes, email="a@example.org")
    shown = initial_of(person)["hours_per_week"]
    form = ProfileForm({**ANSWERS, "hours_per_week": shown}, person=person)
    assert form.is_valid() is (minutes >= 30)
    if form.is_valid():
        assert form.values()["minutes_per_week"] == minutes


@pytest.mark.parametrize(("minutes", "step"), [(300, "0.5"), (50, "any")])
def test_the_browser_lets_the_stored_hours_pass(minutes: int, step: str) -> None:
    form = ProfileForm(person=User(minutes_per_week=minutes))
    assert form.fields["hours_per_week"].widget.attrs["step"] == step


anything = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["-1", "0", "1e999", "Infinity", "-0", "１２", "9" * 400, "0x10"]),
    st.decimals().map(str),
    st.integers().map(str),
)
answers = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(anything, max_size=3) if isinstance(value, list) else anything
        for name, value in {**ANSWERS, "language": "", "has_shortcuts": ""}.items()
    },
)


class TestAnyInput(TestCase):
    @settings(
        max_examples=tries(80), deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(answers)
    def test_any_answer_gives_a_page_or_is_stored(self, given: dict[str, Any]) -> None:
        answer = client_of(make_person()).post(reverse("profile"), {**ANSWERS, **given})
        assert answer.status_code in {302, 422}
        if answer.status_code == 422:
            assert "Nothing you typed is lost" in answer.text
