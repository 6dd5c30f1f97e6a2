"""Publishing, correcting, opening and throwing away a draft."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction

from accounts.models import User
from roadmap import actions
from roadmap.actions import (
    DraftIsClosed,
    NotPublishable,
    discard_draft,
    draft_problems,
    open_draft,
    publish,
    publish_correction,
    touch_catalogue,
)
from roadmap.catalogue import current_revision
from roadmap.document import digest, dump, parse
from roadmap.models import (
    CatalogueState,
    NeedGroup,
    Option,
    Resource,
    Roadmap,
    RoadmapVersion,
    Stage,
    Step,
)
from roadmap.reading import document_of
from tests.roadmap.rows import (
    make_option,
    make_resource,
    make_roadmap,
    make_step,
    need,
    use,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
Callbacks = Any


@pytest.fixture
def draft() -> Roadmap:
    """Two steps, the second after the first, and a course in the first."""
    roadmap = make_roadmap("way")
    first = make_step(roadmap, "first")
    use(first, make_resource("course"), start=0, end=4)
    make_step(roadmap, "second", first)
    return roadmap


@pytest.fixture
def published(draft: Roadmap) -> Roadmap:
    publish(roadmap=draft, by=None, at=NOW, note="First version")
    return draft


@pytest.fixture
def told() -> Iterator[list[RoadmapVersion]]:
    """The versions that other apps were told of."""
    heard: list[RoadmapVersion] = []
    actions.after_publish.append(heard.append)
    yield heard
    actions.after_publish.remove(heard.append)


def again(roadmap: Roadmap) -> RoadmapVersion:
    return publish(roadmap=roadmap, by=None, at=NOW)


def rename(key: str, title: str) -> None:
    Step.objects.filter(key=key).update(title=title)


def make_circle(roadmap: Roadmap) -> None:
    first, second = roadmap.steps.order_by("position")
    need(first, second)


# Publish


def test_the_first_version_is_the_draft_as_it_stands(draft: Roadmap) -> None:
    by = User.objects.create_user("cleo@example.org")

    version = publish(roadmap=draft, by=by, at=NOW, note="First version")

    assert version.number == 1
    assert version.document == dump(document_of(draft))
    assert version.digest == digest(version.document)
    assert (version.published_by, version.published_at) == (by, NOW)
    assert version.note == "First version"
    assert draft.current_version == version
    assert not draft.draft_is_open


def test_publishing_raises_the_revision(draft: Roadmap) -> None:
    before = current_revision()

    again(draft)

    assert current_revision() == before + 1


def test_publishing_what_is_current_gives_the_current_version(
    published: Roadmap,
) -> None:
    before = current_revision()
    open_draft(roadmap=published)

    version = again(published)

    assert version.number == 1
    assert RoadmapVersion.objects.count() == 1
    assert current_revision() == before
    assert not Roadmap.objects.get().draft_is_open


def test_a_change_is_the_next_version(published: Roadmap) -> None:
    rename("first", "New title")

    version = again(published)

    assert version.number == 2
    assert parse(version.document).roadmap.steps[0].title == "New title"
    assert published.current_version == version


def test_the_version_before_is_as_it_was(published: Roadmap) -> None:
    before = RoadmapVersion.objects.get().document
    rename("first", "New title")

    again(published)

    assert RoadmapVersion.objects.get(number=1).document == before


def test_going_back_to_what_was_is_a_version_of_its_own(published: Roadmap) -> None:
    rename("first", "New title")
    again(published)
    rename("first", "First")

    version = again(published)

    first = RoadmapVersion.objects.get(number=1)
    assert (version.number, version.digest) == (3, first.digest)


def test_numbers_are_counted_for_each_roadmap(published: Roadmap) -> None:
    other = make_roadmap("other")
    make_step(other, "only")

    assert again(other).number == 1


def test_a_changed_resource_is_part_of_the_next_version(published: Roadmap) -> None:
    Resource.objects.update(title="New title")

    assert parse(again(published).document).resources[0].title == "New title"


def test_steps_out_of_use_are_not_published(published: Roadmap) -> None:
    Step.objects.filter(key="second").update(is_retired=True)

    document = parse(again(published).document)

    assert [step.key for step in document.roadmap.steps] == ["first"]


def test_a_merged_resource_is_published_as_the_one_that_is_left(
    published: Roadmap,
) -> None:
    left = make_resource("left")
    Resource.objects.filter(key="course").update(merged_into=left)

    document = parse(again(published).document)

    assert [one.key for one in document.resources] == ["left"]
    assert document.roadmap.steps[0].slots[0].uses[0].resource == "left"


def test_errors_are_refused_and_nothing_is_written(draft: Roadmap) -> None:
    make_circle(draft)
    before = current_revision()

    with pytest.raises(NotPublishable) as caught:
        again(draft)

    assert [problem.code for problem in caught.value.problems] == ["circle"]
    assert '"First" needs "Second"' in str(caught.value)
    draft.refresh_from_db()
    assert (draft.current_version, draft.draft_is_open) == (None, True)
    assert not RoadmapVersion.objects.exists()
    assert current_revision() == before


def wrong_k(roadmap: Roadmap) -> None:
    NeedGroup.objects.update(k=2)


def wrong_scope(roadmap: Roadmap) -> None:
    Resource.objects.update(total=3)


def need_of_a_step_out_of_use(roadmap: Roadmap) -> None:
    Step.objects.filter(key="first").update(is_retired=True)


def unknown_track(roadmap: Roadmap) -> None:
    Step.objects.filter(key="second").update(when={"tracks": ["nowhere"]})


def empty_option(roadmap: Roadmap) -> None:
    make_option(roadmap.steps.get(key="first"), "nothing")


def no_steps(roadmap: Roadmap) -> None:
    Step.objects.update(is_retired=True)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (make_circle, "circle"),
        (wrong_k, "group-k"),
        (wrong_scope, "scope-outside"),
        (need_of_a_step_out_of_use, "step-unknown"),
        (unknown_track, "condition-unknown"),
        (empty_option, "option-empty"),
        (no_steps, "no-steps"),
    ],
)
def test_what_several_rows_say_wrong_is_never_published(
    spoil: Any, code: str, draft: Roadmap
) -> None:
    assert code not in [problem.code for problem in draft_problems(draft)]

    spoil(draft)

    assert code in [problem.code for problem in draft_problems(draft)]
    with pytest.raises(NotPublishable):
        again(draft)


def test_warnings_do_not_keep_it_from_being_published(draft: Roadmap) -> None:
    assert [problem.code for problem in draft_problems(draft)] == ["no-milestone"]

    assert again(draft).number == 1


def test_others_are_told_once_it_is_committed(
    draft: Roadmap,
    told: list[RoadmapVersion],
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        version = again(draft)
        assert told == []

    assert told == [version]


def test_nobody_is_told_of_what_was_there_already(
    published: Roadmap,
    told: list[RoadmapVersion],
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        again(published)

    assert told == []


def test_nobody_is_told_of_what_is_taken_back(
    draft: Roadmap,
    told: list[RoadmapVersion],
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        again(draft)
        transaction.set_rollback(True)

    assert told == []


# Correct


def test_words_are_corrected_at_once(published: Roadmap) -> None:
    rename("first", "Corrected")

    version = publish_correction(roadmap=published, by=None, at=NOW)

    assert version
    assert (version.number, version.note) == (2, "Words corrected")
    assert not Roadmap.objects.get().draft_is_open


def test_nothing_to_correct_is_no_new_version(published: Roadmap) -> None:
    version = publish_correction(roadmap=published, by=None, at=NOW)

    assert version
    assert version.number == 1


def test_corrections_wait_while_a_draft_is_open(published: Roadmap) -> None:
    open_draft(roadmap=published)
    rename("first", "Corrected")

    assert publish_correction(roadmap=published, by=None, at=NOW) is None
    assert RoadmapVersion.objects.count() == 1


def test_corrections_wait_for_the_first_version(draft: Roadmap) -> None:
    assert publish_correction(roadmap=draft, by=None, at=NOW) is None


# Open and throw away


def test_a_draft_is_opened_and_opened_again(published: Roadmap) -> None:
    open_draft(roadmap=published)
    open_draft(roadmap=published)

    assert published.draft_is_open
    assert Roadmap.objects.get().draft_is_open
    assert published.current_version


def spoil_everything(roadmap: Roadmap) -> None:
    """Changes of each kind, some of which could not be published."""
    first, second = roadmap.steps.order_by("position")
    make_circle(roadmap)
    end = Stage.objects.create(roadmap=roadmap, key="end", title="End", position=2)
    third = make_step(roadmap, "third", first, stage=end)
    way = make_option(first, "way", is_default=True)
    need(third, first, number=2, needed_option=way)
    use(second, make_resource("another"))
    first.uses.update(start=1)
    second.was.add(first)
    Step.objects.filter(pk=second.pk).update(title="Spoiled", position=99)
    Roadmap.objects.filter(pk=roadmap.pk).update(title="Spoiled")


def test_a_draft_that_is_thrown_away_is_the_version_again(published: Roadmap) -> None:
    before = RoadmapVersion.objects.get().document
    open_draft(roadmap=published)
    spoil_everything(published)

    discard_draft(roadmap=published)

    assert dump(document_of(published)) == before
    assert (published.title, published.draft_is_open) == ("Way", False)
    assert Step.objects.get(key="third").is_retired
    assert not Option.objects.exists()
    assert again(published).number == 1


def test_throwing_away_twice_is_the_same_as_once(published: Roadmap) -> None:
    discard_draft(roadmap=published)
    discard_draft(roadmap=published)

    assert not published.draft_is_open
    assert again(published).number == 1


def test_a_step_taken_out_in_the_draft_is_in_use_again(published: Roadmap) -> None:
    row = Step.objects.get(key="second")
    open_draft(roadmap=published)
    Step.objects.filter(pk=row.pk).update(is_retired=True)

    discard_draft(roadmap=published)

    row.refresh_from_db()
    assert not row.is_retired


def test_what_was_never_published_cannot_be_thrown_away(draft: Roadmap) -> None:
    with pytest.raises(DraftIsClosed):
        discard_draft(roadmap=draft)

    assert Step.objects.filter(is_retired=False).count() == 2


# The revision


def test_the_revision_grows_by_one() -> None:
    touch_catalogue()
    first = current_revision()

    touch_catalogue()

    assert current_revision() == first + 1
    assert CatalogueState.objects.count() == 1


def test_the_first_revision_is_one() -> None:
    CatalogueState.objects.all().delete()
    assert current_revision() == 0

    touch_catalogue()

    assert current_revision() == 1


@pytest.mark.django_db(transaction=True)
def test_two_curators_publish_at_once() -> None:
    roadmap = make_roadmap("way")
    make_step(roadmap, "first")
    numbers: list[int] = []
    ready = threading.Barrier(4)

    def press() -> None:
        ready.wait()
        try:
            mine = Roadmap.objects.get(pk=roadmap.pk)
            numbers.append(again(mine).number)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()

    assert numbers == [1, 1, 1, 1]
    assert RoadmapVersion.objects.count() == 1
