"""What mentors lay over a path counts in advice, percentages and pages' rows."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from accounts.models import User
from mentoring.actions.guidance import guide_again, guide_what_differs
from mentoring.actions.overlays import Wanted, lay_over, lift_what_has_ended
from mentoring.models import News, NewsKind, Overlay, OverlayKind
from progress.access import event, step_in
from progress.actions.guiding import AlreadyAnswered, answer_version
from progress.actions.steps import complete_step
from progress.actions.submissions import Seen, Work, hand_in
from progress.event_words import event_text
from progress.models import Enrolment, How, ProgressEvent, Summary, Verb
from progress.queries.guided_words import guided_lines
from progress.queries.study import Study, head_of, study_of
from progress.verify import verify_learner
from roadmap.models import Resource, Step
from tests.factories import TUESDAY
from tests.mentoring.world import WAY, Group, make_group

pytestmark = pytest.mark.django_db

LATER = TUESDAY + timedelta(hours=1)


@pytest.fixture
def autumn() -> Group:
    return make_group(2, due={"first": TUESDAY.date() + timedelta(days=3)})


def study(person: User) -> Study:
    return study_of(head_of(User.objects.get(pk=person.pk)), TUESDAY.date())


def status(person: User, key: str) -> str:
    own = study(person)
    return own.standings(own.head.journeys[0])[key].status


def overlay(
    autumn: Group, kind: str, step: str, learner: User | None, **fields: object
) -> Overlay:
    row = Overlay.objects.create(
        cohort=autumn.cohort,
        learner=learner,
        kind=kind,
        step=Step.objects.get(key=step),
        reason="Ana has done it at work.",
        made_by=autumn.mentor,
        made_at=LATER,
        key=f"{kind}-{step}",
        **fields,
    )
    for one in autumn.learners:
        guide_again(one.pk, roadmap_id=autumn.roadmap.pk, by=autumn.mentor, at=LATER)
    return row


def agrees(person: User) -> None:
    found = list(verify_learner(User.objects.get(pk=person.pk), LATER))
    assert found == []


def test_joining_puts_the_cohorts_days_on_the_path(autumn: Group) -> None:
    ana = autumn.learners[0]
    journey = head_of(ana).journeys[0]

    assert journey.guidance.cohorts == (autumn.cohort.pk,)
    assert journey.guidance.due == {"first": TUESDAY.date() + timedelta(days=3)}
    assert journey.guidance.has_reviews
    agrees(ana)


def test_a_waived_step_is_satisfied_for_one_learner_alone(autumn: Group) -> None:
    ana, ben = autumn.learners
    overlay(autumn, "waive", "first", ana)

    assert (status(ana, "first"), status(ben, "first")) == ("waived", "ready")
    assert status(ana, "second") == "ready"
    assert Summary.objects.get(enrolment__learner=ana).waived == 1
    agrees(ana)


def test_a_waiver_for_the_cohort_holds_for_all(autumn: Group) -> None:
    overlay(autumn, "waive", "first", None)

    assert {status(one, "first") for one in autumn.learners} == {"waived"}


def test_a_lifted_overlay_leaves_the_path_as_it_was(autumn: Group) -> None:
    ana = autumn.learners[0]
    row = overlay(autumn, "waive", "first", ana)
    Overlay.objects.filter(pk=row.pk).update(lifted_at=LATER)
    guide_again(ana.pk, roadmap_id=autumn.roadmap.pk, by=autumn.mentor, at=LATER)

    assert status(ana, "first") == "ready"
    agrees(ana)


def test_what_the_learner_said_goes_before_a_waiver(autumn: Group) -> None:
    ana = autumn.learners[0]
    place = step_in(head_of(ana), WAY, "first")
    complete_step(place, how=How.ENOUGH, at=LATER, key="done")
    overlay(autumn, "waive", "first", ana)

    assert status(ana, "first") == "done"


def test_another_resource_counts_instead(autumn: Group) -> None:
    ana, ben = autumn.learners
    overlay(
        autumn,
        "substitute",
        "first",
        ana,
        resource=Resource.objects.get(key="other"),
        instead_of=Resource.objects.get(key="course"),
    )
    uses = {
        person.name: study(person)
        .head.journeys[0]
        .roadmap.steps[0]
        .slots[0]
        .uses[0]
        .resource
        for person in (ana, ben)
    }

    assert uses == {"Ana": "other", "Ben": "course"}
    agrees(ana)


def test_an_elective_is_put_on_the_path(autumn: Group) -> None:
    ana = autumn.learners[0]
    before = status(ana, "more")
    overlay(autumn, "add", "more", ana)

    assert (before, status(ana, "more")) == ("optional", "ready")


def test_a_step_is_taken_after_another(autumn: Group) -> None:
    ana = autumn.learners[0]
    overlay(autumn, "add", "more", ana)
    overlay(autumn, "after", "first", ana, after=Step.objects.get(key="more"))
    own = study(ana)

    assert own.standings(own.head.journeys[0])["first"].status == "locked"
    assert Summary.objects.get(enrolment__learner=ana).next_step.key == "more"
    agrees(ana)


def test_a_step_never_waits_for_itself(autumn: Group) -> None:
    ana = autumn.learners[0]
    overlay(autumn, "after", "first", ana, after=Step.objects.get(key="last"))

    assert status(ana, "first") == "ready"


def test_guidance_is_an_event_that_its_learner_cannot_undo(autumn: Group) -> None:
    ana = autumn.learners[0]
    overlay(autumn, "waive", "first", ana)
    event = ProgressEvent.objects.filter(learner=ana, verb=Verb.GUIDED).last()

    assert event is not None
    assert event.actor == autumn.mentor
    assert event.data["after"] == {
        "guidance": Enrolment.objects.get(learner=ana).guidance
    }


def handed_in(person: User, text: str = "My work") -> None:
    place = step_in(head_of(person), WAY, "build")
    hand_in(place, work=Work(text=text), seen=Seen(1, 0), at=LATER, key="work")


def answer(autumn: Group, person: User, *, is_approved: bool) -> None:
    answer_version(
        step_in(head_of(person), WAY, "build"),
        number=1,
        is_approved=is_approved,
        mentor=autumn.mentor,
        at=LATER,
        key="answer",
    )


def test_approval_completes_the_step_for_the_learner(autumn: Group) -> None:
    ana = autumn.learners[0]
    handed_in(ana)
    answer(autumn, ana, is_approved=True)

    assert status(ana, "build") == "done"
    agrees(ana)


def test_asking_for_changes_opens_the_step_again(autumn: Group) -> None:
    ana = autumn.learners[0]
    handed_in(ana)
    answer(autumn, ana, is_approved=False)

    assert status(ana, "build") == "changes"
    with pytest.raises(AlreadyAnswered):
        answer(autumn, ana, is_approved=True)


def test_cells_say_where_a_learner_is_for_mentors_alone(autumn: Group) -> None:
    ana = autumn.learners[0]
    place = step_in(head_of(ana), WAY, "first")
    complete_step(place, how=How.ALL, at=LATER, key="done")
    summary = Summary.objects.get(enrolment__learner=ana)

    assert summary.cells["first"][:3] == ["done", 4, 4]
    assert summary.cells["second"][:3] == ["ready", 0, 4]
    assert summary.active_days == [TUESDAY.date().isoformat()]


def laid(
    autumn: Group, learner: User | None, key: str = "form", **fields: Any
) -> Overlay:
    values = {
        "kind": OverlayKind.WAIVE,
        "step": Step.objects.get(key="first"),
        "reason": "Known from work",
    }
    return lay_over(
        cohort=autumn.cohort,
        learner=learner,
        wanted=Wanted(**values | fields),
        by=autumn.mentor,
        at=LATER,
        key=key,
    )


def test_the_same_form_lays_it_once_and_tells_once(autumn: Group) -> None:
    ana = autumn.learners[0]
    assert laid(autumn, ana) == laid(autumn, ana)

    assert News.objects.filter(person=ana, kind=NewsKind.GUIDED).count() == 1
    assert User.objects.get(pk=ana.pk).news_unread == 1


def test_an_overlay_of_the_cohort_reaches_all_and_ends_by_itself(autumn: Group) -> None:
    laid(autumn, None, ends_on=LATER.date())
    assert {status(one, "first") for one in autumn.learners} == {"waived"}

    assert lift_what_has_ended(at=LATER + timedelta(hours=20)) == 0
    assert lift_what_has_ended(at=LATER + timedelta(days=2)) == 1
    assert {status(one, "first") for one in autumn.learners} == {"ready"}
    for one in autumn.learners:
        agrees(one)


def test_a_guidance_that_was_missed_is_written_by_night(autumn: Group) -> None:
    ana = autumn.learners[0]
    laid(autumn, ana)
    Overlay.objects.update(lifted_at=LATER)

    assert guide_what_differs(at=LATER) == 1
    assert guide_what_differs(at=LATER) == 0
    assert status(ana, "first") == "ready"


def test_what_a_mentor_did_is_told_with_who_and_why(autumn: Group) -> None:
    ana = autumn.learners[0]
    laid(autumn, ana)
    lines = guided_lines(head_of(ana).journeys[0], "first")
    told = ProgressEvent.objects.with_names().filter(verb=Verb.GUIDED).last()

    assert [(one.text, one.reason) for one in lines] == [
        ("Waived by Mo", "Known from work")
    ]
    assert told is not None
    assert "Known from work" in event_text(told)


def test_a_learner_does_not_take_a_mentors_word_back(autumn: Group) -> None:
    ana = autumn.learners[0]
    laid(autumn, ana)
    told = ProgressEvent.objects.filter(learner=ana, verb=Verb.GUIDED).last()
    assert told is not None

    with pytest.raises(Http404):
        event(ana, told.pk)


@pytest.mark.parametrize("has_overlay", [False, True])
def test_the_page_of_a_step_says_it(autumn: Group, has_overlay: bool) -> None:
    ana = autumn.learners[0]
    if has_overlay:
        laid(autumn, ana)
    client = Client()
    client.force_login(ana)

    for url in (f"/roadmaps/{WAY}/steps/first/", f"/roadmaps/{WAY}/list/"):
        page = client.get(url).content.decode()
        assert ("Waived by Mo" in page) == has_overlay, url
