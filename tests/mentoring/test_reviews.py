"""Answering work: once, by whoever may, with a way back for ten minutes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Membership
from mentoring.actions.reading import claim
from mentoring.actions.review_drafts import DraftConflict, Said, save_draft
from mentoring.actions.reviews import (
    AlreadyDecided,
    NothingAsked,
    NotWaiting,
    TooLate,
    decide,
    take_back,
)
from mentoring.actions.seats import end_membership
from mentoring.models import (
    News,
    NewsKind,
    Reading,
    Review,
    ReviewDecision,
    ReviewDraft,
)
from progress.models import ProgressEvent
from tests.factories import TUESDAY, client_of, make_learner
from tests.mentoring.reading import QUEUE, Desk, make_desk, point

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> Desk:
    found = make_desk(2)
    found.walkers[0].hand_in("One\ntwo\nthree")
    return found


def news(kind: NewsKind) -> list[News]:
    return list(News.objects.filter(kind=kind, withdrawn_at=None))


# Decisions


def test_approving_completes_the_step_and_tells_its_learner(desk: Desk) -> None:
    review = desk.approve(text="Well explained")
    ana = desk.walkers[0]

    assert ana.status("build") == "done"
    assert review.event.actor == desk.mentor
    (told,) = news(NewsKind.REVIEWED)
    assert (told.person, told.who) == (ana.learner, desk.mentor)
    assert told.mail_from == review.decided_at + timedelta(minutes=10)
    assert news(NewsKind.HANDED_IN) == []
    assert ana.differences() == []


def test_mentors_hear_of_a_hand_in_and_not_of_one_taken_back(desk: Desk) -> None:
    assert [one.person for one in news(NewsKind.HANDED_IN)] == [desk.mentor]
    desk.walkers[0].undo()

    assert news(NewsKind.HANDED_IN) == []


def test_asking_for_changes_names_points(desk: Desk) -> None:
    with pytest.raises(NothingAsked):
        desk.ask()
    desk.ask("The mean in db")

    assert desk.walkers[0].status("build") == "changes"
    assert Review.objects.get().points == [point(1, "The mean in db")]


def test_a_version_is_decided_once(desk: Desk) -> None:
    wanda = desk.group.second_mentor()
    first = desk.approve(text="Fine")

    assert desk.approve(text="Fine") == first
    with pytest.raises(AlreadyDecided) as found:
        desk.ask("No", mentor=wanda)
    assert found.value.review == first
    with pytest.raises(AlreadyDecided):
        desk.approve(text="In other words")
    assert Review.objects.count() == 1


def test_the_database_holds_one_decision(desk: Desk) -> None:
    first = desk.approve()
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            submission=first.submission,
            learner=first.learner,
            cohort=first.cohort,
            mentor=first.mentor,
            decision="changes",
            event=ProgressEvent.objects.exclude(pk=first.event_id)[0],
            decided_at=first.decided_at,
        )


def test_what_was_taken_back_or_followed_is_not_decided(desk: Desk) -> None:
    place, ana = desk.place(), desk.walkers[0]
    decision = {"decision": ReviewDecision.APPROVED, "said": Said(), "key": ""}
    ana.hand_in("Newer")
    with pytest.raises(NotWaiting):
        decide(place, at=TUESDAY + HOUR, **decision)
    ana.undo()
    ana.undo(ana.acts[0])
    with pytest.raises(NotWaiting):
        decide(place, at=TUESDAY + HOUR, **decision)
    assert not Review.objects.exists()


# Taking back


def test_an_answer_is_taken_back_within_ten_minutes(desk: Desk) -> None:
    review = desk.ask("The mean", text="Nearly")
    take_back(desk.place(), at=review.decided_at + 9 * MINUTE)
    take_back(desk.place(), at=review.decided_at + 9 * MINUTE)
    ana = desk.walkers[0]

    assert ana.status("build") == "waiting"
    assert news(NewsKind.REVIEWED) == []
    draft = ReviewDraft.objects.get()
    assert (draft.text, draft.points) == ("Nearly", [point(1, "The mean")])
    desk.approve(at=review.decided_at + 10 * MINUTE)
    assert ana.status("build") == "done"
    assert len(news(NewsKind.REVIEWED)) == 1
    assert ana.differences() == []


def test_it_stays_after_that_or_after_a_newer_version(desk: Desk) -> None:
    review = desk.ask("The mean")
    with pytest.raises(TooLate):
        take_back(desk.place(), at=review.decided_at + 11 * MINUTE)
    place = desk.place()
    desk.walkers[0].hand_in("Newer")
    with pytest.raises(TooLate):
        take_back(place, at=review.decided_at + MINUTE)

    assert Review.objects.standing().count() == 1


def test_only_its_author_takes_it_back(desk: Desk) -> None:
    wanda = desk.group.second_mentor()
    review = desk.approve()
    with pytest.raises(NotWaiting):
        take_back(desk.place(mentor=wanda), at=review.decided_at + MINUTE)
    answer = client_of(wanda).post(f"{desk.url()}take-back/")

    assert answer.status_code == 302
    assert Review.objects.standing().count() == 1


# Who reads


def test_one_reads_at_a_time(desk: Desk) -> None:
    wanda = desk.group.second_mentor()
    mine = claim(desk.place(), at=TUESDAY)
    other = claim(desk.place(mentor=wanda), at=TUESDAY + 29 * MINUTE)
    assert mine.mentor == other.mentor == desk.mentor
    again = claim(desk.place(), at=TUESDAY + 29 * MINUTE)
    assert again.until == TUESDAY + 59 * MINUTE
    late = claim(desk.place(mentor=wanda), at=TUESDAY + 60 * MINUTE)

    assert late.mentor == wanda
    assert Reading.objects.count() == 1


def test_a_decision_gives_it_back(desk: Desk) -> None:
    claim(desk.place(), at=TUESDAY)
    desk.approve()

    assert not Reading.objects.exists()


# Drafts


def draft(desk: Desk, text: str, known: int = 0) -> ReviewDraft | None:
    said = Said(text=text)
    return save_draft(desk.place(), said=said, known=known, at=TUESDAY)


def test_a_draft_is_not_written_over_from_another_tab(desk: Desk) -> None:
    assert draft(desk, " ") is None
    draft(desk, "One")
    draft(desk, "One, two", known=1)
    with pytest.raises(DraftConflict) as found:
        draft(desk, "Three", known=1)

    assert found.value.stored.text == "One, two"
    draft(desk, "One, two", known=1)
    assert ReviewDraft.objects.get().edits == 2


# Who may


def test_nobody_answers_their_own_work(desk: Desk) -> None:
    ana = desk.walkers[0].learner
    assert client_of(ana).get(desk.url()).status_code == 404
    Membership.objects.filter(person=ana).update(role="mentor")

    assert client_of(ana).get(desk.url()).status_code == 404


@pytest.mark.parametrize("end", ["", "reading/", "draft/", "decision/", "take-back/"])
def test_work_is_for_the_mentors_of_its_cohort_now(desk: Desk, end: str) -> None:
    def status() -> int:
        tab, url = client_of(desk.mentor), f"{desk.url()}{end}"
        return (tab.post(url) if end else tab.get(url)).status_code

    elsewhere = client_of(make_learner("mia@example.org", is_mentor=True))
    url = f"{desk.url()}{end}"
    there = elsewhere.post(url) if end else elsewhere.get(url)
    assert there.status_code == 404
    assert status() != 404
    seat = desk.group.seat(desk.walkers[0].learner)
    Membership.objects.filter(pk=seat.pk).update(ended_at=TUESDAY + HOUR)
    assert status() == 404
    Membership.objects.filter(pk=seat.pk).update(ended_at=None)
    end_membership(
        membership=desk.group.seat(desk.mentor), by=desk.mentor, at=TUESDAY + HOUR
    )
    assert status() == 404


def test_what_was_taken_back_is_not_read(desk: Desk) -> None:
    url = desk.url()
    desk.walkers[0].undo()

    assert desk.tab.get(url).status_code == 404
    assert desk.tab.post(f"{url}reading/").status_code == 404


def test_the_queue_is_for_mentors(desk: Desk) -> None:
    assert client_of(desk.walkers[0].learner).get(QUEUE).status_code == 404
    assert desk.tab.get(QUEUE).status_code == 200
