"""What was changed can be read, and brought back within what may change now."""

from typing import Any

from django.test import Client

from roadmap.models import CatalogueState, Need, Resource, Roadmap, Step
from tests.roadmap.admin.sample import (
    draft_of,
    looked_at,
    make_resource,
    make_topic,
    need,
    page_of,
    save,
    text_of,
)


def revert_url(page: Any, record: Any) -> str:
    model = record.instance_type._meta.model_name
    name = page_of(page, "history")
    return f"{name}{model}/{record.history_id}/"


def test_a_history_tells_what_changed_from_what_to_what(
    curator: Client, course: Resource
) -> None:
    topic = make_topic("vision")
    save(curator, page_of(course), {"title": "Better", "topics": [topic.pk]})
    save(curator, page_of(course), {"links-0-url": "https://example.org/new"})
    said = text_of(curator.get(page_of(course, "history")))
    assert "<del>Course</del> <ins>Better</ins>" in said
    assert "<ins>Vision</ins>" in said
    assert "https://example.org/new" in said


def test_a_title_is_brought_back(curator: Client, course: Resource) -> None:
    save(curator, page_of(course), {"title": "Worse"})
    url = revert_url(course, course.history.last())
    asked = text_of(curator.get(url))
    assert "Worse" in asked
    assert course.history.count() == 2
    before = CatalogueState.objects.get().revision
    answer = curator.post(url, follow=True)
    assert "It is back as it was" in text_of(answer)
    course.refresh_from_db()
    assert course.title == "Course"
    assert course.history.first().history_user.is_curator
    assert CatalogueState.objects.get().revision == before + 1


def test_topics_are_brought_back(curator: Client, course: Resource) -> None:
    topic = make_topic("vision")
    save(curator, page_of(course), {"topics": [topic.pk]})
    with_topic = course.history.first()
    save(curator, page_of(course), {"topics": []})
    curator.post(revert_url(course, with_topic))
    assert list(course.topics.all()) == [topic]


def test_a_removed_row_is_brought_back(curator: Client, course: Resource) -> None:
    other = make_resource("other")
    course.needs.create(needed=other, strength="required")
    save(curator, page_of(course), {"needs-0-DELETE": "on"})
    record = course.needs.model.history.filter(history_type="-").get()
    assert "Bring it back" in text_of(curator.get(revert_url(course, record)))
    curator.post(revert_url(course, record))
    assert course.needs.get().needed == other


def test_the_key_is_never_brought_back(curator: Client, course: Resource) -> None:
    record = course.history.first()
    type(record).objects.filter(pk=record.pk).update(key="old-key", title="Old")
    curator.post(revert_url(course, record))
    course.refresh_from_db()
    assert (course.key, course.title) == ("course", "Old")


def test_an_address_that_another_has_by_now_stays_there(
    curator: Client, course: Resource
) -> None:
    link = course.links.get()
    record = link.history.first()
    save(curator, page_of(course), {"links-0-url": "https://example.org/new"})
    other = make_resource("other")
    save(curator, page_of(other), {"links-0-url": "https://example.org/course"})
    answer = curator.post(revert_url(course, record), follow=True)
    assert "Nothing was changed" in text_of(answer)
    link.refresh_from_db()
    assert link.url == "https://example.org/new"


def test_only_words_go_back_while_no_draft_is_open(
    curator: Client, published: Roadmap, basics: Step
) -> None:
    record = basics.history.first()
    curator.post(page_of(published, "open"))
    save(curator, page_of(basics), {"title": "Other", "minutes": "90"})
    looked = {"looked_at": looked_at(curator, published)}
    curator.post(draft_of(published, "draft_publish"), looked)
    assert "only words go back" in text_of(curator.get(revert_url(basics, record)))
    curator.post(revert_url(basics, record))
    basics.refresh_from_db()
    published.refresh_from_db()
    assert (basics.title, basics.minutes) == ("Basics", 90)
    assert published.current_version.number == 3


def test_a_removed_need_comes_back_in_a_draft_only(
    curator: Client, published: Roadmap, networks: Step
) -> None:
    curator.post(page_of(published, "open"))
    save(curator, page_of(networks), {"needs-0-DELETE": "on"})
    record = Need.history.filter(history_type="-").get()
    Roadmap.objects.filter(pk=published.pk).update(draft_is_open=False)
    answer = curator.post(revert_url(networks, record), follow=True)
    assert "Open a draft first" in text_of(answer)
    assert not networks.needs.exists()
    curator.post(page_of(published, "open"))
    curator.post(revert_url(networks, record))
    assert networks.needs.get().needed.key == "basics"


def test_going_back_closes_no_circle(
    curator: Client, draft: Roadmap, basics: Step, networks: Step
) -> None:
    save(curator, page_of(networks), {"needs-0-DELETE": "on"})
    need(basics, networks)
    record = Need.history.filter(history_type="-").get()
    answer = curator.post(revert_url(networks, record), follow=True)
    assert "“Basics” needs “Networks”" in text_of(answer)
    assert not networks.needs.exists()


def test_the_history_of_another_row_is_not_found(
    curator: Client, course: Resource
) -> None:
    other = make_resource("other")
    assert curator.get(revert_url(course, other.history.first())).status_code == 404
    assert (
        curator.post(revert_url(course, other.links.get().history.first())).status_code
        == 404
    )
    for part in ("step/1", "nothing/1", "resource/999999"):
        url = f"{page_of(course, 'history')}{part}/"
        assert curator.post(url).status_code == 404


def test_looking_at_the_past_changes_nothing(curator: Client, course: Resource) -> None:
    save(curator, page_of(course), {"title": "Worse"})
    curator.get(revert_url(course, course.history.last()))
    course.refresh_from_db()
    assert course.title == "Worse"


def test_a_long_history_has_pages(curator: Client, course: Resource) -> None:
    for number in range(40):
        course.title = f"Title {number}"
        course.save()
    first = text_of(curator.get(page_of(course, "history")))
    second = text_of(curator.get(page_of(course, "history") + "?p=2"))
    assert "Title 39" in first
    assert "Title 3<" in second
    assert curator.get(page_of(course, "history") + "?p=x").status_code == 200
