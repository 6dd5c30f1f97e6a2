"""Somebody about whom something is stored wherever anything can be: with a word of
their own in each column that takes text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import (
    Cohort,
    HeldMail,
    Invite,
    InviteMail,
    InviteUse,
    Membership,
    User,
)
from progress.models import (
    Clock,
    Enrolment,
    Note,
    NoteVersion,
    ProgressEvent,
    RecordLink,
    ResourceProgress,
    StepRecord,
    Submission,
    Summary,
    TimeEntry,
    WeekSummary,
)
from roadmap.models import Resource, RoadmapVersion, Step
from tests.factories import TUESDAY, make_learner
from tests.progress.curated_rows import add_curated_rows
from tests.progress.mentored_rows import add_mentored_rows
from tests.progress.walker import Walker

HOUR = timedelta(hours=1)


@dataclass
class Canaries:
    """Words that stand nowhere else, each given out once."""

    word: str
    given: list[str] = field(default_factory=list)

    def text(self, most: int = 80) -> str:
        self.given.append(f"{self.word}{len(self.given):02d}zq")
        assert len(self.given[-1]) <= most
        return self.given[-1]

    def several(self, count: int) -> Iterator[str]:
        return (self.text() for _ in range(count))


def make_whole_person(word: str = "canary", **roles: Any) -> tuple[User, Canaries]:
    """A learner of the world of tests.progress.world, which has to be published."""
    birds = Canaries(word)
    person = make_learner(
        f"{birds.text()}@example.org",
        name=birds.text(),
        password=birds.text(),
        reads_languages=["en", birds.text()],
        **roles,
    )
    _study(person, birds)
    _evening(person, birds)
    _signing_in(person, birds)
    _among_others(person, birds)
    # What is read while they study comes last: it is no zone and no language.
    person.time_zone, person.language = birds.text(64), birds.text(12)
    person.save()
    return person, birds


def _study(person: User, birds: Canaries) -> None:
    walker = Walker(person)
    walker.join()
    walker.join("other")
    walker.read("course", (0, 3))
    walker.done("start")
    walker.skip("basics")
    walker.undo()
    walker.undo()
    StepRecord.objects.filter(learner=person).update(
        option=birds.text(60), done_days=[birds.text()]
    )
    enrolment = Enrolment.objects.filter(learner=person)[0]
    enrolment.aim, enrolment.tracks = birds.text(), [birds.text()]
    enrolment.changed = {"lost": [birds.text()]}
    enrolment.save()
    Summary.objects.filter(enrolment=enrolment).update(rule_version=birds.text(20))
    RecordLink.objects.create(
        enrolment=enrolment,
        token_hash=birds.text().ljust(64, "a"),
        key=birds.text(),
        created_at=TUESDAY,
    )
    ResourceProgress.objects.filter(learner=person).update(
        inside={birds.text(): 1}, spans=[birds.text()]
    )
    ProgressEvent.objects.create(
        learner=person,
        actor=person,
        verb="started",
        step=Step.objects.get(roadmap__slug="way", key="start"),
        batch=uuid4(),
        data={birds.text(): [birds.text(), {"deep": birds.text()}]},
        advice={"said": birds.text()},
        key=birds.text().ljust(64, "b"),
        happened_at=TUESDAY,
        local_date=TUESDAY.date(),
        zone=birds.text(64),
    )


def _evening(person: User, birds: Canaries) -> None:
    step = Step.objects.get(roadmap__slug="way", key="build")
    course = Resource.objects.get(key="course")
    times = {"created_at": TUESDAY, "changed_at": TUESDAY}
    for about in ({"step": step}, {"resource": course}):
        note = Note.objects.create(learner=person, body=birds.text(), **times, **about)
        for number in (1, 2, 3):
            NoteVersion.objects.create(
                note=note, number=number, body=birds.text(), saved_at=TUESDAY
            )
    for number in (1, 2, 3):
        Submission.objects.create(
            learner=person,
            step=step,
            number=number,
            roadmap_version=RoadmapVersion.objects.get(roadmap__slug="way"),
            text=birds.text(),
            links=[f"https://example.org/{birds.text()}"],
            what_changed=birds.text(),
            levels=[birds.text()],
            handed_in_at=TUESDAY,
            **times,
        )
    Clock.objects.create(
        learner=person,
        step=step,
        spans=[birds.text()],
        started_at=TUESDAY,
        stops_at=TUESDAY + HOUR,
    )
    for hours in range(4):
        TimeEntry.objects.create(
            learner=person,
            entry=uuid4(),
            step=step,
            started_at=TUESDAY + hours * HOUR,
            ended_at=TUESDAY + (hours + 1) * HOUR,
            minutes=60,
            local_date=TUESDAY.date(),
            zone=birds.text(64),
            source="hand",
            changed_at=TUESDAY,
        )
    WeekSummary.objects.create(
        learner=person, starts_on=TUESDAY.date(), minutes=[birds.text()]
    )


def _signing_in(person: User, birds: Canaries) -> None:
    first = EmailAddress.objects.create(user=person, email=person.email, primary=True)
    EmailAddress.objects.create(user=person, email=f"{birds.text()}@example.net")
    EmailConfirmation.objects.create(email_address=first, key=birds.text(64))
    for kind in ("totp", "webauthn", "recovery_codes"):
        Authenticator.objects.create(
            user=person, type=kind, data={birds.text(): birds.text()}
        )
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["marks"] = [birds.text(), birds.text()]
    session.create()
    UserSession.objects.create(
        user=person,
        session_key=birds.text(40),
        ip="192.0.2.77",
        user_agent=birds.text(),
        data={"where": birds.text()},
    )


def _among_others(person: User, birds: Canaries) -> None:
    """What stays, beside words of theirs that do not."""
    cohort, _ = Cohort.objects.get_or_create(
        slug="autumn", defaults={"name": "Autumn", "starts_on": TUESDAY.date()}
    )
    Membership.objects.create(
        cohort=cohort, person=person, role="learner", started_at=TUESDAY
    )
    add_mentored_rows(person, cohort, birds)
    add_curated_rows(person, birds)
    invite = Invite.objects.create(
        token_hash=str(person.pk).rjust(64, "c"),
        created_by=person,
        created_at=TUESDAY,
        expires_at=TUESDAY + HOUR,
    )
    InviteUse.objects.create(invite=invite, person=person, used_at=TUESDAY)
    InviteMail.objects.create(invite=invite, to=person.email)
    second = EmailAddress.objects.get(user=person, primary=False)
    for address in (person.email.upper(), second.email):
        HeldMail.objects.create(to=address, subject=birds.text(), body=birds.text())
    LogEntry.objects.create(
        user=make_learner(),
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.pk),
        object_repr=birds.text(),
        action_flag=2,
        change_message=birds.text(),
    )
