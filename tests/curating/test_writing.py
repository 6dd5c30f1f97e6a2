"""Whatever stands in it, a written list is read with the same titles and ticks."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from curating.lists.addresses import canonical_of
from curating.lists.reading import read_list
from curating.lists.source import LONE_HALVES, NOT_TEXT, TURNS_TEXT
from curating.lists.types import ListReading
from curating.lists.writing import Line, Part, Sheet, write
from tests.tries import TIMES

T = TypeVar("T")
PAGE = "https://waymark.example/roadmaps/way/steps/a/"
NASTY = (
    *(
        "[x] done",
        "- [x] a",
        "a | b |",
        "| a |",
        "# a #",
        "**a**",
        "`a",
        "``` b",
        "_a_",
    ),
    *("]( b", "[a](b)", "<li>a</li>", "<!-- a", "&amp; &copy;", "a\\", "https://a.b/c"),
    *("www.a.de", "1. a", "a) b", "✅ a", "a ✅", ":x: a", "⬜", "> a", "---", "a\nb"),
    *("\u202eabc\u202c", "\u2066a", "😀🏽 e\u0301", "\u2028a", "a\u0000b", "[^1]: a"),
    *(
        "^1",
        "title: a",
        "===",
        "~~~",
        "[a]: https://b.c",
        "• [x] a",
        "\ufeffa",
        "a\u200bb",
    ),
)
ADDRESSES = (
    *(PAGE, "https://a.example/b?c=1&copy=2", "https://a.example/b_(c)"),
    *("https://a.example/a b<c>", "https://a.example/*b*", "https://a.example/\\b"),
)
texts = (
    st.sampled_from(NASTY)
    | st.text(max_size=30)
    | st.lists(st.sampled_from(NASTY), max_size=3).map(" ".join)
)


def lines(below: st.SearchStrategy[tuple[Line, ...]]) -> st.SearchStrategy[Line]:
    return st.builds(
        Line,
        title=texts.filter(lambda text: bool(kept(text))),
        address=st.sampled_from(ADDRESSES),
        ticked=st.sampled_from((True, False, None)),
        after=texts.map(lambda text: f"({text})"),
        more=several(texts.map(lambda text: f"Needs {text}.")),
        below=below,
    )


def several(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=3).map(tuple)


NO_LINES: st.SearchStrategy[tuple[Line, ...]] = st.just(())
sheets = st.builds(
    Sheet,
    title=texts,
    about=several(texts),
    known_by=st.just(("Way, version 3", "https://waymark.example/roadmaps/way/")),
    parts=several(
        st.builds(Part, title=texts, lines=several(lines(several(lines(NO_LINES)))))
    ),
)


def kept(text: str) -> str:
    """What a list may hold of a text, on one line."""
    for pattern in (NOT_TEXT, TURNS_TEXT, LONE_HALVES):
        text = pattern.sub("", text)
    return " ".join(text.split())


def said(entries: Iterable[Line]) -> Iterator[tuple[str, str, bool | None]]:
    for line in entries:
        yield kept(line.title), canonical_of(line.address), line.ticked
        yield from said(line.below)


def read(reading: ListReading) -> Iterator[tuple[str, str, bool | None]]:
    for item in reading.items:
        if item.kind == "item":
            (link,) = (reading.links[number] for number in item.links)
            yield link.title, link.canonical, item.ticked


@settings(max_examples=150 * TIMES, deadline=None)
@given(sheets)
@example(Sheet(title="---", about=("title: a", "---"), parts=()))
def test_a_written_list_is_read_with_its_titles_addresses_and_ticks(
    sheet: Sheet,
) -> None:
    found = read_list(write(sheet), kind="markdown")

    assert list(read(found)) == list(said(e for p in sheet.parts for e in p.lines))
    assert not [item for item in found.items if item.ticked and item.kind != "item"]


@pytest.mark.parametrize("nasty", NASTY)
def test_a_heading_or_a_paragraph_ticks_nothing(nasty: str) -> None:
    line = Line(title="Bread", address=PAGE)
    sheet = Sheet(
        title=nasty, about=(nasty,), parts=(Part(title=nasty, lines=(line,)),)
    )

    found = read_list(write(sheet), kind="markdown")

    assert [item.ticked for item in found.items if item.ticked is not None] == [False]


def test_it_is_markdown_as_people_write_it() -> None:
    below = Line(
        title="The [book]", address="https://a.example/b", after="pages 1 to 9"
    )
    bread = Line(
        title="Bread & butter",
        address=PAGE,
        ticked=True,
        after="(known already)",
        more=("Needs flour.",),
        below=(below,),
    )
    club = Line(title="A club", address=PAGE, ticked=None)
    sheet = Sheet(
        title="Food",
        about=("1. How to eat",),
        known_by=("Food, version 2", "https://waymark.example/roadmaps/food/"),
        parts=(Part(title="First", lines=(bread, club)),),
    )

    assert write(sheet) == (
        "# Food\n\n[Food, version 2](<https://waymark.example/roadmaps/food/>)\n\n"
        "1\\. How to eat\n\n## First\n\n"
        f"- [x] [Bread &amp; butter](<{PAGE}>) (known already)\n"
        "  Needs flour.\n"
        "  - [ ] [The \\[book\\]](<https://a.example/b>) pages 1 to 9\n"
        f"- [A club](<{PAGE}>)\n"
    )
