"""Erased is erased: no word of theirs anywhere, and nobody else notices."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, JSONField, Model, TextField
from django.utils import timezone

from accounts.actions import LastAdministrator
from accounts.mail import BACKEND
from accounts.models import HeldMail, Invite, Membership, User
from progress.actions import erasure
from progress.actions.erasure import erase_person
from progress.erased import erased_before, erased_file
from progress.models import ProgressEvent
from progress.personal import THEIRS, rows_of
from progress.tasks import look_after_those_who_leave
from tests.factories import TUESDAY, make_learner
from tests.progress.walker import Walker
from tests.progress.whole_person import Canaries, make_whole_person
from tests.progress.world import publish_world

pytestmark = pytest.mark.django_db

DUE = TUESDAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def _world(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    publish_world()


def everything_said() -> Iterator[tuple[str, str]]:
    """(table, all of a row as text) of every row of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608
            for row in cursor.fetchall():
                yield table, " ".join(map(as_text, row)).lower()


def as_text(value: object) -> str:
    """A column's value; bytes as the text they are, where PostgreSQL gives a view."""
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode(errors="replace")
    return str(value)


def left_of(birds: Canaries) -> list[tuple[str, str]]:
    words = [word.lower() for word in birds.given]
    return [
        (table, word)
        for table, text in everything_said()
        for word in words
        if word in text
    ]


def leave(person: User) -> None:
    User.objects.filter(pk=person.pk).update(erasure_at=TUESDAY)


def test_sixty_words_of_theirs_are_gone_from_every_table(tmp_path: Path) -> None:
    walker = Walker(make_learner())
    walker.join()
    walker.done("start")
    _, kept = make_whole_person("parrot")
    person, birds = make_whole_person()
    assert len(birds.given) >= 60
    planted = {word for _, word in left_of(birds)}
    # A password is stored as its hash, a session packed: its three are not seen.
    assert len(planted) >= len(birds.given) - 3
    before = left_of(kept)
    leave(person)

    assert erase_person(person_id=person.pk, at=DUE)

    assert left_of(birds) == []
    assert left_of(kept) == before
    assert walker.differences() == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [erased_file()]
    assert not any(word in files[0].read_text() for word in birds.given)
    stored = str(getattr(cache, "_cache", {}))
    assert not any(word in stored for word in birds.given)


# A password is stored as its hash, days are digits, and units are numbers.
WITHOUT_A_WORD = {
    "accounts.User.password",
    "accounts.User.study_days",
    "progress.ProgressEvent.spans",
}


def columns_of_words(model: type[Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, CharField | TextField | JSONField) and not field.choices:
            yield field.name


def test_each_column_that_takes_words_has_had_one() -> None:
    """So that a new column is planted too before it counts as erased."""
    person, birds = make_whole_person()
    bare = [
        f"{declared.model}.{name}"
        for declared in THEIRS
        for name in columns_of_words(apps.get_model(declared.model))
        if not any(
            word in str(value)
            for value in rows_of(person, declared).values_list(name, flat=True)
            for word in birds.given
        )
    ]

    assert set(bare) == WITHOUT_A_WORD


@pytest.mark.parametrize("declared", THEIRS, ids=lambda one: f"{one.model}")
def test_control_a_table_that_is_forgotten_is_noticed(
    declared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if declared.model in ("accounts.User_groups", "accounts.User_user_permissions"):
        pytest.skip("has no text, and never a row")
    person, birds = make_whole_person()
    leave(person)
    rest = tuple(one for one in THEIRS if one is not declared)
    monkeypatch.setattr(erasure, "THEIRS", rest)

    try:
        with transaction.atomic():
            erase_person(person_id=person.pk, at=DUE)
            connection.check_constraints()
    except IntegrityError:
        return
    assert left_of(birds) or rows_of(person, declared).exists()


def test_nothing_of_theirs_is_left_and_the_name_is_a_pseudonym() -> None:
    person, _ = make_whole_person(is_mentor=True)
    leave(person)

    erase_person(person_id=person.pk, at=DUE)

    rest = User.objects.get(pk=person.pk)
    assert not any(
        rows_of(rest, declared).exists()
        for declared in THEIRS
        if declared.model != "accounts.User"
    )
    assert rest.email.endswith("@erased.invalid")
    assert not any([rest.is_active, rest.is_mentor, rest.has_usable_password()])
    assert rest.erasure_at is None
    membership = Membership.objects.get(person=rest)
    assert membership.ended_at == DUE
    assert Invite.objects.get(created_by=rest).revoked_at == DUE
    connection.check_constraints()


def test_whoever_left_no_trace_with_others_is_gone_altogether() -> None:
    person = make_learner(erasure_at=TUESDAY)

    erase_person(person_id=person.pk, at=DUE)

    assert not User.objects.filter(pk=person.pk).exists()


def test_before_the_time_and_without_a_wish_nothing_happens() -> None:
    waiting = make_learner(erasure_at=DUE)
    staying = make_learner()

    for person in (waiting, staying):
        assert not erase_person(person_id=person.pk, at=DUE - timedelta(seconds=1))

    assert User.objects.filter(pk__in=[waiting.pk, staying.pk]).count() == 2
    assert not erased_file().exists()


def test_twice_is_once() -> None:
    person, _ = make_whole_person()
    leave(person)
    assert erase_person(person_id=person.pk, at=DUE)
    before = sorted(everything_said())

    assert not erase_person(person_id=person.pk, at=DUE)

    assert sorted(everything_said()) == before


def test_all_of_it_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    person, _ = make_whole_person()
    leave(person)
    before = sorted(everything_said())

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(erasure, "_erase_or_rename", fail)
    with pytest.raises(RuntimeError):
        erase_person(person_id=person.pk, at=DUE)

    assert sorted(everything_said()) == before


def test_the_only_administrator_is_not_erased() -> None:
    person = make_learner(is_staff=True, is_superuser=True, erasure_at=TUESDAY)

    with pytest.raises(LastAdministrator):
        erase_person(person_id=person.pk, at=DUE)

    assert User.objects.filter(pk=person.pk).exists()


def test_what_a_curator_published_stays_and_says_a_pseudonym() -> None:
    from roadmap.models import Roadmap, RoadmapVersion

    curator = make_learner("cleo@example.org", is_staff=True, is_curator=True)
    roadmap = Roadmap.objects.get(slug="way")
    version = RoadmapVersion.objects.create(
        roadmap=roadmap, number=99, document="{}", digest="d" * 64, published_by=curator
    )
    roadmap.title = "Renamed"
    roadmap._history_user = curator
    roadmap.save()
    leave(curator)

    erase_person(person_id=curator.pk, at=DUE)

    version.refresh_from_db()
    assert version.published_by
    assert version.published_by.email.startswith("erased-")
    assert roadmap.history.latest().history_user == version.published_by


def test_events_are_frozen_again_afterwards() -> None:
    person, _ = make_whole_person()
    other, _ = make_whole_person("parrot")
    leave(person)
    erase_person(person_id=person.pk, at=DUE)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressEvent.objects.filter(learner=other).delete()


def test_the_clock_erases_who_is_due_and_tells_who_is_not(settings: Any) -> None:
    settings.EMAIL_BACKEND = BACKEND
    soon = timezone.now() + timedelta(days=7)
    due = make_learner(erasure_at=timezone.now() - timedelta(minutes=1))
    waiting = make_learner("wanda@example.org", erasure_at=soon)
    make_learner("stays@example.org")

    look_after_those_who_leave.call_local()
    look_after_those_who_leave.call_local()

    assert not User.objects.filter(pk=due.pk).exists()
    waiting.refresh_from_db()
    assert waiting.erasure_told_at
    assert [mail.to for mail in HeldMail.objects.filter(to=waiting.email)] == [
        "wanda@example.org"
    ]
    assert not HeldMail.objects.filter(to="stays@example.org").exists()


def test_who_was_erased_is_known_again_in_an_older_database() -> None:
    person, _ = make_whole_person()
    stays = make_learner()
    older = User.objects.get(pk=person.pk)
    leave(person)
    erase_person(person_id=person.pk, at=DUE)
    assert erased_before() == []

    older.save()

    assert erased_before() == [older]
    assert stays not in erased_before()
    assert erase_person(person_id=older.pk, at=DUE, is_asked=False)
    assert erased_before() == []
    assert len(erased_file().read_text().split()) == 1
