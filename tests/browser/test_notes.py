"""A private note in a browser: kept as typed, never written over, found again."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from progress.models import Note, NoteVersion
from roadmap.models import Step
from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.places import CNN, VISION, button, expect_at, same_document
from tests.browser.test_keyboard import go, tab_to
from tests.browser.test_robust import (
    LOST,
    answer_posts,
    lose,
    lose_the_answer,
    without,
)
from tests.browser.test_waiting import expect_waiting, waits
from tests.browser.visitor import Visitor

NUMPY = f"{VISION}steps/networks-from-scratch/"
SAVED = "Private, saved"
KEPT = "Not saved yet, kept in this browser"
CONFLICT = ("409",)


# Typing is sent a quarter as long after it ended.
SOONER = """const later = window.setTimeout;
window.setTimeout = (act, ms, ...more) => later(act, ms === 1200 ? 300 : ms, ...more);
"""


@pytest.fixture
def quick(ines: Visitor) -> Visitor:
    """ines, whose notes are sent sooner."""
    ines.page.context.add_init_script(SOONER)
    return ines


def field(page: Page) -> Locator:
    return page.get_by_label("Your note", exact=True).and_(page.locator("textarea"))


def state(page: Page) -> Locator:
    return page.locator("#note-state")


def stored(step: str = "networks-from-scratch") -> list[str]:
    notes = Note.objects.filter(learner=sample_person("ines"), step__key=step)
    return list(notes.values_list("body", flat=True))


def earlier(step: str = "networks-from-scratch") -> list[str]:
    rows = NoteVersion.objects.filter(
        note__learner=sample_person("ines"), note__step__key=step
    )
    return list(rows.order_by("pk").values_list("body", flat=True))


def test_a_note_is_saved_as_typed_and_found_again(ines: Visitor) -> None:
    page = ines.open(NUMPY)
    with same_document(page):
        go_to(page, field(page))
        page.keyboard.type("Chain rule, *twice*.")
        expect(state(page)).to_have_text("Not saved yet")
        expect(state(page)).to_have_text(SAVED)
        page.keyboard.type(" And a check.")
        expect(state(page)).to_have_text("Not saved yet")
        expect(state(page)).to_have_text(SAVED)
        expect(field(page)).to_be_focused()
        go(page, button(page, "Preview"))
        expect(page.locator("#note-preview em")).to_have_text("twice")
    assert stored() == ["Chain rule, *twice*. And a check."]
    assert earlier() == []
    go(page, page.locator("header summary"))
    go(page, page.get_by_role("link", name="Your notes"))
    expect_at(page, "/notes/")
    tab_to(page, page.get_by_role("searchbox", name="Search your notes"))
    page.keyboard.type("chian rule")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 note found.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def go_to(page: Page, goal: Locator) -> None:
    tab_to(page, goal)
    page.keyboard.press("Control+End")


def test_a_note_is_kept_while_there_is_no_connection(quick: Visitor) -> None:
    page = quick.open(NUMPY)
    page.context.set_offline(True)
    field(page).fill("On the train")
    expect(state(page)).to_have_text(KEPT)
    expect_waiting(page, 1)
    field(page).fill("On the train, still")
    expect(state(page)).to_have_text(KEPT)
    expect_waiting(page, 1)
    assert stored() == []

    page.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED)
    expect(waits(page)).to_be_hidden()
    assert stored() == ["On the train, still"]
    quick.watch.expect(*LOST)


def test_a_note_outlives_its_page(quick: Visitor) -> None:
    page = quick.open(NUMPY)
    answer_posts(page, lose)
    field(page).fill("Do not lose me")
    expect(state(page)).to_have_text(KEPT)
    with page.expect_event("requestfailed", lambda one: one.method == "POST"):
        page.reload()
    expect(field(page)).to_have_value("Do not lose me")
    expect(state(page)).to_have_text(KEPT)
    page.unroute_all()

    page.reload()
    expect(state(page)).to_have_text(SAVED)
    quick.watch.expect(*LOST)
    expect(field(page)).to_have_value("Do not lose me")
    field(page).fill("Do not lose me now")
    expect(state(page)).to_have_text(SAVED)
    assert stored() == ["Do not lose me now"]


def test_typing_stopped_by_leaving_is_kept(quick: Visitor) -> None:
    page = quick.open(NUMPY)
    field(page).fill("Gone at once")
    quick.open("/today/")
    expect(waits(page)).to_be_hidden()
    quick.open(NUMPY)
    expect(field(page)).to_have_value("Gone at once")


@pytest.mark.browser_db
def test_a_lost_answer_and_typing_on_is_one_note(quick: Visitor) -> None:
    page = quick.open(NUMPY)
    answer_posts(page, lose_the_answer)
    field(page).fill("First")
    expect(state(page)).to_have_text(KEPT)
    field(page).fill("First and second")
    expect(state(page)).to_have_text(KEPT)
    page.unroute_all()
    page.reload()

    expect(state(page)).to_have_text(SAVED)
    assert stored() == ["First and second"]
    assert earlier() == []
    quick.watch.expect(*LOST)


def test_a_second_tab_sees_both_texts(quick: Visitor) -> None:
    first = quick.open(NUMPY)
    second = quick.new_page(NUMPY)
    field(first).fill("From the first tab")
    expect(state(first)).to_have_text(SAVED)
    field(second).fill("From the second")

    note = second.locator("#note")
    expect(note).to_contain_text("A newer text is stored")
    expect(note).to_contain_text("From the first tab")
    expect(second.get_by_label("Both in one")).to_have_value(
        "From the first tab\nFrom the second"
    )
    assert stored() == ["From the first tab"]
    assert earlier() == ["From the second"]
    button(note, "Keep this one").click()
    expect_at(second, NUMPY)
    expect(field(second)).to_have_value("From the first tab\nFrom the second")
    quick.watch.expect(*CONFLICT)


def test_the_stored_text_can_be_kept_and_mine_brought_back(quick: Visitor) -> None:
    first = quick.open(NUMPY)
    second = quick.new_page(NUMPY)
    field(first).fill("Stored")
    expect(state(first)).to_have_text(SAVED)
    field(second).fill("Mine")
    second.get_by_role("link", name="Keep the stored one").click()
    expect(field(second)).to_have_value("Stored")
    second.get_by_role("link", name="Earlier texts").click()
    button(second, "Bring back the text").click()
    expect(field(second)).to_have_value("Mine")
    assert sorted(earlier()) == ["Mine", "Stored"]
    quick.watch.expect(*CONFLICT)


def write_in_two_copies(quick: Visitor) -> tuple[Page, Page]:
    """A page with a text that waits, and its copy: another text in each, offline, and
    then the connection is back."""
    page = quick.open(NUMPY)
    answer_posts(page, lose)
    field(page).fill("On the train")
    expect(state(page)).to_have_text(KEPT)
    page.unroute_all()
    page.context.route("**/note/", lose)
    with page.expect_popup() as opened:
        page.evaluate("window.open(location.href)")
    copy = opened.value
    expect(field(copy)).to_have_value("On the train")
    page.context.set_offline(True)
    for tab, text in ((copy, "From the copy"), (page, "From the first")):
        field(tab).fill(text)
        expect(state(tab)).to_have_text(KEPT)
    page.context.unroute_all()
    page.context.set_offline(False)
    return page, copy


def test_a_copied_tab_writes_over_nothing(quick: Visitor) -> None:
    page, _copy = write_in_two_copies(quick)
    both = {"From the copy", "From the first"}
    beside = page.locator("#note").get_by_text("A newer text is stored")
    expect(beside.or_(waits(page).get_by_text("was not taken"))).to_be_visible()

    assert {*stored(), *earlier()} == both
    assert len(stored()) == len(earlier()) == 1
    quick.watch.expect(*LOST, *CONFLICT)


def test_control_in_one_place_one_text_is_lost(quick: Visitor) -> None:
    one_place = {"${Date.now()}-${Math.random()}": "1", "drop(form": "show(form"}
    quick.page.context.route("**/waiting*.js", without(one_place))
    page, _copy = write_in_two_copies(quick)
    expect(waits(page)).to_be_hidden()

    assert len({*stored(), *earlier()}) == 1
    quick.watch.expect(*LOST)


def test_another_tab_sends_what_waits(quick: Visitor) -> None:
    page = quick.open(NUMPY)
    answer_posts(page, lose)
    field(page).fill("From the train")
    expect(state(page)).to_have_text(KEPT)
    quick.watch.expect(*LOST)
    page.unroute_all()
    phone = quick.new_page(f"{NUMPY}?from=phone")
    page.close()
    expect(waits(phone)).to_be_hidden()
    assert stored() == ["From the train"]


def test_a_refused_note_of_another_page_can_be_looked_at(quick: Visitor) -> None:
    page = quick.open(NUMPY)
    answer_posts(page, lose)
    field(page).fill("From the train")
    expect(state(page)).to_have_text(KEPT)
    quick.watch.expect(*LOST)
    Note.objects.create(
        learner=sample_person("ines"),
        step=Step.objects.get(key="networks-from-scratch"),
        body="From the phone",
        created_at=timezone.now(),
        changed_at=timezone.now(),
    )
    page.unroute_all()
    quick.open("/today/")

    expect(waits(page)).to_contain_text("Note: ")
    expect(waits(page)).to_contain_text("was not taken")
    button(waits(page), "Look at it").click()
    expect(page.locator("main")).to_contain_text("From the phone")
    expect(page.locator("main")).to_contain_text("From the train")
    button(page.locator("main"), "Keep mine").click()
    assert stored() == ["From the train"]
    button(waits(page), "Forget it").click()
    expect(waits(page)).to_be_hidden()
    quick.watch.expect(*CONFLICT)


def test_a_book_stays_in_the_field_with_a_word(quick: Visitor) -> None:
    page = quick.open(NUMPY)
    field(page).evaluate("(one) => { one.value = 'x'.repeat(1048576); }")
    button(page, "Save your note").click()
    expect(state(page)).to_contain_text("A note has room for")
    assert len(field(page).input_value()) == 1_048_576
    assert stored() == []


def test_what_is_done_beside_a_note_leaves_it_alone(quick: Visitor) -> None:
    page = quick.open(CNN)
    field(page).fill("Half a thought")
    button(page, "Week 2 done").click()
    expect(page.locator(".toast")).to_contain_text("Noted: ")
    expect(field(page)).to_have_value("Half a thought")
    expect(state(page)).to_have_text(SAVED)
    assert stored("convolutional-neural-networks") == ["Half a thought"]


def test_without_script_a_note_is_a_form(visit: OpenVisitor) -> None:
    plain = visit(java_script_enabled=False).sign_in(sample_person("ines"))
    page = plain.open(NUMPY)
    other = plain.new_page(NUMPY)
    field(page).fill("Plain *words*")
    button(page, "Preview").click()
    expect(page.locator("#note-preview em")).to_have_text("words")
    expect(field(page)).to_have_value("Plain *words*")
    button(page, "Save your note").click()
    expect_at(page, NUMPY)
    expect(field(page)).to_have_value("Plain *words*")
    field(other).fill("Others")
    button(other, "Save your note").click()
    expect(other.locator("main")).to_contain_text("A newer text is stored")
    button(other, "Keep mine").click()
    expect_at(other, NUMPY)
    assert stored() == ["Others"]
    plain.watch.expect(*CONFLICT)
