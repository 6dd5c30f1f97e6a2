"""Joining, changing the path, pausing, leaving, and following a new version."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.http import Http404

from progress import access
from progress.actions.moving import move_learners
from progress.models import Enrolment, ShareKind
from tests.factories import client_of, make_learner
from tests.progress.walker import Walker
from tests.progress.world import new_version


@pytest.fixture
def walker(world: None) -> Walker:
    return Walker(make_learner())


def test_joining_needs_no_answer(walker: Walker) -> None:
    walker.join()

    enrolment = walker.enrolment()
    assert (enrolment.aim, enrolment.tracks, enrolment.share_kind) == ("", [], "equal")
    assert enrolment.started_on == date(2026, 9, 1)
    assert walker.differences() == []


@pytest.mark.parametrize("name", ["aim", "tracks", "share_kind"])
def test_each_answer_that_the_page_offers_is_taken(walker: Walker, name: str) -> None:
    tab, url = client_of(walker.learner), "/roadmaps/way/join/"
    page = tab.get(url).content.decode()
    offered = re.findall(rf'name="{name}" value="(\w+)"', page)
    assert len(offered) > 1

    for value in offered:
        with transaction.atomic():
            said = {"share_kind": "equal", "share_percent": "30", name: value}
            assert tab.post(url, {**said, "key": value}).status_code == 302, value
            transaction.set_rollback(True)


def test_answers_are_kept(walker: Walker) -> None:
    walker.join(
        aim="industry",
        tracks=("nlp", "eyes"),
        share_kind=ShareKind.PERCENT,
        share_percent=30,
    )

    enrolment = walker.enrolment()
    assert (enrolment.aim, enrolment.tracks) == ("industry", ["eyes", "nlp"])
    assert (enrolment.share_kind, enrolment.share_percent) == ("percent", 30)


def test_what_is_known_at_the_start_leaves_the_count(walker: Walker) -> None:
    walker.join(known=("basics",))

    assert walker.status("basics") == "known"
    assert walker.tally().known == 1


def test_joining_twice_is_joining_once(walker: Walker) -> None:
    walker.join(aim="research")
    again = walker.join(aim="industry")

    assert again.event_id is None
    assert walker.enrolment().aim == "research"
    assert Enrolment.objects.filter(learner=walker.learner).count() == 1


def test_a_track_brings_its_step(walker: Walker) -> None:
    walker.join()
    assert walker.status("look") == "off_track"
    walker.change_path(tracks=("eyes",))
    assert walker.status("look") == "ready"


def test_a_track_lets_a_deferred_step_join(walker: Walker) -> None:
    walker.join(tracks=("nlp",))

    assert walker.status("later") == "ready"


def test_undecided_walks_what_all_tracks_share(walker: Walker) -> None:
    walker.join(is_undecided=True)

    assert walker.status("look") == "off_track"
    assert walker.enrolment().is_undecided


def test_another_path_keeps_what_is_done(walker: Walker) -> None:
    walker.join(tracks=("eyes",))
    walker.done("look")
    walker.change_path()

    assert walker.status("look") == "done"
    assert not walker.standing("look").on_path


def test_the_same_path_again_changes_nothing(walker: Walker) -> None:
    walker.join(aim="research", tracks=("nlp", "eyes"))
    again = walker.change_path(aim="research", tracks=("eyes", "nlp"))

    assert again.event_id is None


def test_a_pause_begins_today_and_ends_when_said(walker: Walker) -> None:
    walker.join()
    walker.pause(until=date(2026, 9, 3))

    assert walker.study().walk(walker.study().head.journeys[0]).choice.paused
    walker.sleep(2)
    assert is_paused(walker)
    walker.sleep(1)
    assert not is_paused(walker)


def is_paused(walker: Walker) -> bool:
    study = walker.study()
    return study.walk(study.head.journeys[0]).choice.paused


def test_a_pause_without_an_end_ends_with_going_on(walker: Walker) -> None:
    walker.join()
    walker.pause()
    walker.sleep(400)
    assert is_paused(walker)
    walker.resume()
    assert not is_paused(walker)


def test_going_on_without_a_pause_changes_nothing(walker: Walker) -> None:
    walker.join()

    assert walker.resume().event_id is None


def test_a_pause_of_everything_rests_each_roadmap(walker: Walker) -> None:
    walker.join()
    walker.learner.paused_from = date(2026, 8, 30)
    walker.learner.save()

    assert is_paused(walker)


def test_leaving_takes_it_off_the_list_and_keeps_all(walker: Walker) -> None:
    walker.join()
    walker.done("start")
    walker.leave()

    assert walker.study().head.journeys == ()
    assert walker.status("start") == "done"
    with pytest.raises(Http404):
        access.enrolled(walker.learner, "way")


def test_coming_back_finds_everything(walker: Walker) -> None:
    walker.join(aim="research")
    walker.done("start")
    walker.leave()
    walker.sleep(30)
    walker.join(aim="industry")

    assert walker.tally().done == 1
    assert walker.enrolment().aim == "industry"
    assert walker.enrolment().started_on == date(2026, 9, 1)
    assert walker.differences() == []


def test_only_who_is_on_it_changes_the_path(walker: Walker) -> None:
    with pytest.raises(Http404):
        walker.change_path(aim="research")


def test_whoever_is_not_moved_walks_the_old_version(ana: Walker) -> None:
    before = ana.enrolment().version_id
    roadmap = new_version()

    assert roadmap.current_version_id != before
    assert ana.enrolment().version_id == before
    assert ana.place("start").step.title == "START"


def test_learners_follow_a_new_version_with_all_they_did(ana: Walker) -> None:
    ana.done("start")
    before = ana.tally()
    roadmap = new_version()

    assert move_learners(roadmap.current_version) == 1
    assert ana.place("start").step.title == "Begin"
    assert (ana.status("start"), ana.tally()) == ("done", before)
    assert ana.enrolment().summary.version_id == roadmap.current_version_id
    assert ana.differences() == []


def test_moving_twice_moves_nobody(ana: Walker) -> None:
    version = new_version().current_version
    move_learners(version)

    assert move_learners(version) == 0
    assert ana.verbs().count("moved") == 1


def test_who_left_is_not_moved(ana: Walker) -> None:
    ana.leave()

    assert move_learners(new_version().current_version) == 0


def test_done_points_to_the_version_it_was_earned_in(ana: Walker) -> None:
    ana.done("start")
    earned = ana.record("start").version_id
    move_learners(new_version().current_version)

    assert ana.record("start").version_id == earned
