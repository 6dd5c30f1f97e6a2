"""Shapes of lists: items, headings, ticks, links, tables, charts, JSON."""

import json

import pytest

from curating.lists.csv_lists import looks_like_csv
from curating.lists.json_values import Node, read_json
from curating.lists.reading import read_list
from curating.lists.refusals import ListRefused
from curating.lists.types import Item, NeedValue
from tests.curating.lists.generated import generated


def items(source: str, kind: str = "markdown") -> list[Item]:
    return list(read_list(source, kind=kind).items)


def outline(source: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, " ".join(one.text.split())) for one in items(source)]


OUTLINES = (
    ("# A #\n##B\n#no heading", [("heading", 1, "A"), ("heading", 2, "B")]),
    ("A\n===\n\nB\n---\n", [("heading", 1, "A"), ("heading", 2, "B")]),
    ("**A:**\n\ntext", [("heading", 7, "A"), ("paragraph", 1, "text")]),
    ("**A:**\ntext", [("paragraph", 1, "A: text")]),
    ("- a\n\t- b\n\t\t- c", [("item", 1, "a"), ("item", 2, "b"), ("item", 3, "c")]),
    ("- a\n - b", [("item", 1, "a"), ("item", 1, "b")]),
    ("1. a\n  - b\n2) c", [("item", 1, "a"), ("item", 2, "b"), ("item", 1, "c")]),
    ("- a\n  b\n\n  c", [("item", 1, "a b"), ("paragraph", 1, "c")]),
    ("* a\n***\n* b", [("item", 1, "a"), ("item", 1, "b")]),
    ("> - a\n> - b", [("item", 1, "a"), ("item", 1, "b")]),
    ("\u2022 a\n\u2022 b", [("item", 1, "a"), ("item", 1, "b")]),
    ("a\n1986. b", [("paragraph", 1, "a 1986. b")]),
    ("```\n- a\n```\n- b", [("item", 1, "b")]),
    ("~~~\n# a\n~~~", []),
    ("<!--\n- a\n-->\n- b", [("item", 1, "b")]),
    ("---\ntitle: x\n---\n- a", [("item", 1, "a")]),
    ("| a | b |\n|---|---|\n| c | d |", [("row", 1, "c | d")]),
    ("| a | b |\n| c \\| d |", [("row", 1, "a | b"), ("row", 1, "c | d")]),
    ("a | b\n-|-\nc | d\n\ne", [("row", 1, "c | d"), ("paragraph", 1, "e")]),
    ("<ul><li>a<ul><li>b</li></ul></li></ul>", [("item", 1, "a"), ("item", 2, "b")]),
    ("<h2>A</h2>\n<p>b</p>", [("heading", 2, "A"), ("paragraph", 1, "b")]),
)


@pytest.mark.parametrize(("source", "wanted"), OUTLINES)
def test_outlines(source: str, wanted: list[tuple[str, int, str]]) -> None:
    found = outline(source)

    assert found[: len(wanted)] == wanted
    assert len(found) - len(wanted) <= ("no heading" in source)


@pytest.mark.parametrize(
    ("mark", "ticked"),
    [
        ("- [x] a", True),
        ("- [X] a", True),
        ("- [ ] a", False),
        ("-[x] a", True),
        ("1. [x] a", True),
        ("- \u2705 a", True),
        ("- a \u2705", True),
        ("- a :white_check_mark:", True),
        ("- \u2b1c a", False),
        ("- :x: a", False),
        ("- a", None),
        ("- [a](http://a.org)", None),
    ],
)
def test_ticks(mark: str, ticked: bool | None) -> None:
    (item,) = items(mark)

    assert (item.text, item.ticked) == ("a", ticked)


LINKS = (
    ("[a](http://a.org)", "http://a.org", "a"),
    ("[a](http://a.org 'title')", "http://a.org", "a"),
    ("[a](http://a.org/b_(c))", "http://a.org/b_(c)", "a"),
    ("[a]((http://a.org/b), c", "http://a.org/b", "a"),
    ("[a](http://a.org/b c)", "http://a.org/b%20c", "a"),
    ("[a]( http://a.org )", "http://a.org", "a"),
    ("[a](<http://a.org>)", "http://a.org", "a"),
    ("[a](www.a.org)", "https://www.a.org", "a"),
    ("[a](https//a.org)", "https://a.org", "a"),
    ("[a](a.org/b)", "https://a.org/b", "a"),
    ("[*a* `b`](http://a.org)", "http://a.org", "a b"),
    ("[[a] b](http://a.org)", "http://a.org", "[a] b"),
    ("<http://a.org>", "http://a.org", ""),
    ("http://a.org.", "http://a.org", ""),
    ("(http://a.org)", "http://a.org", ""),
    ("**http://a.org**", "http://a.org", ""),
    ("Flour (http://a.org)", "http://a.org", "Flour"),
    ("the first book: http://a.org", "http://a.org", "the first book"),
    ("<a href=http://a.org>a</a>", "http://a.org", "a"),
    ("<a class='x' href=\"http://a.org?b&amp;c\">a", "http://a.org?b&c", "a"),
    ("[a][b]\n\n[B]: http://a.org", "http://a.org", "a"),
    ("[a][]\n\n[a]: http://a.org", "http://a.org", "a"),
    ("[a]\n\n[a]: <http://a.org> 'b'", "http://a.org", "a"),
    ("[a\nb](http://a.org)", "http://a.org", "a b"),
)


@pytest.mark.parametrize(("source", "address", "title"), LINKS)
def test_links(source: str, address: str, title: str) -> None:
    (link,) = read_list(source, kind="markdown").links

    assert (link.address, link.title) == (address, title)


def test_a_link_knows_its_place() -> None:
    link = read_list("# a\n\n- b c [d](http://d.org)").links[0]

    assert (link.line, link.column, link.headings) == (3, 7, ("a",))


@pytest.mark.parametrize(
    ("line", "needs"),
    [
        ("A --> B", {("b", "a", "required")}),
        ("A[One] ==> B(Two)", {("two", "one", "required")}),
        ("A-->B-->C", {("b", "a", "required"), ("c", "b", "required")}),
        ("A & B --> C", {("c", "a", "required"), ("c", "b", "required")}),
        ("A -- first --> B", {("b", "a", "required")}),
        ('A["a; b"] --> B', {("b", "a-b", "required")}),
        ("A -.-> B", {("b", "a", "recommended")}),
        ("A -->|optional| B", {("b", "a", "recommended")}),
        ("A --- B", {("b", "a", "alongside")}),
        ("A:::x --> B:::y", {("b", "a", "required")}),
    ],
)
def test_arrows(line: str, needs: set[tuple[str, str, str]]) -> None:
    reading = read_list(f"```mermaid\nflowchart LR\n{line}\n```\n")
    found = {
        (one.step, member.step, one.value.strength)
        for one in reading.readings
        if isinstance(one.value, NeedValue)
        for member in one.value.members
    }

    assert found == needs
    assert {one.words for one in reading.readings} == {line}


@pytest.mark.parametrize(
    ("text", "is_csv"),
    [
        ("title,url\na,b", True),
        ("Course;Effort;Link\na;b;c", True),
        ("Dear all, hello\nthis, too", False),
        ("# Title, url\na,b", False),
        ("title\na", False),
    ],
)
def test_what_looks_like_a_table(text: str, is_csv: bool) -> None:
    assert looks_like_csv(tuple(text.split("\n"))) is is_csv


def plain(node: Node) -> object:
    if isinstance(node.value, list):
        return [plain(one) for one in node.value]
    if isinstance(node.value, dict):
        return {name: plain(one) for name, one in node.value.items()}
    return json.loads(str(node.value)) if node.is_number else node.value


def test_json_is_read_as_by_the_standard_library() -> None:
    for number in range(400):
        text, kind = generated(number)
        if kind != "json":
            continue
        try:
            found = plain(read_json(text))
        except ListRefused as refused:
            if refused.code == "bad_json":
                with pytest.raises(json.JSONDecodeError):
                    json.loads(text)
        else:
            assert found == json.loads(text)
