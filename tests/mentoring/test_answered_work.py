"""In a cohort with mentors their answer closes a project, and stays their own."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from mentoring.actions.seats import end_membership
from progress.access import step_in
from progress.actions import submissions
from progress.actions.answered import AlreadyAnswered
from progress.actions.guiding import answer_version
from progress.actions.steps import NotForThisStep, complete_step
from progress.actions.submissions import Seen, Work, finish_project
from progress.actions.undo import undo
from progress.models import How, ProgressEvent, Submission, Verb
from progress.queries.study import head_of
from tests.factories import TUESDAY, client_of
from tests.mentoring.world import WAY, Group, make_group
from tests.progress.on_page import get, words
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

BUILD = f"/roadmaps/{WAY}/steps/build/"
LATER = TUESDAY + timedelta(hours=1)


@pytest.fixture
def autumn() -> Group:
    return make_group(2)


@pytest.fixture
def ana(autumn: Group) -> Walker:
    return Walker(autumn.learners[0])


@pytest.fixture
def tab(ana: Walker) -> Client:
    return client_of(ana.learner)


def answered(autumn: Group, learner: User, *, is_approved: bool = True) -> None:
    answer_version(
        step_in(head_of(learner), WAY, "build"),
        number=1,
        is_approved=is_approved,
        mentor=autumn.mentor,
        at=LATER,
        key="",
    )


def event_of(learner: User, verb: Verb) -> ProgressEvent:
    found = ProgressEvent.objects.filter(learner=learner, verb=verb).last()
    assert found is not None
    return found


def test_a_version_is_for_the_cohort_of_its_roadmap(autumn: Group, ana: Walker) -> None:
    ana.hand_in("Work")

    assert ana.versions().get().cohort == autumn.cohort


def test_without_a_cohort_a_version_is_for_nobody(autumn: Group, ana: Walker) -> None:
    end_membership(membership=autumn.seat(ana.learner), by=ana.learner, at=LATER)
    ana.hand_in("Work")

    assert ana.versions().get().cohort is None


def test_what_nobody_could_see_is_handed_in_again_as_it_is(autumn: Group) -> None:
    zoe = Walker(make_group_of_one())
    zoe.join()
    zoe.hand_in("Work")
    autumn.join(zoe.learner)
    zoe.hand_in("Work")

    assert [row.cohort for row in zoe.versions()] == [None, autumn.cohort]


def make_group_of_one() -> User:
    return User.objects.create_user("zoe@example.org", name="Zoe")


def test_ones_own_check_is_neither_offered_nor_taken(ana: Walker, tab: Client) -> None:
    page = words(get(tab, BUILD))
    form = {"text": "All", "number": "1", "level_0": "2", "level_1": "1"}
    answer = tab.post(f"{BUILD}done/", form)

    assert "checked by yourself" not in page
    assert "Check and finish" not in page
    assert answer.status_code == 422
    assert "Your mentors answer this one" in words(answer)
    place = step_in(head_of(ana.learner), WAY, "build")
    with pytest.raises(NotForThisStep):
        complete_step(place, how=How.SELF_CHECKED, at=LATER, key="")
    with pytest.raises(NotForThisStep):
        finish_project(place, work=Work(text="All"), seen=Seen(1, 0), at=LATER, key="")
    assert not ana.versions()


def test_an_answered_hand_in_is_not_taken_back(
    autumn: Group, ana: Walker, tab: Client
) -> None:
    ana.hand_in("Work")
    answered(autumn, ana.learner)
    event = event_of(ana.learner, Verb.HANDED_IN)

    with pytest.raises(AlreadyAnswered):
        undo(head_of(ana.learner), event=event, at=LATER)
    refused = tab.post(f"/history/{event.pk}/undo/")
    assert refused.status_code == 422
    assert "has its answer from a mentor" in words(refused)
    page = words(get(tab, f"/history/{event.pk}/"))
    assert "has its answer from a mentor" in page
    assert ana.versions().get().withdrawn_at is None
    assert ana.status("build") == "done"


def test_a_mentors_act_is_told_and_not_offered_back(
    autumn: Group, ana: Walker, tab: Client
) -> None:
    ana.hand_in("Work")
    answered(autumn, ana.learner, is_approved=False)
    event = event_of(ana.learner, Verb.REVIEWED)

    history = words(get(tab, "/history/"))
    assert "A mentor asked for changes to version 1 of BUILD" in history
    assert "Take it back: A mentor" not in history
    assert "A mentor of your cohort decided this." in words(
        get(tab, f"/history/{event.pk}/")
    )
    assert tab.post(f"/history/{event.pk}/undo/").status_code == 404


def test_a_mentor_takes_back_their_own_answer(autumn: Group, ana: Walker) -> None:
    ana.hand_in("Work")
    answered(autumn, ana.learner)
    event = event_of(ana.learner, Verb.REVIEWED)
    undo(head_of(ana.learner), event=event, at=LATER, actor=autumn.mentor)

    assert ana.status("build") == "waiting"
    assert event_of(ana.learner, Verb.UNDONE).actor == autumn.mentor
    assert ana.differences() == []


def test_who_listens_hears_of_versions_for_cohorts(
    autumn: Group, ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, Submission]] = []
    for name in ("after_hand_in", "after_withdrawal"):
        monkeypatch.setattr(
            submissions, name, [lambda row, at, name=name: heard.append((name, row))]
        )
    ana.hand_in("Work")
    ana.undo()

    assert [name for name, _row in heard] == ["after_hand_in", "after_withdrawal"]


def test_today_says_that_an_answer_is_waited_for(ana: Walker, tab: Client) -> None:
    ana.know("first")
    ana.know("second")
    ana.hand_in("Work")
    page = words(get(tab, "/today/"))

    assert "Handed in, waiting for an answer." in page
    assert "Check and finish" not in page
