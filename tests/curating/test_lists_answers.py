"""Answers are kept, by two curators at once as well, and hold for a newer copy."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from curating.actions.list_writing import NotWritten, fingerprint, write
from curating.actions.lists import ListIsClosed, answer, compare_with, put_aside
from curating.models import ListAnswer, ListImport
from curating.queries.list_draft import list_draft
from curating.queries.lists import drafted, given_of
from roadmap.models import Resource, Roadmap, Step
from tests.curating.list_world import LIST, answer_all, send, taken_in
from tests.factories import client_of, make_learner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_catalogue")]

RHYTHM = "rhythm-keep-practising-every-week"
MOST = 10


@pytest.fixture
def theo(db: None) -> User:
    return make_learner("theo@example.org", name="Theo", is_curator=True, is_staff=True)


def test_the_same_form_twice_is_one_list(curator: Client) -> None:
    send(curator, key="once", text=LIST)
    send(curator, key="once", text=LIST)

    assert ListImport.objects.count() == 1


def test_an_answer_stays_with_its_history(maya: User) -> None:
    row = taken_in(maya)
    for value in ("weekly", "daily", "daily", ""):
        answer(row, {RHYTHM: value}, seen=row.revision, by=maya, at=timezone.now())

    kept = ListAnswer.objects.filter(list_import=row).order_by("revision")
    assert [one.value for one in kept] == ["weekly", "daily", ""]
    assert given_of(row) == {}


def test_two_at_once_lose_nothing(maya: User, theo: User) -> None:
    row = taken_in(maya)
    url = f"/curate/lists/{row.pk}/answers/"
    sent = {"seen": "0", "part": "1"}
    client_of(maya).post(url, {**sent, f"a-{RHYTHM}": "daily"})
    answered = client_of(theo).post(url, {**sent, f"a-{RHYTHM}": "monthly"})

    assert answered.status_code == 409
    assert "Maya: Each day. You: Each month." in answered.content.decode()
    assert given_of(row)[RHYTHM] == "daily"


def test_what_was_not_touched_does_not_undo_what_others_answered(
    maya: User, theo: User
) -> None:
    row = taken_in(maya)
    at = timezone.now()
    answer(row, {RHYTHM: "daily"}, seen=0, by=maya, at=at)
    answer(row, {RHYTHM: "monthly"}, seen=1, by=maya, at=at)
    saved = answer(row, {RHYTHM: "daily"}, seen=1, by=theo, at=at)

    assert (saved.changed, saved.clashes) == (0, [])
    assert given_of(row)[RHYTHM] == "monthly"


def test_only_steps_that_are_there_can_be_named(curator: Client, maya: User) -> None:
    row = taken_in(maya, LIST + "\nMore in the [Bread book](https://book.example/)\n")
    asked = next(one for one in drafted(row).open if one.code == "which_step")
    url = f"/curate/lists/{row.pk}/answers/"
    wrong = curator.post(url, {"seen": "0", f"o-{asked.key}": "Nowhere"})

    assert wrong.status_code == 422
    assert "No step is called that." in wrong.content.decode()
    assert 'value="Nowhere"' in wrong.content.decode()

    curator.post(url, {"seen": "0", f"o-{asked.key}": "know YOUR flour"})
    assert given_of(row)[asked.key] == "know-your-flour"


def test_what_was_left_out_is_taken_over_after_all(curator: Client, maya: User) -> None:
    row = taken_in(maya, "Call your aunt about flour.\n\n" + LIST)
    left = next(one for one in drafted(row).left if one.key and "aunt" in one.text)
    curator.post(f"/curate/lists/{row.pk}/answers/", {"seen": "0", "take": left.key})

    titles = [step.title for step in drafted(row).roadmap.steps]
    assert "Call your aunt about flour." in titles


def test_nothing_is_written_while_something_is_open(maya: User) -> None:
    row = taken_in(maya)
    found = list_draft(row)

    with pytest.raises(NotWritten) as refused:
        write(row, seen=fingerprint(found), by=maya, at=timezone.now())

    assert refused.value.code == "open"
    assert not Roadmap.objects.exists()
    assert not Resource.objects.exists()


def test_what_was_put_aside_is_closed_until_it_is_taken_up(maya: User) -> None:
    row = put_aside(taken_in(maya), aside=True)
    with pytest.raises(ListIsClosed):
        answer(row, {RHYTHM: "daily"}, seen=0, by=maya, at=timezone.now())

    put_aside(row, aside=False)
    assert answer(row, {RHYTHM: "daily"}, seen=0, by=maya, at=timezone.now()).changed


def test_written_twice_is_written_once(maya: User) -> None:
    row = written(taken_in(maya), maya)
    found = list_draft(row)

    again = write(row, seen=fingerprint(found), by=maya, at=timezone.now())
    assert not again.changed
    assert found.changes == []


NEWER = LIST.replace("Bake your first loaf", "Bake two loaves").replace(
    "the first two chapters", "the first three chapters"
)


def test_a_newer_copy_is_a_difference_and_no_second_roadmap(
    curator: Client, maya: User
) -> None:
    first = written(taken_in(maya), maya)
    Step.objects.filter(key="know-your-flour").update(summary="Our own words.")
    newer = taken_in(maya, NEWER)
    page = curator.get(f"/curate/lists/{newer.pk}/").content.decode()
    assert "Is this a newer copy of" in page
    compare_with(newer, first)
    answer_all(newer, maya)

    found = list_draft(newer)
    said = {(one.step, one.field) for one in found.changes}
    assert ("know-your-flour", "slots") in said
    assert ("bake-two-loaves", "new") in said
    assert ("bake-your-first-loaf", "gone") in said
    assert not any(one.by_hand for one in found.changes)

    take = found.proposed - {one.key for one in found.changes if one.field == "gone"}
    write(newer, seen=fingerprint(found), take=take, by=maya, at=timezone.now())
    roadmap = Roadmap.objects.get()
    kept = roadmap.steps.filter(is_retired=False).values_list("key", flat=True)
    assert {"bake-two-loaves", "bake-your-first-loaf"} <= set(kept)
    assert roadmap.steps.get(key="know-your-flour").summary == "Our own words."
    assert roadmap.steps.get(key="know-your-flour").uses.get().end == 3


def test_what_was_changed_by_hand_is_kept(maya: User) -> None:
    first = written(taken_in(maya), maya)
    Step.objects.filter(key="know-your-flour").update(requirement="elective")
    newer = taken_in(maya, LIST.replace("two chapters", "two chapters, optional"))
    compare_with(newer, first)
    answer_all(newer, maya)
    same = {one.field for one in list_draft(newer).changes}
    assert "requirement" not in same

    Step.objects.filter(key="know-your-flour").update(minutes=77)
    third = taken_in(maya, NEWER)
    compare_with(third, first)
    answer_all(third, maya)
    found = list_draft(third)
    assert not any(one.field in ("requirement", "minutes") for one in found.changes)


def test_a_page_that_is_out_of_date_writes_nothing(maya: User) -> None:
    row = taken_in(maya)
    answer_all(row, maya)
    seen = fingerprint(list_draft(row))
    answer(row, {RHYTHM: "monthly"}, seen=row.revision, by=maya, at=timezone.now())

    with pytest.raises(NotWritten) as refused:
        write(row, seen=seen, by=maya, at=timezone.now())
    assert refused.value.code == "changed"


def test_queries_do_not_grow(curator: Client, maya: User) -> None:
    few = queries_of(curator, taken_in(maya))
    for number in range(60):
        Resource.objects.create(key=f"more-{number}", title=f"M {number}", kind="book")
    lines = "".join(f"{n}. [R {n}](https://r.example/{n})\n" for n in range(120))

    assert queries_of(curator, taken_in(maya, LIST + lines)) == few <= MOST


def queries_of(client: Client, row: ListImport) -> int:
    path = f"/curate/lists/{row.pk}/"
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def written(row: ListImport, maya: User) -> ListImport:
    answer_all(row, maya)
    found = list_draft(row)
    write(row, seen=fingerprint(found), by=maya, at=timezone.now())
    return row
