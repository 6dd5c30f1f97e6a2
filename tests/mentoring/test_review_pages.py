"""The queue and the page of a review, as a mentor's browser meets them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mentoring.actions.reading import claim
from mentoring.models import Phrase, Review, ReviewDraft
from tests.factories import client_of
from tests.mentoring.reading import QUEUE, Desk, make_desk
from tests.progress.on_page import get, words

pytestmark = pytest.mark.django_db

TEXT = "def one():\n    return 1\n\ndef two():\n    return 2"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk() -> Desk:
    found = make_desk(3, opened=timezone.now() - timedelta(days=9))
    for number, walker in enumerate(found.walkers):
        walker.at = timezone.now() - timedelta(days=number + 1)
    found.walkers[0].hand_in(TEXT, links=("https://example.org/colab",))
    return found


@pytest.fixture
def tab(desk: Desk) -> Client:
    return desk.tab


def test_the_oldest_promise_comes_first(desk: Desk, tab: Client) -> None:
    for number in (1, 2):
        desk.walkers[number].hand_in("Work")
    page = words(get(tab, QUEUE))

    assert page.index("Cai: BUILD") < page.index("Ben: BUILD") < page.index("Ana: BUIL")
    assert "3 versions, the oldest promise first" in page


def test_an_empty_queue_has_its_words(desk: Desk, tab: Client) -> None:
    desk.approve()

    assert "Nobody waits for an answer" in words(get(tab, QUEUE))


def test_who_reads_and_who_answered_before_is_said(desk: Desk, tab: Client) -> None:
    wanda = desk.group.second_mentor()
    desk.ask("More tests", mentor=wanda)
    desk.walkers[0].hand_in("Second", what_changed="Tests")
    claim(desk.place(mentor=wanda), at=timezone.now())
    page = words(get(tab, QUEUE))

    assert "Wanda is reading this" in page
    assert "Wanda answered before" in page
    assert "Wanda is reading this" in words(get(tab, desk.url()))


def test_reading_is_said_by_post_alone(desk: Desk, tab: Client) -> None:
    other = client_of(desk.group.second_mentor())
    get(tab, desk.url())
    assert "is reading this" not in words(get(other, QUEUE))
    answer = tab.post(f"{desk.url()}reading/", headers=HTMX)
    assert "You are reading it" in words(answer)
    assert "Mo is reading this" in words(get(other, QUEUE))
    plain = other.post(f"{desk.url()}reading/")

    assert (plain.status_code, plain["Location"]) == (302, desk.url())
    assert "Mo is reading this" in words(get(other, desk.url()))


def test_the_page_shows_the_work_and_the_rubric(desk: Desk, tab: Client) -> None:
    page = words(get(tab, desk.url()))

    assert "Ana: BUILD" in page
    assert "return 2" in page
    assert 'href="https://example.org/colab"' in page
    assert page.count('type="radio" name="level_') >= 6
    assert "Version 1 of 1" in page


def test_a_comment_opens_in_its_place(desk: Desk, tab: Client) -> None:
    answer = desk.post("draft", show="text", line="5", text="So far")
    assert answer["Location"] == f"{desk.url()}?at=text-5"
    page = words(get(tab, answer["Location"]))

    assert 'name="words-text-5"' in page
    assert "So far" in page
    desk.post("draft", known="1", **{"words-text-5": "Why 2?", "text": "So far"})
    page = words(get(tab, desk.url()))
    assert "Comment on line 5" in page
    assert "Why 2?" in page


def test_what_is_typed_is_saved_for_the_script(desk: Desk, tab: Client) -> None:
    url = f"{desk.url()}draft/"
    first = tab.post(url, {"text": "One", "known": "0"}, headers=HTMX)
    assert first.content.decode().startswith("Saved ")
    assert first.headers["Note-Version"] == "1"
    second = tab.post(url, {"text": "Two", "known": "0"}, headers=HTMX)

    assert second.status_code == 409
    assert "One" in words(second)
    assert ReviewDraft.objects.get().text == "One"
    plain = tab.post(url, {"text": "Two", "known": "0"})
    assert plain.status_code == 409
    assert "Two" in words(plain)
    assert "Keep mine" in words(plain)
    tab.post(url, {"text": "Two", "known": "0", "mine": "1"})
    assert ReviewDraft.objects.get().text == "Two"


def test_a_decision_leads_to_the_next(desk: Desk, tab: Client) -> None:
    desk.walkers[1].hand_in("Work")
    answer = desk.post("decision", decision="approved", text="Good", level_0="2")

    assert answer["Location"] == desk.url(1)
    page = words(get(tab, desk.url(1)))
    assert "BUILD by Ana is approved." in page
    assert f'action="{desk.url()}take-back/"' in page
    assert Review.objects.get().levels[0]["level"] == 2
    desk.post("decision", 1, decision="approved")
    assert desk.walkers[1].status("build") == "done"


def test_changes_without_a_point_are_asked_once_more(desk: Desk) -> None:
    answer = desk.post("decision", decision="changes", text="Hm")

    assert answer.status_code == 422
    assert "Name at least one point" in words(answer)
    assert "Hm" in words(answer)
    assert not Review.objects.exists()
    desk.post("decision", decision="changes", **{"words-text-2": "Why 1?"})
    assert Review.objects.get().points[0]["line"] == 2


def test_the_second_hears_who_decided_what(desk: Desk) -> None:
    wanda = client_of(desk.group.second_mentor())
    url = desk.url()
    desk.post("decision", decision="changes", **{"words-all-1": "The mean"})
    late = wanda.post(f"{url}decision/", {"decision": "approved", "text": "Fine"})

    assert late["Location"] == QUEUE
    page = words(get(wanda, QUEUE))
    assert "Mo asked for changes, 1 point before you." in page
    assert ReviewDraft.objects.get().text == "Fine"


def test_points_asked_again_are_points(desk: Desk, tab: Client) -> None:
    desk.ask("The mean in db", "A validation set")
    desk.walkers[0].hand_in("Second", what_changed="A little")
    page = words(get(tab, desk.url()))
    assert "The mean in db" in page
    desk.post("draft", **{"again-1": "1", "words-all-1": "Another"})
    assert 'name="again-1" value="1" checked' in words(get(tab, desk.url()))
    desk.post("decision", decision="changes", known="1", **{"again-1": "1"})

    assert [one["words"] for one in Review.objects.last().points] == ["The mean in db"]


def test_what_changed_stands_beside(desk: Desk, tab: Client) -> None:
    desk.ask("Return three")
    desk.walkers[0].hand_in(TEXT.replace("2", "3"), what_changed="Three")
    page = words(get(tab, f"{desk.url()}?show=changes"))

    assert '<li class="del"><i>−</i> return 2</li>' in page
    assert '<li class="add"><i>+</i> return 3</li>' in page


def test_two_versions_stand_side_by_side(desk: Desk, tab: Client) -> None:
    desk.ask("Return three")
    desk.walkers[0].hand_in(TEXT.replace("2", "3"), what_changed="Three")
    page = words(get(tab, f"{desk.url()}?show=sides"))

    old, new = "taken away: </span> return 2</td>", "added: </span> return 3</td>"
    assert page.index("Version 1</th>") < page.index("Version 2</th>")
    assert page.index(old) < page.index(new)


def test_long_work_comes_in_parts(desk: Desk, tab: Client) -> None:
    desk.walkers[1].hand_in("\n".join(f"line {n}" for n in range(1, 1001)))
    answer = get(tab, desk.url(1))
    assert len(answer.content) < 60_000
    assert "line 251" not in words(answer)
    assert 'name="first" value="251"' in words(answer)
    page = words(get(tab, f"{desk.url(1)}?first=251"))

    assert "line 251" in page
    assert "line 250<" not in page


def test_saved_phrases_are_put_into_the_text(desk: Desk, tab: Client) -> None:
    mine = Phrase.objects.create(
        mentor=desk.mentor, body="Read chapter 2", created_at=timezone.now()
    )
    assert "Read chapter 2" in words(get(tab, desk.url()))
    desk.post("draft", text="Good.", phrase=str(mine.pk))

    assert ReviewDraft.objects.get().text == "Good.\nRead chapter 2"


def test_an_answer_can_be_read_afterwards(desk: Desk, tab: Client) -> None:
    url = desk.url()
    desk.ask("The mean", text="Nearly", at=timezone.now())
    page = words(get(tab, url))

    assert "Take it back" in page
    assert "Mo asked for changes" in page
    assert 'name="decision"' not in page


ODD = ("", "-1", "x" * 99, "text-0", "file-9", "all-1", "1" * 30, "‮\x00")


@pytest.mark.parametrize("odd", ODD)
def test_odd_places_show_the_text(desk: Desk, tab: Client, odd: str) -> None:
    for query in ({"show": odd}, {"at": odd}, {"first": odd}, {"line": odd}):
        answer = tab.get(desk.url(), query)
        assert answer.status_code == 200
        assert "return 2" in words(answer)


@pytest.mark.parametrize(
    "form",
    [
        {"words-all-1": "x" * 2001},
        {"text": "x" * 20_001},
        {f"words-text-{n}": "x" for n in range(1, 52)},
        {"level_0": "7"},
        {"words-text-1": "a\x00b"},
    ],
    ids=["long point", "long text", "many points", "no level", "zero"],
)
def test_what_cannot_be_stored_is_refused_and_kept_in_its_field(
    desk: Desk, form: dict[str, str]
) -> None:
    for end in ("draft", "decision"):
        answer = desk.post(end, decision="approved", **form)
        assert answer.status_code == 422
        assert 'role="alert"' in words(answer)
    assert not ReviewDraft.objects.exists()
    assert not Review.objects.exists()
