"""Parts of a history: each has an address, and costs the same whatever there is."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from progress.event_kinds import VERBS, Kind
from progress.history_form import HistoryForm
from progress.models import ProgressEvent, Verb
from progress.queries.history import PAGE, history_page
from progress.queries.history_asked import Asked
from progress.queries.study import head_of
from tests.factories import make_learner
from tests.progress.long_history import ENTRIES, write_long_history
from tests.progress.on_page import get, words
from tests.progress.test_history_page import addresses
from tests.progress.test_weight import MOST_HTML
from tests.progress.walker import Walker

HTMX = {"HX-Request": "true"}


@pytest.fixture
def busy(ana: Walker) -> Walker:
    """An act of every kind, on two days and two roadmaps."""
    ana.done("start")
    ana.put_off("both", "hard")
    ana.read("book", (0, 2))
    ana.sleep()
    ana.join("other")
    ana.done("other/edition")
    ana.hand_in("All of it")
    ana.undo(ana.skip("basics"))
    return ana


def texts(ana: Walker, **asked: object) -> list[str]:
    """Entries of this part, newest first."""
    page = history_page(head_of(ana.learner), ana.learner, Asked(**asked))
    return [entry.text for day in page.days for entry in day.entries]


def test_every_verb_is_of_one_kind() -> None:
    said = [verb for verbs in VERBS.values() for verb in verbs]

    assert sorted(said) == sorted(Verb)
    assert set(VERBS) == set(Kind)


PARTS: dict[str, tuple[dict[str, object], list[str]]] = {
    "steps": ({"kind": "steps"}, ["Finished EDITION", "Finished START"]),
    "units": ({"kind": "units"}, ["Book: Chapters 1 to 2 done"]),
    "put off": ({"kind": "aside"}, ["Skipped BASICS", "Put off BOTH: too hard now"]),
    "work": ({"kind": "work"}, ["Handed in version 1 of BUILD"]),
    "path": ({"kind": "path"}, ["Joined Other", "Joined Way"]),
    "taken back": ({"kind": "turned"}, ["Took back: Skipped BASICS"]),
    "time": ({"kind": "time"}, []),
    "a roadmap": ({"roadmap": "other"}, ["Finished EDITION", "Joined Other"]),
    "since": (
        {"since": date(2026, 9, 2), "kind": "path"},
        ["Joined Other"],
    ),
    "until": (
        {"until": date(2026, 9, 1), "kind": "path"},
        ["Joined Way"],
    ),
    "one day": (
        {"since": date(2026, 9, 1), "until": date(2026, 9, 1), "kind": "steps"},
        ["Finished START"],
    ),
    "a step": ({"words": "start"}, ["Finished START"]),
    "a resource": ({"words": "book"}, ["Book: Chapters 1 to 2 done"]),
    "mistyped": ({"words": "editoin"}, ["Finished EDITION"]),
    "what was taken back": (
        {"words": "basics"},
        ["Took back: Skipped BASICS", "Skipped BASICS"],
    ),
    "taken back on a roadmap": (
        {"roadmap": "way", "kind": "turned"},
        ["Took back: Skipped BASICS"],
    ),
    "taken back elsewhere": ({"roadmap": "other", "kind": "turned"}, []),
    "words that are nowhere": ({"words": "xylophone"}, []),
    "signs alone": ({"words": "?!"}, []),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_part_holds_what_was_asked_for(
    busy: Walker, part: tuple[dict[str, object], list[str]]
) -> None:
    asked, expected = part

    assert texts(busy, **asked) == expected


def test_a_resource_page_belongs_to_the_roadmaps_that_use_it(busy: Walker) -> None:
    assert "Book: Chapters 1 to 2 done" in texts(busy, roadmap="way")
    assert "Book: Chapters 1 to 2 done" not in texts(busy, roadmap="other")


def test_finishing_with_new_work_is_a_step_and_work(ana: Walker) -> None:
    ana.finish("All of it")

    assert texts(ana, kind="work") == texts(ana, kind="steps") != []


def test_nobody_finds_what_is_anothers(busy: Walker) -> None:
    other = Walker(make_learner())
    other.join()
    other.know("start")

    for asked in ({}, {"words": "start"}, {"roadmap": "way"}, {"kind": "turned"}):
        assert set(texts(other, **asked)) <= {"Joined Way", "Knew START already"}


def test_the_form_asks_by_its_address(busy: Walker, tab: Client) -> None:
    query = {"q": "start", "roadmap": "way", "kind": "steps", "since": "2026-09-01"}
    page = get(tab, f"/history/?{urlencode(query)}")

    assert "Finished START" in words(page)
    assert "Finished EDITION" not in words(page)
    assert page.context["page"].asked.query == f"?{urlencode(query)}"
    for piece in ('value="start"', 'value="2026-09-01"', 'value="way" selected'):
        assert piece in words(page)
    assert addresses(page, "Show everything") == ["/history/"]


def test_nothing_suits_is_said_with_a_way_out(busy: Walker, tab: Client) -> None:
    page = get(tab, "/history/?q=xylophone")

    assert "No entry is like that." in words(page)
    assert "Nothing yet." not in words(page)
    assert addresses(page, "Show everything") == ["/history/"] * 2


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=soon", "Please write a day, for example 2026-09-01."),
        ("since=2026-09-02&until=2026-09-01", "The end comes before the beginning."),
        ("roadmap=nowhere", "Select a valid choice."),
        ("kind=nothing", "Select a valid choice."),
    ],
)
def test_what_cannot_be_asked_is_told_and_narrows_nothing(
    busy: Walker, tab: Client, query: str, sentence: str
) -> None:
    page = get(tab, f"/history/?{query}")

    assert sentence in words(page)
    assert "Joined Other" in words(page)


def test_htmx_gets_the_part_alone_with_its_address(busy: Walker, tab: Client) -> None:
    answer = tab.get("/history/?kind=path&q=&roadmap=", headers=HTMX)

    assert answer["HX-Push-Url"] == "/history/?kind=path"
    assert "<html" not in words(answer)
    assert "Joined Other" in words(answer)
    assert "Finished START" not in words(answer)
    assert "HX-Request" in answer["Vary"]


def test_a_filter_is_kept_while_paging_and_while_taking_back(
    ana: Walker, tab: Client
) -> None:
    for _ in range(PAGE + 1):
        ana.know("start")
        ana.reopen("start")
        ana.put_off("both", "hard")
    (older,) = addresses(get(tab, "/history/?kind=aside"), "Older entries")
    page = get(tab, older)
    assert older.startswith("/history/?kind=aside&before=")
    assert len(addresses(page, "Take it back")) == 1
    (entry,) = addresses(page, "Take it back")
    assert get(tab, entry).context["page_url"] == older


# How often the page asks; a long history and its parts cost the same.
STATEMENTS = 6
MORE_FOR_WORDS = 2


@pytest.fixture
def long(ana: Walker) -> Walker:
    for step in ("start", "basics", "both", "extra"):
        ana.know(step)
    ana.undo()
    return ana


def asked_by(tab: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = tab.get(url)
    assert response.status_code == 200
    assert "Took back" in words(response)
    return len(captured)


def test_ten_thousand_entries_ask_no_more_than_five(long: Walker, tab: Client) -> None:
    tab.get("/history/")
    few = asked_by(tab, "/history/")
    write_long_history(long.learner)
    events = ProgressEvent.objects.filter(learner=long.learner)
    assert events.count() > ENTRIES
    late = events.order_by("pk")[2 * PAGE].pk
    parts = {
        "": 0,
        f"?before={late}": 0,
        "?kind=turned": 0,
        "?roadmap=way": 0,
        "?since=2020-01-05&until=2022-01-01": 0,
        f"?roadmap=way&since=2020-01-02&before={late}": 0,
        "?q=basics": MORE_FOR_WORDS,
        f"?q=basics&kind=turned&roadmap=way&before={late}": MORE_FOR_WORDS,
    }
    counts = {part: asked_by(tab, f"/history/{part}") for part in parts}
    heaviest = tab.get(f"/history/?q=basics&kind=steps&roadmap=way&before={late}")

    assert few == STATEMENTS
    assert counts == {part: STATEMENTS + more for part, more in parts.items()}
    assert len(heaviest.content) < MOST_HTML


def test_a_form_without_anything_asks_for_everything() -> None:
    assert HistoryForm({}, roadmaps=()).asked() == Asked()
    assert Asked().address == "/history/"


def test_parts_are_not_stored(busy: Walker, tab: Client) -> None:
    for headers in ({}, HTMX):
        answer = tab.get("/history/?kind=path", headers=headers)
        assert "no-store" in answer["Cache-Control"]
