"""What is no list is refused in words, with its line; what was typed comes back."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curating.models import ListImport
from tests.curating.list_world import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_catalogue")]

BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.md", b"", "There is nothing to read"),
    "spaces": ("a.md", b" \n \n", "There is nothing to read"),
    "nul": ("a.md", b"# A\n\nb\x00", "Line 3 has a character that is not text"),
    "latin 1": ("a.md", b"# A\n\xe9t\xe9", "Line 2 is not text in UTF-8"),
    "half utf-16": ("a.md", b"\xff\xfea", "not text in UTF-8"),
    "bidi": ("a.md", "# A\n\u202eB".encode(), "Line 2 has characters that turn"),
    "control": ("a.md", b"# A\n\x07", "Line 2 has a character that is not text"),
    "a long line": ("a.md", b"# A\n" + b"x" * 100_001, "Line 2 has 100001 characters"),
    "many lines": ("a.md", b"a\n" * 50_001, "has 50001 lines"),
    "deep json": ("a.json", b"[" * 200 + b"]" * 200, "nested deeper"),
    "broken json": ("a.json", b'[{"title": }]', "Line 1 is not JSON"),
    "a name twice": ("a.json", b'[{"title":"a",\n"title":"b"}]', "title twice"),
    "nan": ("a.json", b'[{"title":"a","hours":NaN}]', "Line 1 is not JSON"),
    "infinity": ("a.json", b'[{"title":"a","hours":Infinity}]', "Line 1 is not JSON"),
    "digits": ("a.json", b'[{"title":"a","hours":' + b"9" * 5_000 + b"}]", "number"),
    "a quote": ("a.csv", b'title,url\n"open,https://a.example\n', "quotation mark"),
    "many columns": ("a.csv", b"a," * 300 + b"\n" + b"b," * 300, "columns"),
    "own format, broken": (
        "a.json",
        json.dumps({"format": "waymark-roadmap/1", "roadmap": 3}).encode(),
        "This has to be an object",
    ),
    "too large": ("a.md", b"a " * 600_000, "larger than 1"),
    "a zip": ("a.zip", b"PK\x03\x04\x00\x00", "not text"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_words(curator: Client, name: str) -> None:
    file, data, words = BAD[name]
    answered = send(curator, file=SimpleUploadedFile(file, data))

    assert answered.status_code == 422
    assert words in errors_of(answered)
    assert not ListImport.objects.exists()


FIELDS: dict[str, dict[str, Any]] = {
    "nothing at all": {},
    "a long title": {"text": "1. Read", "title": "x" * 161},
    "no such roadmap": {"text": "1. Read", "roadmap": "nowhere"},
    "both": {"text": "1. Read", "file": SimpleUploadedFile("a.md", b"1. Read")},
    "nul in the title": {"text": "1. Read", "title": "a\x00b"},
}


@pytest.mark.parametrize("name", FIELDS)
def test_bad_fields_are_refused_and_the_text_comes_back(
    curator: Client, name: str
) -> None:
    answered = send(curator, **FIELDS[name])

    assert answered.status_code == 422
    assert FIELDS[name].get("text", "") in answered.content.decode()
    assert not ListImport.objects.exists()


def test_pasted_text_comes_back_with_the_line(curator: Client) -> None:
    answered = send(curator, text="# Bread\n\n\u202eturned")

    assert "Line 3 has characters" in errors_of(answered)
    assert "# Bread" in answered.content.decode()


def errors_of(answered: Any) -> str:
    return str(answered.context["form"].errors)
