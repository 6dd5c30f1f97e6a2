"""Anything in any field: a clear answer, never an error of ours, nothing lost.

Refused (4xx) means that nothing was written and that the page says so; accepted means
one act, and everything stored still adds up.
"""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from progress.models import Enrolment, ProgressEvent
from tests.factories import client_of, make_learner
from tests.odd import values
from tests.progress.walker import Walker
from tests.tries import tries

ANSWERS = {200, 302, 400, 404, 422}
SAYS_SO = ('class="errorlist', 'class="toast', "What do you mean")


@dataclass(frozen=True)
class Form:
    """A form of the study: where it goes, a good answer, and its fields."""

    url: str
    fields: tuple[str, ...]
    good: dict[str, str] = field(default_factory=dict)


STEP = "/roadmaps/way/steps/"
PATH = ("aim", "tracks", "share_kind", "share_percent")
PERCENT = {"share_kind": "percent", "share_percent": "30"}
WORK = ("number", "edits", "text", "links", "what_changed", "level_0", "level_1")
FORMS = {
    "join": Form("/roadmaps/other/join/", (*PATH, "known"), PERCENT),
    "path": Form("/roadmaps/way/path/", PATH, PERCENT),
    "preview": Form("/roadmaps/way/path/", PATH, {**PERCENT, "preview": "1"}),
    "pause": Form("/roadmaps/way/pause/", ("until",)),
    "resume": Form("/roadmaps/way/resume/", ()),
    "pause of everything": Form(
        "/pause/", ("begin", "until"), {"begin": "2026-11-01", "until": "2026-11-02"}
    ),
    "end of the pause": Form("/pause/end/", ()),
    "a break": Form("/today/break/", ()),
    "no break": Form("/today/no-break/", ()),
    "leave": Form("/roadmaps/way/leave/", ()),
    "share": Form("/roadmaps/way/record/share/", ()),
    "done": Form(f"{STEP}start/done/", ("how",), {"how": "all"}),
    "check": Form(
        f"{STEP}build/done/",
        (*WORK, "level_0", "level_1"),
        {"level_0": "1", "level_1": "2"},
    ),
    "known": Form(f"{STEP}start/known/", ()),
    "skip": Form(f"{STEP}start/skip/", ()),
    "reopen": Form(f"{STEP}basics/reopen/", ()),
    "start": Form(f"{STEP}start/start/", ()),
    "not now": Form(f"{STEP}start/not-now/", ("reason",), {"reason": "hard"}),
    "option": Form(f"{STEP}choose/option/", ("option",), {"option": "torch"}),
    "option of none": Form(f"{STEP}start/option/", ("option",)),
    "on path": Form(f"{STEP}extra/on-path/", ("on",), {"on": "1"}),
    "required on path": Form(f"{STEP}start/on-path/", ("on",)),
    "habit": Form(f"{STEP}club/habit/", ()),
    "habit done": Form(f"{STEP}club/done/", ("how",), {"how": "all"}),
    "habit of none": Form(f"{STEP}start/habit/", ()),
    "rhythm": Form(f"{STEP}club/rhythm/", ("per_week",), {"per_week": "3"}),
    "save": Form(f"{STEP}build/work/", WORK, {"text": "Half"}),
    "hand in": Form(f"{STEP}build/hand-in/", WORK, {"text": "All"}),
    "units": Form(
        "/catalogue/course/units/",
        ("did", "reached", "roadmap", "step"),
        {"did": "0-1", "roadmap": "way", "step": "start"},
    ),
    "units of one": Form("/catalogue/film/units/", ("did", "reached"), {"did": "0-1"}),
    "units of none": Form("/catalogue/forum/units/", ("did", "reached")),
    "barrier": Form("/catalogue/book/barrier/", ("barrier",), {"barrier": "paid"}),
}
# Every form carries these two as well.
EACH = ("key", "next")


def post(tab: Client, form: Form, **odd: object) -> HttpResponse:
    return tab.post(form.url, {**form.good, "key": "k", "next": "/today/", **odd})


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@settings(
    max_examples=tries(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_field_takes_anything(
    ana: Walker, tab: Client, form: Form, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from((*form.fields, *form.fields, *EACH)))
    odd = {name: data.draw(values)}
    with transaction.atomic():
        response = post(tab, form, **odd)
        acts = ProgressEvent.objects.acts_of(ana.learner).count() - 1
        differences = ana.differences() if acts else []
        transaction.set_rollback(True)

    assert response.status_code in ANSWERS
    assert acts == 0 if response.status_code >= 400 else acts <= 1
    assert differences == []
    if response.status_code == 422:
        assert says_so(response)


def says_so(response: HttpResponse) -> bool:
    return any(words in response.content.decode() for words in SAYS_SO)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_without_any_field_is_answered(tab: Client, form: Form) -> None:
    assert tab.post(form.url).status_code in ANSWERS


REFUSED = [
    ("done", {"how": "most"}),
    ("done", {"how": ""}),
    ("check", {"level_1": ""}),
    ("check", {"level_1": "3"}),
    ("not now", {"reason": "rain"}),
    ("not now", {"reason": ""}),
    ("option", {"option": "keras"}),
    ("option of none", {"option": "torch"}),
    ("required on path", {"on": "1"}),
    ("habit done", {}),
    ("habit of none", {}),
    ("rhythm", {"per_week": "8"}),
    ("save", {"links": "ftp://example.org/"}),
    ("hand in", {"text": " "}),
    ("units", {"did": "0-11"}),
    ("units", {"did": "3"}),
    ("units", {"did": "4-3"}),
    ("units", {"did": ""}),
    ("units", {"reached": "11"}),
    ("units", {"reached": "-1"}),
    ("units", {"reached": "half"}),
    ("units", {"reached": "9" * 30}),
    ("units of one", {"did": "1-2"}),
    ("barrier", {"barrier": "weather"}),
    ("pause", {"until": "2020-01-01"}),
    ("pause", {"until": "soon"}),
    ("join", {"share_percent": "0"}),
    ("join", {"share_percent": "101"}),
    ("join", {"share_percent": ""}),
    ("join", {"share_kind": "most"}),
    ("join", {"aim": "fame"}),
    ("join", {"tracks": ["nlp", "law"]}),
    ("path", {"tracks": ["law"]}),
    ("preview", {"aim": "fame"}),
]


@pytest.mark.parametrize(("title", "odd"), REFUSED, ids=str)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    ana: Walker, tab: Client, title: str, odd: dict[str, str]
) -> None:
    response = post(tab, FORMS[title], **odd)

    assert response.status_code == 422
    assert says_so(response)
    assert ana.verbs() == ["enrolled"]


@pytest.mark.parametrize("title", FORMS)
def test_control_the_good_answer_is_taken(ana: Walker, tab: Client, title: str) -> None:
    response = post(tab, FORMS[title])

    is_refused = title in ("option of none", "required on path", "units of none")
    is_refused |= title.startswith("habit ")
    expected = 422 if is_refused else 200 if title == "preview" else 302
    assert response.status_code == expected


def test_what_was_typed_is_still_there(ana: Walker, tab: Client) -> None:
    units = post(tab, FORMS["units"], reached="half").content.decode()
    join = post(tab, FORMS["join"], share_percent="many").content.decode()

    assert 'value="half"' in units
    assert 'value="many"' in join
    assert 'value="percent" ' in join or 'value="percent"' in join


def test_a_barrier_is_not_lifted_by_nonsense(ana: Walker, tab: Client) -> None:
    ana.barrier("book", "paid")
    post(tab, FORMS["barrier"], barrier="weather")

    assert ana.study().preferences.blocked == {"book"}


def test_a_failed_check_leads_back_to_the_step(tab: Client) -> None:
    page = post(tab, FORMS["check"], level_1="").content.decode()

    assert 'name="next" value="/roadmaps/way/steps/build/"' in page


def test_units_of_a_step_that_does_not_use_the_resource_are_just_units(
    ana: Walker, tab: Client
) -> None:
    post(tab, FORMS["units"], step="basics")

    assert ana.spans("course") == [[0, 1]]
    assert [event.step for event in ana][-1] is None


def test_the_same_parameter_twice_takes_the_last(ana: Walker, tab: Client) -> None:
    post(tab, FORMS["units"], did=["0-1", "2-3"])

    assert ana.spans("course") == [[2, 3]]


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 40, "9" * 5000])
def test_numbers_of_no_event_are_not_found(tab: Client, number: str) -> None:
    assert tab.post(f"/history/{number}/undo/").status_code == 404


@pytest.mark.parametrize("number", ["-1", "x", "٣", "1.5", "%00"])
def test_what_is_no_number_is_no_address(tab: Client, number: str) -> None:
    assert tab.post(f"/history/{number}/undo/").status_code == 404


def test_the_act_of_another_cannot_be_taken_back(ana: Walker) -> None:
    event_id = ana.done("start").event_id
    other = client_of(make_learner())

    assert other.post(f"/history/{event_id}/undo/").status_code == 404
    assert ana.status("start") == "done"


@pytest.mark.parametrize("slug", ["nowhere", "x" * 300, "%00", "WAY", "way "])
def test_unknown_places_are_not_found(tab: Client, slug: str) -> None:
    for url in (
        f"/roadmaps/{slug}/",
        f"/roadmaps/{slug}/list/",
        f"/roadmaps/way/steps/{slug}/",
        f"/catalogue/{slug}/",
    ):
        assert tab.get(url).status_code == 404
        assert tab.post(f"{url}done/").status_code == 404


GETS = {
    "minutes": "/today/",
    **dict.fromkeys(("before", "q", "kind", "roadmap", "since"), "/history/"),
    "show": "/roadmaps/way/list/",
    "step": "/roadmaps/way/",
    "next": "/roadmaps/way/steps/start/",
}


@pytest.mark.parametrize("name", GETS)
@settings(
    max_examples=tries(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(value=values)
def test_any_address_can_be_looked_at(
    ana: Walker, tab: Client, name: str, value: object
) -> None:
    assert tab.get(GETS[name], {name: value}).status_code == 200
    assert ana.verbs() == ["enrolled"]
    assert Enrolment.objects.get(learner=ana.learner).started_on == date(2026, 9, 1)
