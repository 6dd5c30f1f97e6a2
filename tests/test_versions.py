"""Learners follow a new version of their roadmap; nothing they did is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from progress.actions import moving
from progress.actions.moving import move, move_learners
from progress.models import Enrolment, ProgressEvent, ResourceProgress, StepRecord
from progress.queries.study import head_of
from roadmap.actions import NotPublishable, publish, touch_catalogue
from roadmap.catalogue import current_revision
from roadmap.document import Document, StepDoc
from roadmap.drafts import write_draft
from roadmap.models import Resource, Roadmap, RoadmapVersion, Step
from tests.factories import TUESDAY, make_learner, publish_document
from tests.progress.walker import Walker
from tests.roadmap.documents import (
    make_document,
    make_project,
    make_resource,
    make_step,
    slot,
    use,
)

pytestmark = pytest.mark.django_db

Publish = Callable[..., RoadmapVersion]
BOOKS = tuple(make_resource(key, minutes=600) for key in ("red", "blue", "green"))


def reading(key: str, book: str, *needs: str, **fields: Any) -> StepDoc:
    scope = fields.pop("scope", (0, 4))
    return make_step(key, *needs, slots=(slot(use(book, scope=scope)),), **fields)


def way(*steps: StepDoc) -> Document:
    return make_document(*steps, make_project("end", steps[0].key), resources=BOOKS)


FIRST = way(
    reading("one", "red"),
    reading("two", "blue", "one"),
    reading("three", "green", "two"),
)


@pytest.fixture
def publish_now(django_capture_on_commit_callbacks: Any) -> Publish:
    """Publish a document, and let everybody hear of it."""

    def publish_now(document: Document) -> RoadmapVersion:
        with django_capture_on_commit_callbacks(execute=True):
            roadmap = publish_document(document)
        assert roadmap.current_version
        return roadmap.current_version

    return publish_now


@pytest.fixture
def ana(publish_now: Publish) -> Walker:
    """Has done step one, and two of the four chapters of step two."""
    publish_now(FIRST)
    walker = Walker(make_learner("ana@example.org"))
    walker.join()
    walker.done("one")
    walker.read("blue", (0, 2))
    return walker


def kept() -> dict[str, list[Any]]:
    """Everything that learners did, as it is stored."""
    return {
        "records": list(
            StepRecord.objects.values_list("step__key", "decision", "version__number")
        ),
        "resources": list(
            ResourceProgress.objects.values_list("resource__key", "spans")
        ),
        "events": list(
            ProgressEvent.objects.exclude(verb="moved").values_list("pk", "verb")
        ),
    }


def numbers() -> list[int]:
    rows = Enrolment.objects.order_by("learner_id")
    return list(rows.values_list("version__number", flat=True))


def test_a_learner_walks_the_new_version(ana: Walker, publish_now: Publish) -> None:
    version = publish_now(way(reading("one", "red"), reading("four", "green")))

    enrolment = ana.enrolment()
    assert enrolment.version == version
    assert enrolment.summary.version == version
    assert enrolment.summary.counted == 3
    assert ana.verbs()[-1] == "moved"
    assert ana.differences() == []


def test_nothing_that_was_done_is_touched(ana: Walker, publish_now: Publish) -> None:
    before = kept()

    publish_now(way(reading("other", "green", title="Quite another")))

    assert kept() == before
    assert Step.objects.get(key="one").is_retired


def test_a_renamed_step_stays_done(ana: Walker, publish_now: Publish) -> None:
    publish_now(way(reading("one", "red", title="Renamed"), reading("two", "blue")))

    assert ana.place("one").step.title == "Renamed"
    assert ana.status("one") == "done"
    assert ana.differences() == []


def test_both_halves_of_a_done_step_are_done(ana: Walker, publish_now: Publish) -> None:
    publish_now(
        way(
            reading("first-half", "red", scope=(0, 2), was=("one",)),
            reading("second-half", "green", scope=(2, 4), was=("one",)),
            reading("two", "blue"),
        )
    )

    assert ana.standing("first-half").satisfied
    assert ana.standing("second-half").satisfied
    assert ana.tally().done + ana.tally().covered == 2
    assert ana.differences() == []


def test_a_step_out_of_two_is_done_once_both_are(
    ana: Walker, publish_now: Publish
) -> None:
    both = reading("both", "green", scope=(4, 8), was=("one", "two"))
    publish_now(way(both))
    assert not ana.standing("both").satisfied

    move_back(ana, 1)
    ana.done("two")
    publish_now(way(both, reading("three", "red")))

    assert ana.standing("both").satisfied


def test_units_count_in_a_step_that_is_new(ana: Walker, publish_now: Publish) -> None:
    publish_now(way(reading("new", "blue", scope=(0, 2))))

    assert ana.status("new") == "covered"
    assert ana.tally().covered == 1


def test_a_step_out_of_use_leaves_the_count(ana: Walker, publish_now: Publish) -> None:
    assert ana.tally().counted == 4

    publish_now(way(reading("two", "blue"), reading("three", "green")))

    assert ana.tally().counted == 3
    assert ana.tally().done == 0


def test_a_step_that_comes_back_is_still_done(
    ana: Walker, publish_now: Publish
) -> None:
    publish_now(way(reading("two", "blue")))

    publish_now(FIRST)

    assert ana.status("one") == "done"
    assert numbers() == [3]


def move_back(walker: Walker, number: int) -> None:
    head = head_of(walker.learner)
    version = RoadmapVersion.objects.get(number=number)
    move(head, roadmap_id=version.roadmap_id, version_id=version.pk, at=walker.at)
    walker.learner.refresh_from_db()


def test_undoing_a_publish_is_moving_back(ana: Walker, publish_now: Publish) -> None:
    tally, before = ana.tally(), kept()
    publish_now(way(reading("quite", "green"), reading("other", "red", scope=(5, 6))))
    assert ana.tally() != tally

    move_back(ana, 1)

    assert ana.tally() == tally
    assert kept() == before
    assert numbers() == [1]
    assert ana.differences() == []


def test_what_was_done_before_can_be_undone_after(
    ana: Walker, publish_now: Publish
) -> None:
    done = ana.acts[1]
    publish_now(way(reading("one", "red", title="Renamed"), reading("two", "blue")))

    ana.undo(done)

    assert ana.status("one") != "done"
    assert ana.spans("red") == []
    assert ana.differences() == []


def test_whoever_left_stays_where_they_were(ana: Walker, publish_now: Publish) -> None:
    ana.leave()

    publish_now(way(reading("one", "red")))

    assert numbers() == [1]


def test_everybody_moves_batch_after_batch(
    ana: Walker, publish_now: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 2)
    others = [Walker(make_learner()) for _ in range(4)]
    for walker in others:
        walker.join()

    publish_now(way(reading("one", "red")))

    assert numbers() == [2] * 5
    assert all(walker.verbs() == ["enrolled", "moved"] for walker in others)


def test_moving_again_moves_nobody(ana: Walker, publish_now: Publish) -> None:
    version = publish_now(way(reading("one", "red")))

    assert move_learners(version) == 0
    assert ana.verbs().count("moved") == 1


def test_what_was_published_already_moves_nobody(
    ana: Walker, publish_now: Publish
) -> None:
    publish_now(FIRST)

    assert numbers() == [1]
    assert "moved" not in ana.verbs()


def test_what_cannot_be_published_moves_nobody(
    ana: Walker, django_capture_on_commit_callbacks: Any
) -> None:
    spoiled = make_document(make_step("one", "two"), make_step("two", "one"))
    with django_capture_on_commit_callbacks(execute=True):
        roadmap = write_draft(spoiled).roadmap
        with pytest.raises(NotPublishable):
            publish(roadmap=roadmap, by=None, at=TUESDAY)

    assert numbers() == [1]


def test_learners_of_other_roadmaps_stay(ana: Walker, publish_now: Publish) -> None:
    other = make_document(
        make_project("end"), resources=BOOKS, slug="other", title="Other"
    )

    publish_now(other)

    assert numbers() == [1]


def test_who_is_not_moved_yet_sees_the_whole_old_version(ana: Walker) -> None:
    """No callback has run: a publish by itself changes nothing for a learner."""
    before = ana.tally()
    write_draft(way(reading("quite", "green")))
    publish(roadmap=Roadmap.objects.get(), by=None, at=TUESDAY)

    assert ana.tally() == before
    assert ana.status("one") == "done"


def test_work_in_a_merged_resource_counts_in_the_one_that_is_left(
    ana: Walker, publish_now: Publish
) -> None:
    publish_now(way(reading("one", "red"), reading("two", "green")))
    assert ana.standing("two").minutes_left > 0
    revision = current_revision()

    green = Resource.objects.get(key="green")
    Resource.objects.filter(key="blue").update(merged_into=green)
    touch_catalogue()

    assert current_revision() == revision + 1
    assert ana.study().engine.spans["green"] == ((0, 2),)
    assert ana.status("two") == "in_progress"
    assert ana.spans("blue") == [[0, 2]]


def test_a_version_that_names_a_merged_resource_is_walked_on(
    ana: Walker, publish_now: Publish
) -> None:
    """The version is not published again: it leads to the one that is left."""
    green = Resource.objects.get(key="green")
    Resource.objects.filter(key="blue").update(merged_into=green)
    touch_catalogue()

    ana.read("green", (2, 4), step="two")

    assert ana.status("two") == "done"
    assert ana.differences() == []


def test_work_is_followed_through_every_version(
    ana: Walker, publish_now: Publish
) -> None:
    """What became another step, and that a third one, counts as the third."""
    publish_now(way(reading("uno", "green", scope=(0, 1), was=("one",))))
    assert ana.status("uno") == "done"

    publish_now(way(reading("eins", "green", scope=(1, 2), was=("uno",))))
    assert ana.status("eins") == "done"

    halves = (
        reading("erste", "green", scope=(2, 3), was=("eins",)),
        reading("zweite", "green", scope=(3, 4), was=("eins", "two")),
    )
    publish_now(way(*halves))
    assert ana.standing("erste").satisfied
    assert not ana.standing("zweite").satisfied
    assert ana.differences() == []


def test_steps_that_were_each_other_decide_nothing(
    ana: Walker, publish_now: Publish
) -> None:
    publish_now(way(reading("uno", "green", was=("due",))))
    publish_now(way(reading("due", "green", was=("uno",))))

    assert ana.status("due") != "done"


def test_what_units_had_covered_counts_in_the_step_that_replaces_it(
    ana: Walker, publish_now: Publish
) -> None:
    """There is no record of it, and what it asked for is not known to the new version:
    following it writes that it was done."""
    publish_now(way(reading("parts", "blue", scope=(0, 2)), reading("two", "blue")))
    assert ana.status("parts") == "covered"

    publish_now(
        way(reading("instead", "green", was=("parts",)), reading("two", "blue"))
    )

    assert ana.status("instead") == "done"
    assert ana.differences() == []
    publish_now(way(reading("alone", "green"), reading("two", "blue")))
    assert ana.status("alone") != "done"


def test_what_stays_or_has_no_heir_is_not_written_anew(
    ana: Walker, publish_now: Publish
) -> None:
    publish_now(way(reading("parts", "blue", scope=(0, 2)), reading("two", "blue")))
    written = len(ana.verbs())

    publish_now(way(reading("parts", "blue", scope=(0, 2)), reading("new", "red")))
    assert ana.verbs()[written:] == ["moved"]
    publish_now(way(reading("new", "red")))
    assert ana.verbs()[written + 1 :] == ["moved"]
