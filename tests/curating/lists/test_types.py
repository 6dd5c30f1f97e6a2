"""The values that pages stand on."""

import string

import pytest

from curating.lists.refusals import SENTENCES, ListRefused
from tests.curating.lists.example import READING


def test_questions_are_the_readings_that_ask() -> None:
    assert [one.words for one in READING.questions()] == ["after Flour"]


def test_a_place_in_the_text_has_a_line() -> None:
    assert READING.items[2].line_at(7) == 4


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_names_its_line(code: str) -> None:
    names = {
        name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name
    }
    refused = ListRefused(7, code, **dict.fromkeys(names - {"line"}, 1))

    assert refused.values["line"] == 7
    assert "{" not in str(refused)
