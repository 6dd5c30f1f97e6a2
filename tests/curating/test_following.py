"""Learners follow what a curator published: nothing of theirs is lost, and each is
told what changed for them."""

import pytest
from django.test import Client

from accounts.models import User
from mentoring.models import News, NewsKind
from progress import tasks
from progress.actions import moving
from progress.actions.moving import move_learners
from progress.models import Enrolment, ProgressEvent, ResourceProgress, StepRecord
from progress.queries.study import Head, head_of
from roadmap.actions import after_publish
from roadmap.document import StepDoc
from roadmap.models import RoadmapVersion, Step
from tests.curating.edits import at, edit, halves, instead, publish_edit, the_way
from tests.factories import client_of, make_learner
from tests.progress.walker import Walker
from tests.roadmap.documents import make_step, slot, use

MODELS = (ProgressEvent, StepRecord, ResourceProgress)


@pytest.fixture
def nobody_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publishing moves nobody by itself."""
    listeners = [one for one in after_publish if one is not tasks.follow]
    monkeypatch.setattr("roadmap.actions.after_publish", listeners)


def split(was: bool = True) -> None:
    edit(instead("start", *halves(was=was)))


def follow() -> int:
    return move_learners(the_way().current_version)


def kept() -> list[list[dict[str, object]]]:
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def crowd(number: int) -> list[Walker]:
    walkers = [Walker(make_learner(name=f"L{each}")) for each in range(number)]
    for walker in walkers:
        walker.join()
        walker.done("start")
    return walkers


def test_whoever_did_the_whole_has_both_halves_and_reads_so(
    ana: Walker, maya: User
) -> None:
    ana.done("start")
    split()
    publish_edit(the_way(), maya)
    follow()
    assert [ana.status(step) for step in ("start-1", "start-2")] == ["done", "done"]
    tab = client_of(ana.learner)
    words = "“START” was split in two, “START-1” and “START-2”; both count as done"
    for page in ("/today/", "/roadmaps/way/list/", "/roadmaps/way/"):
        assert words in tab.get(page).content.decode(), page
    news = News.objects.get(person=ana.learner, kind=NewsKind.CHANGED)
    assert (news.about, news.path) == ("WAY", "/roadmaps/way/") or news.about == "Way"


def test_what_was_read_is_not_shown_again(ana: Walker, maya: User) -> None:
    ana.done("start")
    split()
    version = publish_edit(the_way(), maya)
    follow()
    tab = client_of(ana.learner)
    later = {"version": version.number + 1}
    tab.post("/roadmaps/way/changes/seen/", later)
    assert ana.enrolment().changed
    tab.post("/roadmaps/way/changes/seen/", {"version": version.number})
    assert ana.enrolment().changed == {}
    assert "was split in two" not in tab.get("/today/").content.decode()


def test_what_was_taken_back_before_it_was_read_is_not_told(
    ana: Walker, curator: Client, maya: User
) -> None:
    new = make_step("new", slots=(slot(use("essay")),))
    edit(lambda steps: (*steps, new))
    publish_edit(the_way(), maya)
    follow()
    assert ana.enrolment().changed["added"] == ["NEW"]
    curator.post(at("version_again", 1))
    publish_edit(the_way(), maya)
    follow()
    assert ana.enrolment().changed == {}


def test_two_versions_before_it_was_read_are_told_as_one(
    ana: Walker, maya: User
) -> None:
    """A split, then another name for one half: nothing of it is said twice."""
    ana.done("start")
    split()
    publish_edit(the_way(), maya)
    follow()
    slots = halves(was=True)[0].slots
    named = make_step("first", slots=slots, was=("start-1",), title="First")
    edit(lambda steps: tuple(_after(step, named) for step in steps))
    publish_edit(the_way(), maya)
    follow()
    kept = ana.enrolment().changed
    assert (kept["before"], kept["version"]) == (1, 3)
    assert kept["followed"] == [["START", ["First", "START-2"]]]
    assert (kept["lost"], kept["left"]) == ([], [])
    assert [ana.status(step) for step in ("first", "start-2")] == ["done", "done"]


def _after(step: StepDoc, named: StepDoc) -> StepDoc:
    """Named in the place of its first half, and before the second."""
    if step.key == "start-2":
        return make_step("start-2", "first", slots=step.slots, was=("start",))
    return named if step.key == "start-1" else step


def test_nobody_is_told_where_nothing_changes_for_them(ana: Walker, maya: User) -> None:
    edit(lambda steps: steps)
    Step.objects.filter(key="start").update(summary="Other words")
    publish_edit(the_way(), maya)
    follow()
    assert ana.enrolment().changed == {}
    assert not News.objects.filter(kind=NewsKind.CHANGED).exists()


def test_records_spans_and_events_stay_as_they_were(ana: Walker, maya: User) -> None:
    ana.done("start")
    ana.know("basics")
    before = kept()
    split(was=False)
    publish_edit(the_way(), maya)
    follow()
    after = kept()
    assert after[1:] == before[1:]
    assert after[0][: len(before[0])] == before[0]
    assert [row["verb"] for row in after[0][len(before[0]) :]] == ["moved"]
    assert ana.differences() == []


def test_a_batch_that_was_killed_in_the_middle_goes_on(
    world: None, maya: User, nobody_follows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    walkers = crowd(5)
    split()
    version = publish_edit(the_way(), maya)
    moved_once = moving.move
    left = iter(range(3))

    def dies(*args: object, **fields: object) -> object:
        next(left)
        return moved_once(*args, **fields)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "move", dies)
    with pytest.raises(StopIteration):
        move_learners(version)
    assert Enrolment.objects.filter(version=version).count() == 3
    monkeypatch.setattr(moving, "move", moved_once)
    tasks.look_after_those_behind.call_local()
    assert Enrolment.objects.filter(version=version).count() == 5
    assert all(walker.verbs().count("moved") == 1 for walker in walkers)


def test_many_follow_in_batches(
    world: None, maya: User, nobody_follows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 2)
    monkeypatch.setattr(tasks, "BATCH", 2)
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    walkers = crowd(5)
    split()
    version = publish_edit(the_way(), maya)
    tasks.follow(version)
    assert Enrolment.objects.filter(version=version).count() == 5
    assert all(walker.verbs().count("moved") == 1 for walker in walkers)


def test_a_job_of_an_earlier_version_moves_nobody_back(
    ana: Walker, maya: User, nobody_follows: None
) -> None:
    split()
    second = publish_edit(the_way(), maya)
    edit(lambda steps: steps[:-1])
    third = publish_edit(the_way(), maya)
    move_learners(third)
    assert move_learners(second) == 0
    assert ana.enrolment().version_id == third.pk


@pytest.fixture
def overtaken(
    ana: Walker, maya: User, nobody_follows: None, monkeypatch: pytest.MonkeyPatch
) -> tuple[RoadmapVersion, list[RoadmapVersion]]:
    """The second version; and the third, once a job that moves Ana to the second has
    looked at her and then waits for her lock: she walks the third by then."""
    split()
    second, later = publish_edit(the_way(), maya), []

    def look_and_wait(learner: User) -> Head:
        found = head_of(learner)
        if not later:
            edit(lambda steps: steps[:-1])
            later.append(publish_edit(the_way(), maya))
            move_learners(later[0])
        return found

    monkeypatch.setattr(moving, "head_of", look_and_wait)
    return second, later


def test_an_older_job_that_waited_takes_nobody_back(
    ana: Walker, overtaken: tuple[RoadmapVersion, list[RoadmapVersion]]
) -> None:
    second, later = overtaken
    move_learners(second)
    assert ana.enrolment().version_id == later[0].pk
    assert ana.verbs().count("moved") == 1


def test_control_of_a_version_that_was_read_before_the_lock(
    ana: Walker, overtaken: tuple[RoadmapVersion, list[RoadmapVersion]]
) -> None:
    second, _later = overtaken
    place = {"roadmap_id": second.roadmap_id, "version_id": second.pk}
    moving.move(moving.head_of(ana.learner), at=ana.at, **place)
    assert ana.enrolment().version_id == second.pk


def test_a_stale_look_moves_nobody_twice(
    ana: Walker, maya: User, nobody_follows: None
) -> None:
    split()
    version = publish_edit(the_way(), maya)
    stale = head_of(ana.learner)
    move_learners(version)
    place = {"roadmap_id": version.roadmap_id, "version_id": version.pk}
    moving.move(stale, at=ana.at, **place)
    assert ana.verbs().count("moved") == 1


def test_the_page_says_how_many_have_not_followed_yet(
    ana: Walker, curator: Client, maya: User, nobody_follows: None
) -> None:
    split()
    version = publish_edit(the_way(), maya)
    page = curator.get("/curate/roadmaps/way/").content.decode()
    assert "1 learner still walks an earlier version" in page
    move_learners(version)
    page = curator.get("/curate/roadmaps/way/").content.decode()
    assert "still walks" not in page
