"""Private notes, the pure part: verdicts, what holds what, both in one, files."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.engine.notes import (
    NoteText,
    both,
    clean,
    holds,
    notes_as_markdown,
    verdict,
)

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
texts = st.text(alphabet="ab\n", max_size=12)


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        (3, "new", "write"),
        (3, "stored", "same"),
        (1, "stored", "same"),
        (1, "new", "conflict"),
        (9, "new", "conflict"),
        (1, "", "conflict"),
        (3, "", "write"),
        (1, "stored and more", "write"),
        (1, "store", "conflict"),
    ],
)
def test_only_who_knows_the_newest_text_replaces_it(
    known: int, text: str, expected: str
) -> None:
    assert verdict(stored="stored", version=3, known=known, text=text) == expected


def test_an_emptied_note_is_not_filled_again_by_who_does_not_know() -> None:
    assert verdict(stored="", version=3, known=2, text="old") == "conflict"


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("abc", "abc", True),
        ("abXc", "abc", True),
        ("Xabc", "abc", True),
        ("abcX", "abc", True),
        ("aXbXc", "abc", False),
        ("ab", "abc", False),
        ("a", "", True),
        ("", "", True),
        ("aa", "aaa", False),
        ("aaaa", "aaa", True),
    ],
)
def test_a_text_holds_another_with_something_put_in(
    text: str, earlier: str, expected: bool
) -> None:
    assert holds(text, earlier) is expected


@given(texts, texts, texts)
def test_whatever_is_put_in_the_rest_is_held(
    before: str, added: str, after: str
) -> None:
    assert holds(before + added + after, before + after)


@given(texts, texts)
def test_what_is_held_can_be_had_back(text: str, earlier: str) -> None:
    cuts = [
        text[:start] + text[end:]
        for start in range(len(text) + 1)
        for end in range(start, len(text) + 1)
    ]
    assert holds(text, earlier) == (earlier in cuts)


@given(texts, texts)
def test_both_in_one_loses_no_line(stored: str, mine: str) -> None:
    lines = both(stored, mine).split("\n")

    for text in (stored, mine):
        rest = iter(lines)
        assert all(line in rest for line in text.split("\n"))
    assert len(lines) <= len(stored.split("\n")) + len(mine.split("\n"))


def test_what_both_have_in_common_stands_once() -> None:
    assert both("a\nb\nz", "a\nc\nz") == "a\nb\nc\nz"
    assert both("same", "same") == "same"
    assert both("", "mine") == "\nmine"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\0b", "a\ufffdb"),
        ("\ud800 a", "\ufffd a"),
        ("a\udc00", "a\ufffd"),
        ("\N{SNOWMAN} \U0001f9ed", "\N{SNOWMAN} \U0001f9ed"),
        ("  \n x", "  \n x"),
        ("\ufeffx", "\ufeffx"),
    ],
)
def test_odd_signs_are_kept_or_replaced(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(alphabet=st.characters(), max_size=50))
def test_clean_text_is_clean_and_can_be_stored(typed: str) -> None:
    found = clean(typed)

    assert clean(found) == found
    assert "\0" not in found
    found.encode()


def test_each_note_is_a_file_and_its_earlier_texts_another() -> None:
    files = notes_as_markdown(
        [
            NoteText("way", "start", "Start", "One\n", NOON),
            NoteText("way", "build", "Build", "Two", NOON, ((NOON, "Old"),)),
        ]
    )

    assert files["way/start.md"] == "# Start\n\n2026-09-01T12:00+00:00\n\nOne\n\n"
    assert set(files) == {"way/start.md", "way/build.md", "way/build.earlier.md"}
    assert files["way/build.earlier.md"].endswith("\n\nOld\n")


def test_two_notes_of_one_name_are_two_files() -> None:
    notes = [NoteText("way", "start", "Start", body, NOON) for body in "abc"]
    files = notes_as_markdown(notes)

    assert list(files) == ["way/start.md", "way/start-2.md", "way/start-3.md"]
    assert [body for text in files.values() for body in text.split()[-1]] == [*"abc"]
