"""The history: each act in words, with its way back."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client

from progress.actions.moving import move_learners
from tests.factories import client_of, make_learner
from tests.progress.on_page import form_with, forms_on, get, words
from tests.progress.walker import Walker
from tests.progress.world import new_version


def test_every_kind_of_act_has_its_words(ana: Walker, tab: Client) -> None:
    ana.done("start")
    ana.know("basics")
    ana.skip("extra")
    ana.reopen("extra")
    ana.start("build")
    ana.put_off("build", "hard")
    ana.choose("choose", "torch")
    ana.add("extra")
    ana.remove("extra")
    ana.habit("club")
    ana.read("book", (0, 3), (4, 5))
    ana.read("book", back=((4, 5),))
    ana.read("film", (0, 1))
    ana.read("film", back=((0, 1),))
    ana.barrier("book", "paid")
    ana.barrier("book", "")
    ana.change_path(aim="research")
    ana.pause()
    ana.resume()
    ana.leave()
    page = words(get(tab, "/history/"))

    for sentence in (
        *("Joined Way", "Finished START", "Knew BASICS already", "Skipped EXTRA"),
        *("Opened EXTRA again", "Began BUILD", "Put off BUILD: too hard now"),
        *("Chose a way through CHOOSE", "Put EXTRA on the path", "Did CLUB"),
        *("Took EXTRA off the path", "Took back Film"),
        "Book: Chapters 1 to 3 and Chapter 5 done",
        *("Book: Chapter 5 taken back", "Did Film"),
        *("Could not get at Book: it costs money", "Can get at Book again"),
        *("Changed the path of Way", "Rested on Way", "Went on with Way", "Left Way"),
    ):
        assert sentence.lower() in page.lower(), sentence


def turn(tab: Client, words: str, at: str = "/history/") -> HttpResponse:
    """Follow the first link with these words to its entry, and press its button."""
    page = get(tab, addresses(get(tab, at), words)[0])
    return form_with(page, words, about="/undo/").send(tab)


def addresses(page: HttpResponse, words: str) -> list[str]:
    """Where the links with these words lead, in order."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]*)</a>', content(page))
    return [unescape(url) for url, text in found if text == words]


def content(page: HttpResponse) -> str:
    return page.content.decode()


def test_an_act_is_taken_back_and_brought_back_from_the_history(
    ana: Walker, tab: Client
) -> None:
    ana.done("start")
    back = turn(tab, "Take it back")
    assert (back.status_code, back["Location"]) == (302, "/history/")
    assert ana.status("start") == "ready"
    assert "Taken back: Finished START" in words(get(tab, "/history/"))
    turn(tab, "Bring it back")
    assert ana.status("start") == "done"
    assert "Brought back." in words(get(tab, "/history/"))
    turn(tab, "Take it back")
    assert ana.status("start") == "ready"
    assert "Taken back again." in words(get(tab, "/history/"))


def test_done_taken_back_and_done_again_are_three_entries(
    ana: Walker, tab: Client
) -> None:
    ana.done("start")
    ana.undo()
    ana.done("start")
    page = words(get(tab, "/history/"))

    assert page.count(">Finished START</a>") == 1
    assert page.count("><del>Finished START</del></a>") == 1
    assert page.count(">Took back: Finished START</a>") == 1


def test_each_turn_says_which_way_it_went(ana: Walker, tab: Client) -> None:
    ana.done("start")
    ana.undo(ana.undo(ana.undo()))
    page = words(get(tab, "/history/"))

    assert page.count(">Took back: Finished START</a>") == 2
    assert page.count(">Brought back: Finished START</a>") == 1
    assert addresses(get(tab, "/history/"), "Bring it back") != []


def test_a_long_history_comes_in_pages(ana: Walker, tab: Client) -> None:
    for _ in range(26):
        ana.know("start")
        ana.reopen("start")
    first = get(tab, "/history/")
    (older,) = addresses(first, "Older entries")
    second = get(tab, older)

    assert len(addresses(first, "Take it back")) == 50
    assert len(addresses(second, "Take it back")) == 3
    assert "Joined Way" in words(second)
    assert addresses(second, "Newest entries") == ["/history/"]


def test_beyond_the_oldest_entry_there_is_a_way_back(ana: Walker, tab: Client) -> None:
    page = get(tab, "/history/?before=1")

    assert "Nothing is older." in words(page)
    assert "/history/" in addresses(page, "Newest entries")


def test_a_new_version_in_the_history_has_no_way_back(ana: Walker, tab: Client) -> None:
    move_learners(new_version().current_version)
    page = get(tab, "/history/")
    (moved,) = addresses(page, "Way has a new version")

    assert len(addresses(page, "Take it back")) == 1
    assert forms_on(get(tab, moved), about="/undo/") == []
    assert "is not taken back" in words(get(tab, moved))


def test_an_empty_history_says_what_will_be_there(world: None) -> None:
    page = words(get(client_of(make_learner()), "/history/"))

    assert "Nothing yet." in page
