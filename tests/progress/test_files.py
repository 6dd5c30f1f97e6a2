"""Files beside a project's work: what is taken, who gets them, what becomes of them."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from progress.actions import files
from progress.actions.erasure import erase_person
from progress.download import write_download
from progress.models import FileContent, WorkFile
from tests.factories import TUESDAY, client_of, make_learner
from tests.progress.on_page import STEP, get, words
from tests.progress.walker import Walker

BUILD = f"{STEP}build/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
BOOK = json.dumps({"cells": [{"source": ["x = 1\n"]}], "nbformat": 4}).encode()


def send(
    tab: Client, *sent: tuple[str, bytes], end: str = "work", **form: Any
) -> HttpResponse:
    uploads = [SimpleUploadedFile(name, data) for name, data in sent]
    return tab.post(f"{BUILD}{end}/", {**form, "uploads": uploads})


def draft(tab: Client, *sent: tuple[str, bytes], **form: Any) -> HttpResponse:
    return send(tab, *sent, **{"number": 1, "edits": 0, "text": "Work", **form})


def names(number: int = 1) -> list[str]:
    rows = WorkFile.objects.filter(submission__number=number)
    return list(rows.order_by("place").values_list("name", flat=True))


GOOD = {
    "work.ipynb": BOOK,
    "plot.png": PNG,
    "photo.JPG": b"\xff\xd8\xff\xe0rest",
    "anim.gif": b"GIF89a...",
    "small.webp": b"RIFF\0\0\0\0WEBP",
    "paper.pdf": b"%PDF-1.7\n",
    "notes.md": "Größe".encode(),
    "net.py": b"print(1)",
    "all.zip": b"PK\x03\x04...",
    "all.tar": b"\0" * 257 + b"ustar",
    "all.tgz": b"\x1f\x8b...",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_is_kept(
    ana: Walker, tab: Client, name: str
) -> None:
    assert draft(tab, (name, GOOD[name])).status_code == 302
    assert names() == [name]
    assert bytes(FileContent.objects.get().data) == GOOD[name]


REFUSED = {
    "a script as picture": ("plot.png", b"<script>alert(1)</script>", "not what its"),
    "a page as text": ("page.html", b"<html>", "kind that is not taken"),
    "a drawing": ("x.svg", b"<svg/>", "kind that is not taken"),
    "no ending": ("README", b"text", "kind that is not taken"),
    "nothing": ("a.txt", b"", "is empty"),
    "no text": ("a.txt", b"\xff\xfe\x00", "not what its"),
    "zeros": ("a.py", b"a\0b", "not what its"),
    "no notebook": ("a.ipynb", b"[1, 2]", "not what its"),
    "broken": ("a.ipynb", b'{"cells": [', "not what its"),
    "deep": ("a.ipynb", b"[" * 200_000, "not what its"),
    "wide": ("a.ipynb", b'{"cells": [' + b"1," * 400_000 + b"1]}", "not what its"),
    "large": ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    "a programme as archive": ("a.zip", b"MZ\x90\0", "not what its"),
}


@pytest.mark.parametrize(("name", "data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_lies_is_refused_at_its_field_and_the_text_stays(
    ana: Walker, tab: Client, name: str, data: bytes, said: str
) -> None:
    answer = draft(tab, ("good.txt", b"Good"), (name, data), text="Typed text")

    assert answer.status_code == 422
    assert said in words(answer)
    assert "Typed text" in words(answer)
    assert not ana.versions()
    assert not FileContent.objects.exists()


def test_there_are_five_at_most(ana: Walker, tab: Client) -> None:
    six = [(f"{n}.txt", b"x%d" % n) for n in range(6)]
    assert draft(tab, *six).status_code == 422
    draft(tab, *six[:4])
    refused = draft(tab, *six[4:], edits=1)

    assert refused.status_code == 422
    assert "five files at most" in words(refused)
    assert len(names()) == 4
    assert FileContent.objects.count() == 4


def test_there_is_room_for_so_much(
    ana: Walker, tab: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    assert draft(tab, ("a.txt", b"x" * 8)).status_code == 302
    refused = draft(tab, ("b.txt", b"yyyy"), edits=1, text="More")

    assert refused.status_code == 422
    assert "more than 50 MB" in words(refused)
    assert ana.versions().get().text == "Work"
    assert draft(tab, ("again.txt", b"x" * 8), edits=1).status_code == 302
    assert FileContent.objects.count() == 1


def test_a_new_version_keeps_them_unless_they_are_taken_away(
    ana: Walker, tab: Client
) -> None:
    draft(tab, ("a.txt", b"A"), ("b.txt", b"B"), end="hand-in")
    first = {file.name: file.token for file in WorkFile.objects.all()}
    ana.save("Second")
    assert names(2) == ["a.txt", "b.txt"]
    gone = WorkFile.objects.get(submission__number=2, name="a.txt").token
    form = {"number": 2, "edits": 1, "text": "Second", "remove": str(gone)}
    send(tab, ("c.txt", b"C"), end="hand-in", **form)

    assert sorted(names(2)) == ["b.txt", "c.txt"]
    assert names(1) == ["a.txt", "b.txt"]
    assert FileContent.objects.count() == 3
    tokens = set(WorkFile.objects.values_list("token", flat=True))
    assert set(first.values()) < tokens


def test_files_alone_are_work_and_bytes_nobody_shows_go(
    ana: Walker, tab: Client
) -> None:
    draft(tab, ("a.txt", b"A"), text="")
    token = str(WorkFile.objects.get().token)
    draft(tab, ("b.txt", b"B"), text="", edits=1, remove=token)
    assert [bytes(row.data) for row in FileContent.objects.all()] == [b"B"]
    handed = tab.post(f"{BUILD}hand-in/", {"number": 1, "edits": 2})
    assert handed.status_code == 302
    again = tab.post(f"{BUILD}hand-in/", {"number": 2})

    assert again.status_code == 422
    assert ana.versions().count() == 1


def test_the_same_form_twice_adds_once(ana: Walker, tab: Client) -> None:
    for _ in range(2):
        assert draft(tab, ("a.txt", b"A"), end="hand-in", key="k").status_code == 302

    assert names() == ["a.txt"]
    assert ana.versions().count() == 1


ODD_NAMES = {
    "../../etc/passwd.txt": "passwd.txt",
    "ab\u202egnp.txt": "abgnp.txt",
    "line\nbreak\u200b.txt": "linebreak.txt",
    "x" * 300 + ".txt": "x" * 116 + ".txt",
    "“quoted” ü.txt": "“quoted” ü.txt",
}


@pytest.mark.parametrize(("sent", "kept"), ODD_NAMES.items())
def test_names_are_plain(ana: Walker, tab: Client, sent: str, kept: str) -> None:
    draft(tab, (sent, b"x"))

    assert names() == [kept]


def test_a_file_is_given_away_as_a_file_and_to_its_learner_alone(
    ana: Walker, tab: Client
) -> None:
    draft(tab, ("a.txt", b"<script>alert(1)</script>"))
    url = f"/files/{WorkFile.objects.get().token}/"
    answer = tab.get(url)

    assert f'href="{url}"' in words(get(tab, BUILD))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client_of(make_learner()).get(url).status_code == 404
    assert client_of().get(url).status_code == 302


def test_a_version_taken_back_leaves_the_files_to_the_next(
    ana: Walker, tab: Client
) -> None:
    draft(tab, ("a.txt", b"A"), end="hand-in")
    ana.acts.append(ana.hand_in("Second"))
    ana.undo()
    ana.save("Third")

    assert names(3) == ["a.txt"]


def test_the_download_holds_them_and_erasing_takes_them(
    ana: Walker, tab: Client
) -> None:
    draft(tab, ("a.txt", b"A"), end="hand-in")
    archive = io.BytesIO()
    write_download(ana.learner, archive, at=TUESDAY)
    with zipfile.ZipFile(archive) as found:
        assert found.read("files/build/1/1-a.txt") == b"A"
    erase_person(person_id=ana.learner.pk, at=TUESDAY, is_asked=False)

    assert not FileContent.objects.exists()
    assert not WorkFile.objects.exists()
