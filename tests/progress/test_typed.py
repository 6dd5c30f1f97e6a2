"""What somebody typed is kept in the browser when their session has ended."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from progress.models import Note, TimeEntry
from tests.factories import TUESDAY, client_of
from tests.progress.on_page import COURSE, STEP, form_with, forms_on, get
from tests.progress.time_walker import TimeWalker

TYPED = ("text", "number", "date", "time", "url", "")
NOTE = f"{STEP}start/note/"
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/elsewhere/"}


@dataclass
class TypedForms(HTMLParser):
    """Addresses of forms in which something is typed: those kept, and the others."""

    kept: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    at: dict[str, str] | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.at = found if found.get("method") == "post" else None
        elif self.at is not None and is_typed(tag, found):
            is_kept = {"hx-post", "data-queue"} <= {*self.at} or "data-note" in self.at
            (self.kept if is_kept else self.lost).append(self.at["action"])
            self.at = None

    def handle_endtag(self, tag: str) -> None:
        self.at = None if tag == "form" else self.at


def is_typed(tag: str, found: dict[str, str]) -> bool:
    if tag == "textarea":
        return not {"readonly", "hidden"} & {*found}
    return tag == "input" and found.get("type", "") in TYPED and "name" in found


def typed_on(page: HttpResponse) -> TypedForms:
    forms = TypedForms()
    forms.feed(page.content.decode())
    return forms


@pytest.fixture
def ana(world: None) -> TimeWalker:
    return TimeWalker.on_way()


@pytest.fixture
def tab(ana: TimeWalker) -> Iterator[Client]:
    with time_machine.travel(TUESDAY, tick=False):
        yield client_of(ana.learner)


def entry_of(ana: TimeWalker) -> str:
    ana.log(TUESDAY - timedelta(hours=2), 60)
    return f"/time/{TimeEntry.objects.get().entry}/"


@pytest.mark.parametrize(
    "url", ["/time/", "/today/", f"{STEP}start/", f"{STEP}build/", COURSE]
)
def test_forms_of_a_page_keep_what_is_typed(tab: Client, url: str) -> None:
    forms = typed_on(get(tab, url))

    assert forms.kept
    assert forms.lost == []


def test_an_entry_that_is_changed_is_kept(ana: TimeWalker, tab: Client) -> None:
    url = entry_of(ana)
    assert typed_on(get(tab, url)).kept == [url]
    again = form_with(get(tab, url), "Save").send(tab, minutes="-3")

    assert again.status_code == 422
    assert typed_on(again).kept == [url]


def test_units_that_came_back_are_kept(tab: Client) -> None:
    again = tab.post(f"{COURSE}units/", {"reached": "4000", "next": COURSE})

    assert again.status_code == 422
    assert typed_on(again).kept == [f"{COURSE}units/"]


def test_a_clock_that_asks_is_kept(tab: Client) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        form_with(get(tab, "/today/"), "Start the clock").send(tab)
        clock.shift(timedelta(hours=5))
        forms = typed_on(get(tab, "/today/"))

    assert len(forms.kept) == 2
    assert forms.lost == []


def conflict(tab: Client) -> HttpResponse:
    for body in ("one", "two"):
        answer = tab.post(NOTE, {"body": body, "known": "0", "next": f"{STEP}start/"})
    assert answer.status_code == 409
    return answer


def test_a_note_put_together_of_two_is_kept(tab: Client) -> None:
    forms = typed_on(conflict(tab))

    assert forms.kept == [NOTE]
    assert forms.lost == []


def test_control_a_form_that_loses_what_is_typed_is_seen() -> None:
    forms = TypedForms()
    forms.feed("<form method=post action=/x><input name=a><textarea></textarea></form>")

    assert (forms.kept, forms.lost) == ([], ["/x"])


# What htmx is answered where the form had a page of its own


@pytest.mark.parametrize("is_gone", [False, True])
def test_after_the_page_of_an_entry_comes_that_of_time(
    ana: TimeWalker, tab: Client, is_gone: bool
) -> None:
    url = entry_of(ana)
    form = form_with(get(tab, url), "Save")
    if is_gone:
        ana.remove_entry(TimeEntry.objects.get().entry)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url}"}
    answer = tab.post(url, {**form.values, "minutes": "45"}, headers=headers)

    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/time/")
    assert ana.times() == ([] if is_gone else [("2026-09-01 07:00", 45, "")])


def test_what_has_waited_is_answered_with_a_region(
    ana: TimeWalker, tab: Client
) -> None:
    url = entry_of(ana)
    form = form_with(get(tab, url), "Save")
    answer = tab.post(url, form.values, headers={"HX-Request": "true"})

    assert "HX-Redirect" not in answer
    assert 'id="page"' in answer.content.decode()


def test_the_page_of_the_form_is_shown_anew_in_place(tab: Client) -> None:
    said = {"next": "/today/?minutes=30", "how": "all"}
    headers = {**HTMX, "HX-Current-URL": "http://testserver/today/?minutes=90"}

    assert "HX-Redirect" not in tab.post(f"{STEP}start/done/", said, headers=headers)


def test_after_two_texts_comes_the_page_of_the_note(tab: Client) -> None:
    (form,) = (one for one in note_forms(tab) if one["whole"])
    answer = tab.post(NOTE, {**form, "body": "one and two"}, headers=HTMX)

    assert answer["HX-Redirect"] == f"{STEP}start/"
    assert Note.objects.get().body == "one and two"


def note_forms(tab: Client) -> list[dict[str, str]]:
    found = forms_on(conflict(tab), about="/note")
    return [{"whole": "", **form.values} for form in found]
