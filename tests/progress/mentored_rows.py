"""What mentors and a learner leave with each other, a word of the learner in each."""

import hashlib
from datetime import timedelta
from typing import Any

from accounts.models import Cohort, User, WaitingPlace
from mentoring.models import (
    Answer,
    DayLink,
    Explanation,
    News,
    NewsChoice,
    NoteShare,
    Overlay,
    Phrase,
    Question,
    Reading,
    Review,
    ReviewDraft,
    Visit,
    Word,
)
from progress.models import (
    Enrolment,
    FileContent,
    Note,
    ProgressEvent,
    Submission,
    Summary,
    WorkFile,
)
from roadmap.models import Step
from tests.factories import TUESDAY, make_learner

HOUR = timedelta(hours=1)


def add_mentored_rows(person: User, cohort: Cohort, birds: Any) -> None:
    """Every row of mentoring that can be about a learner, or of one as a mentor."""
    mentor = make_learner()
    _guided(person, birds)
    _handed_in(person, mentor, cohort, birds)
    _said(person, mentor, cohort, birds)
    _as_a_mentor(person, mentor, birds)


def _guided(person: User, birds: Any) -> None:
    enrolments = Enrolment.objects.filter(learner=person)
    Summary.objects.filter(enrolment__in=enrolments).update(
        cells={birds.text(): []}, active_days=[birds.text()]
    )
    left = enrolments.order_by("-pk")[0]
    left.left_at, left.guidance = TUESDAY, {birds.text(): birds.text()}
    left.save()


def _handed_in(person: User, mentor: User, cohort: Cohort, birds: Any) -> None:
    work = Submission.objects.filter(learner=person).first()
    assert work is not None
    work.point_answers = [{"words": birds.text()}]
    work.save()
    data = birds.text().encode()
    content = FileContent.objects.create(
        learner=person,
        digest=birds.text().ljust(64, "d"),
        size=len(data),
        data=data,
        added_at=TUESDAY,
    )
    WorkFile.objects.create(
        submission=work,
        content=content,
        name=birds.text(),
        kind="text",
        place=1,
        added_at=TUESDAY,
    )
    Reading.objects.create(submission=work, mentor=mentor, until=TUESDAY + HOUR)
    ReviewDraft.objects.create(
        submission=work, mentor=mentor, **_words(birds), changed_at=TUESDAY
    )
    Review.objects.create(
        submission=work,
        learner=person,
        cohort=cohort,
        mentor=mentor,
        decision="changes",
        **_words(birds),
        event=ProgressEvent.objects.filter(learner=person).first(),
        decided_at=TUESDAY,
    )


def _words(birds: Any) -> dict[str, Any]:
    return {
        "text": birds.text(),
        "points": [{"words": birds.text()}],
        "levels": [birds.text()],
    }


def _said(person: User, mentor: User, cohort: Cohort, birds: Any) -> None:
    step = Step.objects.get(roadmap__slug="way", key="build")
    place = {"cohort": cohort, "learner": person}
    question = Question.objects.create(
        **place, step=step, body=birds.text(), key=_key(birds), asked_at=TUESDAY
    )
    Answer.objects.create(
        question=question,
        author=mentor,
        body=birds.text(),
        key=_key(birds),
        written_at=TUESDAY,
    )
    Word.objects.create(
        **place,
        author=mentor,
        kind="nudge",
        body=birds.text(),
        key=_key(birds),
        sent_at=TUESDAY,
        local_date=TUESDAY.date(),
    )
    Explanation.objects.create(
        **place,
        causes=[birds.text()],
        words=birds.text(),
        until=TUESDAY.date(),
        key=_key(birds),
        given_at=TUESDAY,
    )
    Overlay.objects.create(
        **place,
        kind="waive",
        step=step,
        reason=birds.text(),
        made_by=mentor,
        key=_key(birds),
        made_at=TUESDAY,
    )
    note = Note.objects.filter(learner=person).first()
    NoteShare.objects.create(note=note, cohort=cohort, shared_at=TUESDAY)
    WaitingPlace.objects.create(
        cohort=cohort, person=person, asked_at=TUESDAY, consented_at=TUESDAY
    )
    DayLink.objects.create(
        learner=person,
        day=TUESDAY.date(),
        token_hash=birds.text().ljust(64, "e"),
        key=_key(birds),
        created_at=TUESDAY,
    )


def _as_a_mentor(person: User, other: User, birds: Any) -> None:
    """The same person at the other end, and what they are told."""
    cohort = Cohort.objects.create(
        slug=f"of-{person.pk}", name="Of one", starts_on=TUESDAY.date()
    )
    theirs = Submission.objects.create(
        learner=other,
        step=Step.objects.get(roadmap__slug="way", key="build"),
        number=1,
        roadmap_version=Step.objects.get(
            roadmap__slug="way", key="build"
        ).roadmap.current_version,
        created_at=TUESDAY,
        changed_at=TUESDAY,
        handed_in_at=TUESDAY,
    )
    Reading.objects.create(submission=theirs, mentor=person, until=TUESDAY + HOUR)
    ReviewDraft.objects.create(
        submission=theirs, mentor=person, **_words(birds), changed_at=TUESDAY
    )
    Phrase.objects.create(mentor=person, body=birds.text(), created_at=TUESDAY)
    Visit.objects.create(mentor=person, cohort=cohort, looked_at=TUESDAY)
    NewsChoice.objects.create(person=person, kind="word", how="page")
    News.objects.create(
        person=person,
        kind="word",
        key=birds.text(),
        about=birds.text(),
        path=f"/{birds.text()}/",
        how="page",
        mail_from=TUESDAY,
        made_at=TUESDAY,
    )


def _key(birds: Any) -> str:
    word: str = birds.text()
    return word + hashlib.sha256(word.encode()).hexdigest()[: 64 - len(word)]
