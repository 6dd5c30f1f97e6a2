"""Reading a document: what is accepted, what is refused and where it says so."""

import json
from typing import Any

import pytest

from roadmap.document import (
    Condition,
    MemberDoc,
    digest,
    dump,
    lines_of,
    parse,
)
from tests.roadmap.json_documents import changed, refusal, smallest

BIDI = [*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F))]
BIDI += map(chr, range(0x2066, 0x206A))


def test_what_is_left_out_takes_its_default() -> None:
    document = parse(smallest())
    step, book = document.roadmap.steps[0], document.resources[0]
    assert (step.kind, step.requirement, step.minutes_basis) == (
        "study",
        "required",
        "estimate",
    )
    assert (step.when, step.minutes, step.slots, step.was) == (None, None, (), ())
    assert (document.roadmap.language, book.status, book.total_units) == (
        "en",
        "current",
        1,
    )


@pytest.mark.parametrize("name", ["slots", "needs"])
def test_numbers_default_to_the_place_in_the_list(name: str) -> None:
    rows = [{}, {"number": 7}, {}]
    step = parse(changed(f"roadmap.steps.0.{name}", rows)).roadmap.steps[0]
    assert [row.number for row in getattr(step, name)] == [1, 7, 3]


def test_units_are_numbered_and_the_first_link_is_primary() -> None:
    source = changed("resources.0.units", [{"title": "one"}, {"title": "two"}])
    links = [{"url": "https://a.example"}, {"url": "https://b.example"}]
    source["resources"][0]["links"] = links
    book = parse(source).resources[0]
    assert [unit.number for unit in book.units] == [1, 2]
    assert [link.primary for link in book.links] == [True, False]


def test_defaults_are_not_written_into_what_was_given() -> None:
    source = changed("roadmap.steps.0.slots", [{}])
    parse(source)
    assert source["roadmap"]["steps"][0]["slots"] == [{}]


def test_text_bytes_and_values_read_the_same() -> None:
    text = json.dumps(smallest())
    assert parse(text) == parse(text.encode()) == parse(smallest())
    assert parse(b"\xef\xbb\xbf" + text.encode()) == parse(text)


def test_members_are_steps_or_resources() -> None:
    members = [
        {"step": "b"},
        {"step": "c", "option": "d"},
        {"resource": "book", "scope": [0, 4]},
    ]
    step = parse(changed("roadmap.steps.0.needs", [{"members": members}])).roadmap
    assert step.steps[0].needs[0].members == (
        MemberDoc(step="b"),
        MemberDoc(step="c", option="d"),
        MemberDoc(resource="book", scope=(0, 4)),
    )


def test_conditions() -> None:
    clauses = {"tracks": ["x"], "not_tracks": ["y"], "aims": ["z"], "steps": ["a"]}
    step = parse(changed("roadmap.steps.0.joins_when", clauses)).roadmap.steps[0]
    assert step.joins_when == Condition(
        tracks=("x",), not_tracks=("y",), aims=("z",), steps=("a",)
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", "waymark-roadmap/2"),
        ("format", None),
        ("extra", 1),
        ("roadmap", []),
        ("roadmap", None),
        ("resources", {}),
        ("roadmap.steps", {"0": {}}),
        ("roadmap.steps", [None]),
        ("roadmap.titel", "Way"),
        ("roadmap.title", ""),
        ("roadmap.title", "  "),
        ("roadmap.title", 7),
        ("roadmap.title", "two\nlines"),
        ("roadmap.title", "x" * 161),
        ("roadmap.summary", None),
        ("roadmap.slug", "Upper"),
        ("roadmap.slug", "with space"),
        ("roadmap.slug", "-edge"),
        ("roadmap.slug", ""),
        ("roadmap.slug", "é"),
        ("roadmap.slug", "x" * 101),
        ("roadmap.source", {"year": 1399}),
        ("roadmap.source", {"year": True}),
        ("roadmap.steps.0.kind", "studdy"),
        ("roadmap.steps.0.kind", None),
        ("roadmap.steps.0.kind", ["study"]),
        ("roadmap.steps.0.minutes", 0),
        ("roadmap.steps.0.minutes", -5),
        ("roadmap.steps.0.minutes", 1.0),
        ("roadmap.steps.0.minutes", "5"),
        ("roadmap.steps.0.minutes", True),
        ("roadmap.steps.0.minutes", float("nan")),
        ("roadmap.steps.0.minutes", float("inf")),
        ("roadmap.steps.0.minutes", 10**30),
        ("roadmap.steps.0.goal", 1),
        ("roadmap.steps.0.goal", "yes"),
        ("roadmap.steps.0.can_do", "one"),
        ("roadmap.steps.0.can_do", [""]),
        ("roadmap.steps.0.when", []),
        ("roadmap.steps.0.when", {"track": ["x"]}),
        ("roadmap.steps.0.when", {"tracks": "x"}),
        ("roadmap.steps.0.needs", [{"members": [{}]}]),
        ("roadmap.steps.0.needs", [{"members": ["b"]}]),
        ("roadmap.steps.0.needs", [{"members": [{"step": "b", "resource": "c"}]}]),
        ("roadmap.steps.0.needs", [{"members": [{"step": None}]}]),
        ("roadmap.steps.0.needs", [{"members": [{"step": "b", "scope": [0, 1]}]}]),
        ("roadmap.steps.0.needs", [{"members": [{"resource": "b", "option": "c"}]}]),
        ("roadmap.steps.0.needs", [{"k": 0}]),
        ("roadmap.steps.0.slots", [{"uses": [{"role": "primary"}]}]),
        ("roadmap.steps.0.slots", [{"uses": [{"resource": "b", "scope": [1]}]}]),
        ("roadmap.steps.0.slots", [{"uses": [{"resource": "b", "scope": [-1, 2]}]}]),
        ("roadmap.steps.0.slots", [{"uses": [{"resource": "b", "scope": "0-4"}]}]),
        ("roadmap.steps.0.slots", [{"number": 0}]),
        ("roadmap.steps.0.rubric", [{"levels": []}]),
        ("resources.0.kind", "film"),
        ("resources.0.total", 0),
        ("resources.0.links", [{}]),
        ("resources.0.links", [{"url": ""}]),
        ("resources.0.relations", [{"kind": "covers"}]),
        ("resources.0.reviews", [{"title": "Good"}]),
        ("resources.0.units", [{"parts": [{"title": "x", "kind": "film"}]}]),
    ],
)
def test_what_does_not_fit_is_refused_where_it_is(path: str, value: Any) -> None:
    error = refusal(changed(path, value))
    assert error.where.startswith(path.replace(".0", "[0]"))
    assert error.sentence.endswith((".", "?"))


@pytest.mark.parametrize("name", ["slug", "title"])
def test_a_field_that_is_missing_is_named(name: str) -> None:
    source = smallest()
    del source["roadmap"][name]
    error = refusal(source)
    assert (error.where, f'"{name}"' in error.sentence) == ("roadmap", True)


def test_a_misspelt_field_gets_a_hint() -> None:
    error = refusal(changed("roadmap.steps.0.recuirement", "required"))
    assert 'Did you mean "requirement"?' in error.sentence


@pytest.mark.parametrize("sign", [*"\x00\x07\x1b\x7f\x85\ud800\udfff\uffff", *BIDI])
def test_unseen_control_characters_are_refused(sign: str) -> None:
    error = refusal(json.dumps(changed("roadmap.description", f"ab{sign}c")))
    assert error.where == "roadmap.description"
    assert f"U+{ord(sign):04X}" in error.sentence


def test_tabs_line_ends_and_every_language_are_welcome() -> None:
    text = "a\tb\r\nс нуля 深度学习 می‌خواهم 👩‍🔬"
    document = parse(json.dumps(changed("roadmap.description", text)))
    assert document.roadmap.description == text


def test_too_many_steps_are_refused() -> None:
    step = smallest()["roadmap"]["steps"][0]
    assert refusal(changed("roadmap.steps", [step] * 20_001)).where == "roadmap.steps"


def test_digest_is_of_the_bytes() -> None:
    expected = "edd3a863872a04239eb29ad4bc12fc892b3d4ae57cc7e786a3697816f8e141c2"
    assert digest("é\n") == expected


def test_lines_of_problems() -> None:
    text = dump(parse(smallest()))
    lines = lines_of(text, ["roadmap.steps[0].title", "roadmap", "", "nowhere"])
    rows = text.splitlines()
    assert '"title": "A"' in rows[lines["roadmap.steps[0].title"] - 1]
    assert rows[lines["roadmap"] - 1] == ' "roadmap": {'
    assert lines[""] == 1
    assert "nowhere" not in lines
