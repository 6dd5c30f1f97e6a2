"""docs/roadmap-format.md: its example is right, and it leaves no field or code out."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import roadmap.document as document_package
from roadmap.document import Document, dump, parse, validate, words

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "roadmap-format.md").read_text(encoding="utf-8")


def example() -> str:
    found = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_has_ten_steps_and_nothing_to_complain_of() -> None:
    document = parse(example())
    assert len(document.roadmap.steps) == 10
    assert validate(document) == []


def test_the_example_comes_back() -> None:
    document = parse(example())
    assert parse(dump(document)) == document


def test_every_field_is_on_the_page() -> None:
    kinds = [
        kind
        for kind in vars(document_package).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__name__ != "Problem"
    ]
    assert Document in kinds
    names = {each.name for kind in kinds for each in fields(kind)}
    assert {name for name in names if f"`{name}`" not in PAGE} == set()


@pytest.mark.parametrize(
    "known",
    [
        words.STEP_KINDS,
        words.REQUIREMENTS,
        words.RHYTHMS[1:],
        words.STRENGTHS,
        words.RESOURCE_KINDS,
        words.LEVELS[1:],
        words.COSTS[1:],
        words.UNITS[1:],
        words.STATUSES[1:],
        words.PART_KINDS,
        words.RELATION_KINDS,
    ],
)
def test_every_word_is_on_the_page(known: tuple[str, ...]) -> None:
    assert [word for word in known if f"`{word}`" not in PAGE] == []


def test_every_code_is_on_the_page_and_no_other() -> None:
    package = Path(document_package.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    codes = set(re.findall(r'\.(?:error|warning)\(\s*"([a-z-]+)"', text))
    twice = ("aim", "track", "stage", "step", "option", "resource")
    codes |= {"unreadable", *(f"{what}-twice" for what in twice)}
    rows = PAGE.split("## What the check says")[1].splitlines()
    cells = [row.split("|")[2] for row in rows if row.startswith("| ")]
    assert set(re.findall(r"`([a-z-]+)`", "".join(cells))) == codes
