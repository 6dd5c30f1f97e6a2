"""Who asks, and the rows they ask for."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.actions import create_invite
from accounts.models import Cohort, HeldMail, Membership, User
from curating.actions.lists import Given, take_in
from curating.actions.merging import merge
from mentoring.actions.cohorts import Details, Pace, open_cohort
from mentoring.actions.overlays import Wanted, lay_over
from mentoring.actions.seats import add_mentor, end_membership, join_cohort
from mentoring.actions.sharing import share_day
from mentoring.models import (
    DayLink,
    OverlayKind,
    Phrase,
    Question,
    StepReport,
    Word,
    WordKind,
)
from progress.actions.record_links import share_record
from progress.actions.time import log_time
from progress.engine.local_time import Stretch
from progress.models import (
    Enrolment,
    FileContent,
    Note,
    ProgressEvent,
    RecordLink,
    TimeEntry,
    WorkFile,
)
from progress.queries.study import head_of
from roadmap.actions import open_draft
from roadmap.models import Link, Need, Relation, Resource, Roadmap, Step, Topic
from tests.access.cohort_rows import make_cohort_rows
from tests.access.desk_rows import make_desk_rows
from tests.factories import TUESDAY, make_learner, publish_document
from tests.progress.walker import Walker
from tests.roadmap.documents import (
    group,
    make_choice,
    make_document,
    make_project,
    make_resource,
    make_step,
)

# What stands in rows of the owner and of nobody else.
CANARY = "zanzibar-canary"
IN_A_NOTE = "quito-canary"
OWNERS_ADDRESS = "ona@example.org"


@dataclass
class World:
    """People with their cookies, and rows by name; a row that has a page in the admin
    is called like its model."""

    people: dict[str, User]
    cookies: dict[str, dict[str, str]]
    rows: dict[str, Any]

    def client(self, persona: str, **options: Any) -> Client:
        client = Client(**{"raise_request_exception": False, **options})
        for name, value in self.cookies.get(persona, {}).items():
            client.cookies[name] = value
        return client


def make_world() -> World:
    """Two roadmaps that people walk, a draft, and one row of each kind."""
    people = make_people()
    rows: dict[str, Any] = {}
    make_roadmaps(rows)
    make_cohorts(people, rows)
    make_studies(people, rows)
    make_rows(people, rows)
    make_words(people, rows)
    make_doors(people, rows)
    make_cohort_rows(people, rows)
    make_desk_rows(people, rows)
    return World(people, sign_in(people), rows)


def make_people() -> dict[str, User]:
    """The personas of tests.access.table but the anonymous one. mentor has owner in a
    cohort; learner has done nothing yet, other studies elsewhere."""
    make = User.objects.create_user
    mentor = {"is_mentor": True}
    people = {
        "learner": make("lea@example.org", name="Lea"),
        "other": make("otis@example.org", name="Otis"),
        "owner": make(OWNERS_ADDRESS, name=f"Ona {CANARY}"),
        "mentor": make("mo@example.org", name="Mo", **mentor),
        "curator": make("cleo@example.org", is_curator=True, is_staff=True),
        "administrator": make("ada@example.org", is_superuser=True, is_staff=True),
        "co_learner": make("cora@example.org", name="Cora"),
        "former_member": make("finn@example.org", name="Finn"),
        "former_mentor": make("frida@example.org", name="Frida", **mentor),
        "second_mentor": make("sven@example.org", name="Sven", **mentor),
    }
    return people


def sign_in(people: Mapping[str, User]) -> dict[str, dict[str, str]]:
    cookies = {}
    for name, person in people.items():
        client = Client()
        client.force_login(person)
        cookies[name] = {key: morsel.value for key, morsel in client.cookies.items()}
    return cookies


def make_roadmaps(rows: dict[str, Any]) -> None:
    steps = (
        make_step("read"),
        make_choice("choose", "one", "two"),
        make_step("often", kind="habit", rhythm="daily"),
        make_step("maybe", requirement="elective"),
        make_project("build", group("read")),
    )
    rows["roadmap"] = publish_document(make_document(*steps, slug="way", title="Way"))
    publish_document(
        make_document(
            make_step("look"),
            make_project("end", "look"),
            slug="elsewhere",
            title="Elsewhere",
            resources=(make_resource("book"),),
        )
    )
    Roadmap.objects.create(slug="draft", title="Draft", summary="New.")
    open_draft(roadmap=rows["roadmap"])
    rows["roadmap"].refresh_from_db()
    Resource.objects.create(key="hidden", title="Hidden", kind="book", is_retired=True)


def make_cohorts(people: Mapping[str, User], rows: dict[str, Any]) -> None:
    """Autumn with all who are or were in it, and winter with others."""
    seats = {
        "autumn": ("mentor", ("owner", "co_learner", "former_member")),
        "winter": ("second_mentor", ("wilma",)),
    }
    everybody = {**people, "wilma": make_learner(name="Wilma")}
    for slug, (mentor, learners) in seats.items():
        cohort = open_cohort(
            by=everybody[mentor],
            slug=slug,
            version=rows["roadmap"].current_version,
            details=Details(name=slug.capitalize(), starts_on=date(2026, 9, 1)),
            pace=Pace(),
            at=TUESDAY,
        )
        for name in learners:
            who = everybody[name]
            join_cohort(cohort=cohort, person=who, by=who, at=TUESDAY)
    autumn = Cohort.objects.get(slug="autumn")
    former = people["former_mentor"]
    add_mentor(cohort=autumn, person=former, by=people["mentor"], at=TUESDAY)
    for name in ("former_member", "former_mentor"):
        seat = Membership.objects.get(cohort=autumn, person=people[name])
        end_membership(membership=seat, by=people["mentor"], at=timezone.now())
    rows["seat"] = Membership.objects.get(cohort=autumn, person=people["owner"]).pk
    rows["overlay"] = lay_a_waiver(autumn, people["mentor"])
    winter = Cohort.objects.get(slug="winter")
    rows["overlay of another"] = lay_a_waiver(winter, people["second_mentor"])
    rows["seat of another"] = Membership.objects.get(
        cohort__slug="winter", role="learner"
    ).pk


def lay_a_waiver(cohort: Cohort, mentor: User) -> int:
    step = Step.objects.get(roadmap__slug="way", key="maybe")
    wanted = Wanted(OverlayKind.WAIVE, step, "Known from work")
    row = lay_over(
        cohort=cohort, learner=None, wanted=wanted, by=mentor, at=TUESDAY, key=""
    )
    return row.pk


def make_studies(people: Mapping[str, User], rows: dict[str, Any]) -> None:
    owner, other = Walker(people["owner"]), Walker(people["other"], "elsewhere")
    owner.join()
    rows["event"] = owner.start("read").event_id
    owner.hand_in(CANARY)
    rows["work"] = owner.versions().get().pk
    wilma = Walker(User.objects.get(name="Wilma"))
    wilma.hand_in("Mine")
    rows["work of another"] = wilma.versions().get().pk
    rows["question"] = make_question(owner.learner, "autumn", CANARY)
    rows["question of another"] = make_question(wilma.learner, "winter", "Mine")
    rows["file"] = make_file(owner, CANARY.encode())
    rows["file of another"] = make_file(wilma, b"Mine")
    other.join()
    rows["event of another"] = other.start("look").event_id
    rows["entry"] = note_an_hour(people["owner"])
    rows["entry of another"] = note_an_hour(people["other"])
    rows["enrolment"] = Enrolment.objects.get(learner=people["owner"])
    for of, number, token in (
        (owner, "link to a record", "token of a record"),
        (other, "link of another", "token of another"),
    ):
        path = Enrolment.objects.get(learner=of.learner)
        rows[token] = share_record(enrolment=path, at=of.at, key="")
        rows[number] = RecordLink.objects.get(enrolment=path).pk
    rows["note"] = make_note(people["owner"], rows["roadmap"], IN_A_NOTE)
    rows["day of the owner"], _token = show_a_day(people["owner"])
    rows["day of another"], rows["token of a day"] = show_a_day(people["other"])
    rows["note of another"] = make_note(people["other"], rows["roadmap"], "Mine")
    rows["progressevent"] = ProgressEvent.objects.get(pk=rows["event"])


def make_question(learner: User, cohort: str, body: str) -> int:
    row = Question.objects.create(
        learner=learner,
        cohort=Cohort.objects.get(slug=cohort),
        step=Step.objects.get(roadmap__slug="way", key="read"),
        body=body,
        key="",
        asked_at=TUESDAY,
    )
    return row.pk


def make_file(of: Walker, data: bytes) -> UUID:
    """The name of a file beside the newest version of somebody's work."""
    content = FileContent.objects.create(
        learner=of.learner,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        data=data,
        added_at=of.at,
    )
    file = WorkFile.objects.create(
        submission=of.versions().last(),
        content=content,
        name="work.txt",
        kind="text",
        place=1,
        added_at=of.at,
    )
    return file.token


def show_a_day(person: User) -> tuple[int, str | None]:
    """The number of a link to a day, and its token."""
    token = share_day(learner=person, day=TUESDAY.date(), at=TUESDAY, key="")
    return DayLink.objects.get(learner=person).pk, token


def make_note(learner: User, roadmap: Roadmap, body: str) -> Note:
    step, at = Step.objects.get(roadmap=roadmap, key="build"), timezone.now()
    return Note.objects.create(
        learner=learner, step=step, body=body, created_at=at, changed_at=at
    )


def note_an_hour(person: User) -> UUID:
    """The name of a time entry."""
    hour = Stretch(TUESDAY - timedelta(hours=2), TUESDAY - timedelta(hours=1))
    log_time(head_of(person), whole=hour, step=None, at=TUESDAY, key="")
    return TimeEntry.objects.get(learner=person).entry


def make_rows(people: Mapping[str, User], rows: dict[str, Any]) -> None:
    book = Resource.objects.get(key="book")
    second = Resource.objects.create(key="second", title="Second", kind="book")
    rows["relation"] = Relation.objects.create(
        resource=second, kind="edition_of", to=book
    )
    same = Resource.objects.create(key="same", title="Same", kind="book")
    merged = merge(same, book, by=people["curator"], at=TUESDAY)
    rows["merge"] = merged.pk
    given = Given(data="1. [Knead](https://knead.example/)\n2. Proof", name="a.md")
    taken = take_in(given, by=people["curator"], key="list", at=TUESDAY)
    rows["list"] = taken.pk
    rows["topic"] = Topic.objects.create(key="algebra", title="Algebra")
    rows["resource"], rows["link"] = book, Link.objects.get(resource=book)
    rows["step"] = Step.objects.get(roadmap=rows["roadmap"], key="build")
    rows["need"] = Need.objects.get(step=rows["step"])
    rows["roadmapversion"] = rows["roadmap"].current_version
    rows["user"] = people["owner"]
    rows["cohort"] = Cohort.objects.get(slug="autumn")
    rows["membership"] = Membership.objects.get(person=people["owner"])


def make_words(people: Mapping[str, User], rows: dict[str, Any]) -> None:
    """What a mentor wrote in each cohort, kept and told the curators."""
    for slug, name, end in (
        ("autumn", "mentor", ""),
        ("winter", "second_mentor", " of another"),
    ):
        seat = Membership.objects.get(pk=rows[f"seat{end}"])
        word = Word.objects.create(
            cohort=seat.cohort,
            learner=seat.person,
            author=people[name],
            kind=WordKind.NUDGE,
            body=f"Go on {CANARY}",
            key=slug,
            sent_at=TUESDAY,
            local_date=TUESDAY.date(),
        )
        rows[f"word{end}"] = word.pk
        phrase = Phrase(mentor=people[name], body="Go on", created_at=TUESDAY)
        phrase.save()
        rows[f"phrase{end}"] = phrase.pk
    rows["stepreport"] = StepReport.objects.create(
        cohort=rows["cohort"],
        step=rows["step"],
        reported_by=people["mentor"],
        key="report",
        reported_at=TUESDAY,
    )


def make_doors(people: Mapping[str, User], rows: dict[str, Any]) -> None:
    """What people sign in with, and what the administrator looks after."""
    at = timezone.now()
    rows["invite"], rows["token"] = create_invite(
        by=people["administrator"], at=at, days=7, max_uses=1
    )
    rows["heldmail"] = HeldMail.objects.create(
        to=OWNERS_ADDRESS, subject=CANARY, body="https://testserver/x"
    )
    rows["authenticator"] = make_passkey(people["owner"])
    for person in people.values():
        EmailAddress.objects.create(
            user=person, email=person.email, verified=True, primary=True
        )
    rows["emailaddress"] = EmailAddress.objects.get(user=people["owner"])
    rows["usersession"] = UserSession.objects.create(
        user=people["owner"],
        ip="127.0.0.1",
        user_agent=CANARY,
        session_key="over" * 8,
        created_at=at,
    )


def make_passkey(person: User) -> Authenticator:
    """As a browser would have registered it."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    known = AttestedCredentialData.create(Aaguid(b"0" * 16), b"i" * 16, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    host = hashlib.sha256(b"testserver").digest()
    data = AuthenticatorData.create(host, flags, 0, known)
    said = CollectedClientData.create(
        "webauthn.create", b"c" * 32, "https://testserver"
    )
    credential = {
        "type": "public-key",
        "id": websafe_encode(b"i" * 16),
        "rawId": websafe_encode(b"i" * 16),
        "response": {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(
                AttestationObject.create("none", data, {})
            ),
        },
        "clientExtensionResults": {},
    }
    made: Authenticator = WebAuthn.add(person, CANARY, credential).instance
    return made
