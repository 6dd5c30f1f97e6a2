"""A roadmap goes out as a check list, and comes in as somebody else's progress."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curating.lists.refusals import MAX_BYTES
from progress.models import ProgressEvent, Verb
from tests.factories import client_of, make_learner
from tests.mentoring.world import make_group
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

PAGE = "/roadmaps/way/ticks/"
TAKE = f"{PAGE}take/"
FILE = "/roadmaps/way/export.md"
SITE = "http://testserver/roadmaps/way/steps"


@pytest.fixture
def tab(ana: Walker) -> Client:
    return client_of(ana.learner)


@pytest.fixture
def ben(ana: Walker) -> Walker:
    """Another learner on `way`, who has done nothing."""
    ben = Walker(make_learner(name="Ben"))
    ben.join()
    return ben


def taken_along(person: Walker | None) -> str:
    answer = client_of(person and person.learner).get(FILE)
    assert answer.status_code == 200
    return answer.content.decode()


def shown(tab: Client, text: str) -> Any:
    answer = tab.post(PAGE, {"text": text})
    assert answer.status_code == 200, answer.context["form"].errors
    return answer.context["found"]


def chosen(found: Any) -> list[str]:
    return [row.meant[0].choice.value for row in found.new]


def bring(tab: Client, text: str, key: str = "one") -> None:
    """Look at the list and take over all that is clear."""
    take = chosen(shown(tab, text))
    assert tab.post(TAKE, {"take": take, "key": key}).status_code == 302


def satisfied(walker: Walker) -> set[str]:
    study = walker.study()
    journey = study.head.journey("way")
    assert journey
    return {key for key, one in study.standings(journey).items() if one.satisfied}


def far_on(ana: Walker) -> None:
    """One done, one known, one covered, half of another."""
    ana.done("start")
    ana.know("basics")
    ana.choose("choose", "torch")
    ana.read("torch", (0, 3), step="choose")
    ana.read("book", (0, 3), step="both")
    ana.done("extra", how="enough")


def test_what_one_learner_has_done_becomes_what_another_has(
    ana: Walker, ben: Walker
) -> None:
    far_on(ana)
    other = client_of(ben.learner)

    bring(other, taken_along(ana))

    assert satisfied(ben) == satisfied(ana) == {"start", "basics", "choose", "extra"}
    assert ben.status("basics") == ana.status("basics") == "known"
    assert ben.spans("book")[0][:1] == [0]
    assert ben.differences() == []


def test_bringing_it_again_changes_nothing(ana: Walker, ben: Walker) -> None:
    far_on(ana)
    other, text = client_of(ben.learner), taken_along(ana)
    bring(other, text)
    before = len(list(ben))

    found = shown(other, text)

    assert (found.new, found.unclear, found.lost) == ((), (), ())
    assert {row.note for row in found.same} == {"Done already."}
    bring(other, text, key="two")
    assert len(list(ben)) == before


def test_a_guest_takes_along_empty_boxes(world: None) -> None:
    text = taken_along(None)

    assert "[x]" not in text
    assert f"- [ ] [START](<{SITE}/start/>)" in text
    assert "(<http://testserver/roadmaps/way/>)" in text


def test_it_is_a_file_with_a_name(ana: Walker, tab: Client) -> None:
    answer = tab.get(FILE)

    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="way.md"'


def test_it_says_why_a_box_is_as_it_is(ana: Walker) -> None:
    far_on(ana)
    ana.skip("both")
    text = taken_along(ana)

    for line in (
        f"- [x] [BASICS](<{SITE}/basics/>) (known already)\n  Needs START.",
        f"- [ ] [BOTH](<{SITE}/both/>) (skipped)",
        f"- [x] [EXTRA](<{SITE}/extra/>) (if you want)",
        f"- [CLUB](<{SITE}/club/>) (a habit)",
        "  - [x] [Book](<https://example.org/book>) Chapters 1 to 3",
    ):
        assert line in text, text


def test_nothing_is_stored_before_it_was_seen(tab: Client, ana: Walker) -> None:
    before = len(list(ana))

    found = shown(tab, f"- [x] [Start]({SITE}/start/)\n- [x] Basics\n")

    assert chosen(found) == ["step start", "step basics"]
    assert len(list(ana)) == before


def test_who_is_not_on_it_is_led_to_join(world: None) -> None:
    stranger = client_of(make_learner())

    assert stranger.get(PAGE).url == "/roadmaps/way/join/"
    assert stranger.post(PAGE, {"text": "- [x] Start"}).url == "/roadmaps/way/join/"
    assert stranger.post(TAKE, {"take": "step start"}).status_code == 404


def test_a_form_sent_twice_counts_once(tab: Client, ana: Walker) -> None:
    form = {"take": ["step start", "known basics"], "key": "one"}
    tab.post(TAKE, form, follow=True)
    ana.reopen("start")
    before = len(list(ana))

    answer = tab.post(TAKE, form, follow=True)

    assert len(list(ana)) == before
    assert list(answer.context["messages"]) == []
    tab.post(TAKE, {**form, "take": ["step start"]})
    assert ana.status("start") == "done"


def test_each_can_be_taken_back_by_itself(tab: Client, ana: Walker) -> None:
    tab.post(TAKE, {"take": ["step start", "known basics"], "key": "one"})
    known = ProgressEvent.objects.get(learner=ana.learner, verb=Verb.KNOWN)

    tab.post(f"/history/{known.pk}/undo/", {"key": "two"})

    assert satisfied(ana) == {"start"}
    assert ana.differences() == []


def test_what_is_not_ticked_takes_nothing_back(tab: Client, ana: Walker) -> None:
    far_on(ana)
    text = re.sub(r"\[x\]", "[ ]", taken_along(ana)) + "- [x] Build\n"
    before = satisfied(ana)

    bring(tab, text)

    assert satisfied(ana) == before | {"build"}


def test_units_of_a_resource_are_those_that_the_step_asks_for(
    tab: Client, ana: Walker
) -> None:
    bring(tab, "## Both\n\n- [x] [A book](https://example.org/book)\n")

    assert ana.spans("book") == [[0, 3]]
    assert ana.status("both") != "done"


def test_units_that_complete_a_step_close_it(tab: Client, ana: Walker) -> None:
    bring(tab, "- [x] <https://example.org/film>\n")

    assert ana.status("basics") == "done"


def test_what_was_read_instead_is_enough_for_its_step(tab: Client, ana: Walker) -> None:
    text = "- [x] Both\n  - [x] Edition\n"
    assert chosen(shown(tab, text)) == ["step both", "use both edition"]

    bring(tab, text)

    assert ana.status("both") == "done"
    assert (ana.spans("edition"), ana.spans("book")) == ([[0, 8]], [])


def test_a_mentor_closes_what_is_handed_in(world: None) -> None:
    tab = client_of(make_group(1).learners[0])
    text = "- [x] Build\n- [x] Start\n"

    found = shown(tab, text)

    assert [row.note for row in found.lost] == [
        "A mentor closes it. Hand it in on its page."
    ]
    assert chosen(found) == ["step start"]
    before = ProgressEvent.objects.count()
    tab.post(TAKE, {"take": "step build"})
    assert ProgressEvent.objects.count() == before


def test_one_of_several_is_chosen(tab: Client, ana: Walker) -> None:
    found = shown(tab, "- [x] [Reading](https://example.org/book)\n")
    (row,) = found.unclear
    assert [one.choice.step for one in row.meant] == ["both", "extra", "later"]

    tab.post(TAKE, {"pick_1": row.meant[1].choice.value, "pick_2": "", "key": "one"})

    assert ana.spans("book") == [[3, 6]]


def test_what_fits_nothing_is_said(tab: Client) -> None:
    text = "- [x] Knitting for beginners\n- [x] Club\n- [x] Start\n- [x] start\n"
    found = shown(tab, text)

    assert [(row.line, row.note) for row in found.lost] == [
        (1, "No step or resource here is called that."),
        (2, "It goes on without an end."),
    ]
    assert [(row.line, row.note) for row in found.same] == [(4, "As in line 3.")]


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        ({"text": ""}, "__all__", "Paste the list, or choose a file."),
        ({"file": b""}, "file", "There is nothing to read."),
        ({"text": "- Start\n- Basics"}, "text", "Nothing in it is ticked."),
        ({"text": "- [x] a\n\n\u202eb"}, "text", "Line 3 has characters that turn"),
        ({"text": "- [x] a\n" * 901}, "text", "By line 901 there are more than 900"),
        ({"file": b"- [x] a\n\xff"}, "file", "Line 2 is not text in UTF-8."),
        ({"file": b"x" * (MAX_BYTES + 9)}, "file", "larger than 1 MB"),
        ({"text": "- [x] a", "file": b"- [x] a"}, "__all__", "not both"),
        ({"text": "- [x] " + "a" * MAX_BYTES}, "text", "more than 1 MB"),
    ],
)
def test_a_list_that_cannot_be_read_comes_back_with_the_line(
    tab: Client, form: dict[str, Any], field: str, words: str
) -> None:
    sent = dict(form)
    if "file" in form:
        sent["file"] = SimpleUploadedFile("list.md", form["file"])
    answer = tab.post(PAGE, sent)

    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert answer.context["form"]["text"].value() == form.get("text")


def test_a_file_with_another_ending_is_refused(tab: Client) -> None:
    answer = tab.post(PAGE, {"file": SimpleUploadedFile("list.exe", b"- [x] Start")})

    assert answer.status_code == 422


def test_a_table_with_a_column_of_ticks_counts(tab: Client, ana: Walker) -> None:
    table = b"step,done\nStart,yes\nBasics,no\nExtra,x\n"
    answer = tab.post(PAGE, {"file": SimpleUploadedFile("list.csv", table)})

    assert chosen(answer.context["found"]) == ["step start", "step extra"]


@pytest.mark.parametrize(
    "value",
    ["step club", "step nowhere", "use both forum", "use both nothing", "x", "\0", "é"],
)
def test_what_is_not_offered_is_not_taken_over(
    tab: Client, ana: Walker, value: str
) -> None:
    before = len(list(ana))

    assert tab.post(TAKE, {"take": value, "key": "one"}).status_code == 302
    assert len(list(ana)) == before
