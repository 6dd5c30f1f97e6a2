"""A project's work: draft, versions, conflicts, undo, and what it opens."""

import re
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from progress.actions.steps import NotForThisStep
from progress.actions.submissions import (
    NoMoreVersions,
    NothingToHandIn,
    WorkConflict,
)
from progress.models import Submission
from tests.factories import client_of, make_learner, publish_document
from tests.progress.on_page import STEP, PageForm, form_with, get, words
from tests.progress.walker import Walker
from tests.progress.world import way, way_steps
from tests.roadmap.documents import make_step

BUILD = f"{STEP}build/"
CHECKED = {"level_0": "2", "level_1": "1"}


def form(tab: Client, button: str) -> PageForm:
    return form_with(get(tab, BUILD), button)


def numbers(ana: Walker) -> list[int]:
    return [row.number for row in ana.versions() if row.handed_in_at]


def test_the_first_saving_begins_the_step(ana: Walker) -> None:
    ana.save("Half of it")
    ana.save("All of it")

    assert [row.text for row in ana.versions()] == ["All of it"]
    assert ana.versions()[0].edits == 2
    assert ana.verbs() == ["enrolled", "started"]
    assert ana.differences() == []


def test_what_is_handed_in_is_a_version_and_its_text_begins_the_next(
    ana: Walker, tab: Client
) -> None:
    form(tab, "Save the draft").send(tab, text="One\r\ntwo")
    page = form(tab, "Hand in version 1")
    assert page.values["text"].strip() == "One\ntwo"
    answer = page.send(tab, links="example.org/work\nhttp://other.example/")

    assert (answer.status_code, answer["Location"]) == (302, BUILD)
    found = ana.versions().get()
    assert (found.number, found.text, found.edits) == (1, "One\ntwo", 2)
    assert found.links == ["https://example.org/work", "http://other.example/"]
    again = form(tab, "Hand in version 2")
    assert again.values["text"].strip() == "One\ntwo"
    assert "what_changed" in again.values
    assert ana.differences() == []


def test_a_version_never_changes_again(ana: Walker, tab: Client) -> None:
    ana.hand_in("First")
    ana.hand_in("Second", what_changed="The gradient")
    ana.save("Third")

    kept = ana.versions().filter(handed_in_at__isnull=False)
    assert [row.text for row in kept] == ["First", "Second"]
    page = words(get(tab, BUILD))
    assert page.index("Version 2</a>") < page.index("Version 1</a>")
    assert "The gradient" in page
    assert "First" in words(get(tab, f"{BUILD}work/1/"))


def test_versions_are_shown_as_cleaned_markdown(ana: Walker, tab: Client) -> None:
    ana.hand_in("**bold** <script>alert(1)</script>", links=("https://example.org/a",))
    page = words(get(tab, f"{BUILD}work/1/"))

    assert "<strong>bold</strong>" in page
    assert "<script>alert" not in page
    assert 'href="https://example.org/a" rel="nofollow noopener noreferrer"' in page


def test_only_its_learner_sees_a_version(ana: Walker) -> None:
    ana.hand_in("Mine")

    other = client_of(make_learner())
    assert other.get(f"{BUILD}work/1/").status_code == 404
    assert client_of(ana.learner).get(f"{BUILD}work/2/").status_code == 404


def test_a_draft_is_no_version_yet(ana: Walker, tab: Client) -> None:
    ana.save("Half")

    assert tab.get(f"{BUILD}work/1/").status_code == 404


def test_what_follows_is_open_from_the_hand_in_on(world: None) -> None:
    after = make_step("after", "build")
    publish_document(way(*way_steps(), after, slug="third"))
    walker = Walker(make_learner(), slug="third")
    walker.join(known=("start", "basics", "both", "choose"))
    assert walker.status("after") == "locked"
    walker.hand_in("Done so far")

    assert (walker.status("build"), walker.status("after")) == ("waiting", "ready")
    assert not walker.standing("build").satisfied
    walker.start("after")
    walker.undo(walker.acts[-2])
    assert walker.status("after") == "locked"
    assert walker.standing("after").begun
    assert walker.differences() == []


def test_no_page_says_that_a_person_is_waited_for(ana: Walker, tab: Client) -> None:
    ana.know("both")
    ana.know("choose")
    ana.hand_in("Here")

    for url in (BUILD, "/roadmaps/way/list/", "/roadmaps/way/?step=build", "/today/"):
        page = words(get(tab, url))
        assert "Handed in" in page
        assert not re.search(r"\breview", page, re.IGNORECASE)
    assert "Handed in, not yet checked by you." in words(get(tab, "/today/"))


def test_handing_in_and_finishing_are_one_act(ana: Walker, tab: Client) -> None:
    form(tab, "Done, checked by yourself").send(tab, text="All of it", **CHECKED)

    assert (ana.record("build").how, numbers(ana)) == ("self_checked", [1])
    assert ana.verbs()[1:] == ["done", "handed_in"]
    levels = [one["level"] for one in ana.versions()[0].levels]
    assert levels == [2, 1]
    assert "Handed in version 1 of BUILD and finished it" in words(
        get(tab, "/history/")
    )
    tab.post(f"/history/{list(ana)[1].pk}/undo/")
    assert ana.status("build") == "locked"
    assert ana.versions()[0].withdrawn_at is not None
    assert ana.differences() == []


def test_a_project_is_finished_without_handing_anything_in(
    ana: Walker, tab: Client
) -> None:
    form(tab, "Done, checked by yourself").send(tab, **CHECKED)

    assert ana.verbs()[1:] == ["done"]
    assert not ana.versions()


def test_finishing_after_the_hand_in_makes_no_second_version(
    ana: Walker, tab: Client
) -> None:
    ana.hand_in("All of it")
    form(tab, "Done, checked by yourself").send(tab, **CHECKED)

    assert numbers(ana) == [1]
    assert ana.status("build") == "done"


def test_a_check_without_its_levels_keeps_what_was_typed(tab: Client) -> None:
    answer = form(tab, "Done, checked by yourself").send(tab, text="Typed", level_0="1")

    assert answer.status_code == 422
    assert words(answer).count("Please choose one.") == 1
    assert form_with(answer, "Save").values["text"].strip() == "Typed"


def test_units_do_not_open_a_project_that_came_with_its_hand_in(ana: Walker) -> None:
    ana.finish("All of it")
    ana.read("book", (0, 1), step="build")

    assert ana.status("build") == "done"


def test_a_skipped_project_is_taken_up_by_handing_in(ana: Walker) -> None:
    ana.know("both")
    ana.know("choose")
    ana.skip("build")
    ana.hand_in("After all")
    assert ana.status("build") == "waiting"
    ana.undo()

    assert ana.status("build") == "skipped"
    assert ana.differences() == []


# Nothing is lost


def other_window(tab: Client) -> HttpResponse:
    """A form of yesterday is sent after another window saved something."""
    old = form(tab, "Save the draft")
    form(tab, "Save the draft").send(tab, text="From the other window")
    return old.send(tab, text="From this window")


def test_an_older_form_shows_both_texts(ana: Walker, tab: Client) -> None:
    ana.save("Before")
    answer = other_window(tab)

    assert answer.status_code == 409
    page = words(answer)
    assert "From the other window" in page
    assert "From this window" in page
    assert ana.versions().get().text == "From the other window"
    form_with(answer, "Save the draft").send(tab, text="Both put together")
    assert ana.versions().get().text == "Both put together"


def test_two_first_drafts_meet(ana: Walker, tab: Client) -> None:
    assert other_window(tab).status_code == 409
    assert ana.versions().get().text == "From the other window"


def test_a_form_of_a_version_that_was_handed_in_elsewhere(
    ana: Walker, tab: Client
) -> None:
    old = form(tab, "Save the draft")
    ana.hand_in("Handed in elsewhere")
    answer = old.send(tab, text="Still writing")

    assert answer.status_code == 409
    assert "Version 1 was handed in meanwhile" in words(answer)
    form_with(answer, "Save the draft").send(tab, text="Still writing")
    assert [row.text for row in ana.versions()] == [
        "Handed in elsewhere",
        "Still writing",
    ]


def test_a_refused_form_still_knows_only_what_it_knew(ana: Walker, tab: Client) -> None:
    old = form(tab, "Save the draft")
    ana.save("Elsewhere")
    refused = old.send(tab, text="Here", links="no address at all")
    assert refused.status_code == 422
    again = form_with(refused, "Save the draft").send(tab, links="")

    assert again.status_code == 409
    assert ana.versions().get().text == "Elsewhere"


@pytest.mark.parametrize("odd", ["", "0", "-1", "many", "9" * 30])
def test_a_form_that_says_nothing_of_what_it_knew_overwrites_nothing(
    ana: Walker, tab: Client, odd: str
) -> None:
    ana.save("Stored")
    answer = form(tab, "Hand in").send(tab, text="Other", number=odd, edits=odd)

    assert answer.status_code == 409
    assert ana.versions().get().text == "Stored"


def test_the_same_form_twice_is_one_version(ana: Walker, tab: Client) -> None:
    page = form(tab, "Hand in version 1")
    answers = [page.send(tab, text="Once").status_code for _ in range(3)]

    assert answers == [302, 302, 302]
    assert numbers(ana) == [1]
    assert ana.verbs().count("handed_in") == 1


def test_the_same_draft_from_two_tabs_is_one_version(ana: Walker, tab: Client) -> None:
    ana.save("The draft")
    first, second = form(tab, "Hand in"), form(tab, "Hand in")
    assert first.send(tab).status_code == 302
    assert second.send(tab).status_code == 302

    assert numbers(ana) == [1]


def test_other_words_from_a_second_tab_are_shown_beside(
    ana: Walker, tab: Client
) -> None:
    first, second = form(tab, "Hand in"), form(tab, "Hand in")
    first.send(tab, text="One")

    assert second.send(tab, text="Two").status_code == 409
    assert numbers(ana) == [1]


# Undo


def test_undo_withdraws_and_bringing_back_restores(ana: Walker, tab: Client) -> None:
    handed = ana.hand_in("One")
    ana.hand_in("Two")
    undone = ana.undo()
    assert [bool(row.withdrawn_at) for row in ana.versions()] == [False, True]
    assert ana.record("build").hand_in == "waiting"
    assert ana.differences() == []
    assert form(tab, "Hand in version 3").values["text"].strip() == "Two"
    ana.undo(undone)
    assert not ana.versions().filter(withdrawn_at__isnull=False)
    ana.undo(handed)
    assert [bool(row.withdrawn_at) for row in ana.versions()] == [True, False]
    assert ana.differences() == []


def test_the_only_version_taken_back_is_nothing_handed_in(ana: Walker) -> None:
    ana.hand_in("One")
    ana.undo()

    assert ana.record("build").hand_in == ""
    ana.hand_in("One")
    assert numbers(ana) == [1, 2]


def test_an_old_form_does_not_bring_back_what_was_taken_back(
    ana: Walker, tab: Client
) -> None:
    page = form(tab, "Hand in")
    page.send(tab, text="One")
    ana.acts.append(replace(ana.acts[0], event_id=list(ana)[-1].pk))
    ana.undo()

    assert page.send(tab, text="One").status_code == 409
    assert ana.record("build").hand_in == ""


# Limits


def test_nothing_is_not_handed_in(ana: Walker, tab: Client) -> None:
    answer = form(tab, "Hand in").send(tab, text="  \n ")
    assert answer.status_code == 422
    assert "Nothing is new here." in words(answer)
    ana.hand_in("One")
    with pytest.raises(NothingToHandIn):
        ana.hand_in("One")
    ana.hand_in("One", what_changed="What the link leads to")

    assert numbers(ana) == [1, 2]


REFUSED = {
    "a long text": ({"text": "x" * 50_001}, "at most 50000 characters"),
    "a long link": ({"links": f"https://example.org/{'x' * 2000}"}, "2000 characters"),
    "eleven links": ({"links": "\n".join(f"a.org/{n}" for n in range(11))}, "10 links"),
    "a script": ({"links": "javascript://a.org/%0Aalert(1)"}, "is not an address"),
    "mail": ({"links": "mailto:ines@example.org"}, "is not an address"),
    "a file": ({"links": "file:///etc/passwd"}, "is not an address"),
    "no host": ({"links": "https://"}, "is not an address"),
    "a zero": ({"text": "a\x00b"}, "Null characters"),
    "a long change": ({"what_changed": "x" * 4_001}, "at most 4000 characters"),
}


@pytest.mark.parametrize(("odd", "said"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("button", ["Save the draft", "Hand in"])
def test_what_is_too_much_is_refused_at_its_field(
    ana: Walker, tab: Client, button: str, odd: dict[str, str], said: str
) -> None:
    ana.hand_in("Before")
    answer = form(tab, button).send(tab, **odd)

    assert answer.status_code == 422
    assert said in words(answer).replace("50,000", "50000")
    assert [row.text for row in ana.versions()] == ["Before"]


def test_as_much_as_there_may_be_is_kept(ana: Walker, tab: Client) -> None:
    links = [f"https://example.org/{n}/".ljust(2000, "x") for n in range(10)]
    text = "ü" * 50_000
    answer = form(tab, "Hand in").send(tab, text=text, links="\r\n".join(links))

    assert answer.status_code == 302
    assert (ana.versions()[0].links, ana.versions()[0].text) == (links, text)


def test_there_are_twenty_versions_at_most(ana: Walker, tab: Client) -> None:
    for number in range(20):
        ana.hand_in(f"Version {number + 1}")
    with pytest.raises(NoMoreVersions):
        ana.hand_in("One more")
    page = get(tab, BUILD)

    assert "All 20 versions are handed in" in words(page)
    assert "Hand in version 21" not in words(page)
    assert form_with(page, "Done").send(tab, **CHECKED).status_code == 302
    assert ana.status("build") == "done"


@pytest.mark.parametrize("verb", ["work", "hand-in"])
def test_only_projects_take_work(ana: Walker, tab: Client, verb: str) -> None:
    answer = tab.post(f"{STEP}start/{verb}/", {"text": "Work"})

    assert answer.status_code == 404
    with pytest.raises(NotForThisStep):
        ana.hand_in("Work", step="start")
    assert not Submission.objects.exists()


def test_conflicts_name_what_is_stored(ana: Walker) -> None:
    ana.save("Stored")
    with pytest.raises(WorkConflict) as found:
        ana.save("Other", seen=(1, 0))

    assert found.value.stored.text == "Stored"
    ana.save("Stored", seen=(1, 0))
    assert ana.versions().get().edits == 1
