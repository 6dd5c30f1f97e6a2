"""Everything about one person, and nothing about anybody else."""

import csv
import json
import zipfile
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from progress.download import write_download
from progress.download.tables import FORMULA, defused, lines
from progress.models import Enrolment, ResourceProgress
from progress.personal import told
from tests.accounts.people import PASSWORD, sign_in
from tests.factories import TUESDAY, client_of, make_learner
from tests.progress.walker import Walker
from tests.progress.whole_person import Canaries, make_whole_person
from tests.progress.world import publish_world


def whole_person(prefix: str = "canary") -> tuple[User, Canaries]:
    """With units and guidance that can be read: records are made of them."""
    person, birds = make_whole_person(prefix)
    rows = ResourceProgress.objects.filter(learner=person)
    rows.update(inside={}, spans=[[0, 3]])
    Enrolment.objects.filter(learner=person).update(guidance={})
    return person, birds


def files_of(person: User) -> dict[str, str]:
    file = BytesIO()
    write_download(person, file, at=TUESDAY)
    return unpacked(file.getvalue())


def unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture
def _world(db: None) -> None:
    publish_world()


@pytest.mark.usefixtures("_world")
def test_every_row_of_theirs_is_there_and_nobody_elses() -> None:
    _, others = whole_person("parrot")
    person, birds = whole_person()

    files = files_of(person)

    rows = json.loads(files["everything.json"])
    for declared in told():
        lookup = person.pk if declared.to == "pk" else person
        mine = apps.get_model(declared.model)._base_manager.filter(
            **{declared.to: lookup}
        )
        assert len(rows[f"{declared.model}, {declared.to}"]) == mine.count(), declared
    whole = "\n".join(files.values())
    assert not [word for word in others.given if word in whole]
    missing = [word for word in birds.given if word not in whole]
    # Password, keys and secrets; mails that wait, what the admin's log says, what a
    # mentor has not said yet, and the four that are taken out above.
    assert len(missing) <= 37, missing
    for text in ("notes/way/build.md", "records/way.md", "time.csv", "steps.csv"):
        assert text in files


@pytest.mark.usefixtures("_world")
def test_secrets_are_not_in_it() -> None:
    person, _ = whole_person()

    rows = json.loads(files_of(person)["everything.json"])

    assert "password" not in rows["accounts.User, pk"][0]
    assert "data" not in rows["mfa.Authenticator, user"][0]
    assert "token_hash" not in rows["progress.RecordLink, enrolment__learner"][0]
    assert "session_key" not in rows["usersessions.UserSession, user"][0]


@pytest.mark.usefixtures("_world")
def test_references_are_named_as_in_addresses() -> None:
    person, _ = whole_person()

    rows = json.loads(files_of(person)["everything.json"])

    steps = [row["step"] for row in rows["progress.StepRecord, learner"]]
    assert "way/start" in steps
    assert rows["progress.Enrolment, learner"][0]["version"] == "way/1"


@pytest.mark.usefixtures("_world")
def test_notes_are_as_typed_with_their_earlier_texts() -> None:
    person, _ = whole_person()
    note = person.notes.get(step__key="build")  # type: ignore[attr-defined]
    earlier = [one.body for one in note.versions.all()]

    files = files_of(person)

    assert f"\n\n{note.body}\n" in files["notes/way/build.md"]
    for body in earlier:
        assert f"\n\n{body}\n" in files["notes/way/build.earlier.md"]


@pytest.mark.usefixtures("_world")
def test_the_queries_do_not_grow_with_the_rows() -> None:
    walker = Walker(make_learner())
    walker.join()
    counts = []
    for step in ("start", "basics", "build"):
        walker.done(step)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            files_of(walker.learner)
        counts.append(len(captured))

    assert counts[0] == counts[1] == counts[2]


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not defused(text).startswith(FORMULA)


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=4))
def test_tables_come_back_as_they_were(rows: list[list[str]]) -> None:
    written = "".join(lines(["head"], rows))

    head, *read = csv.reader(StringIO(written, newline=""))

    assert head == ["head"]
    assert read == [[defused(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]
)
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert defused(text) == f"'{text}"


def test_plain_text_stays() -> None:
    assert defused("a=1") == "a=1"
    assert defused(None) == ""
    assert defused(3) == "3"


@pytest.mark.usefixtures("_world")
def test_the_page_gives_it_after_asking_who_one_is() -> None:
    person = make_learner("lea@example.org", password=PASSWORD)
    Walker(person).join()
    client = Client()
    sign_in(client, person)
    address = reverse("download")

    asked = client.post(address)
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    answer = client.post(asked["Location"], {"password": PASSWORD})

    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    assert "attachment" in answer["Content-Disposition"]
    files = unpacked(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert "lea@example.org" in files["everything.json"]


@pytest.mark.django_db
def test_only_a_post_gives_it(client: Client) -> None:
    assert client.post(reverse("download")).status_code == 302
    assert client_of(make_learner()).get(reverse("download")).status_code == 405


def test_the_page_says_what_goes_and_what_stays(db: Any) -> None:
    page = client_of(make_learner()).get(reverse("own_data")).content.decode()

    for words in ("What goes", "What stays", "7 days after you ask", "Download every"):
        assert words in page
