"""Any document comes back from its text, and any text is read or refused."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap.document import Document, DocumentError, digest, dump, parse, validate
from tests.roadmap.document_strategies import documents

slow = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def outcome(source: Any) -> Document | DocumentError:
    """What comes of it; any other exception fails the test."""
    try:
        return parse(source)
    except DocumentError as error:
        return error


@slow
@given(documents)
def test_a_document_comes_back_from_its_text(document: Document) -> None:
    text = dump(document)
    assert parse(text) == document
    assert parse(text.encode()) == document


@slow
@given(documents)
def test_canonical_text_comes_back_byte_for_byte(document: Document) -> None:
    text = dump(document)
    again = dump(parse(text))
    assert again == text
    assert digest(again) == digest(text)


@slow
@given(documents)
def test_canonical_text_is_sorted_json(document: Document) -> None:
    text = dump(document)
    values = json.loads(text)
    assert (
        text == json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    )


@slow
@given(documents)
def test_any_order_of_names_and_any_space_reads_the_same(document: Document) -> None:
    values = json.loads(dump(document))

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(value[name]) for name in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    assert parse(json.dumps(turned(values), separators=(",", ":"))) == document


@slow
@given(documents, st.data())
def test_a_broken_text_is_read_or_refused_with_a_line(
    document: Document, data: st.DataObject
) -> None:
    text = dump(document)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put = data.draw(
        st.sampled_from(
            ["", "{", "]", ",", '"', "\\", "null", "-1", "NaN", "\x00", "{}"]
        )
        | st.text(max_size=5)
    )
    broken = text[:start] + put + text[end:]
    found = outcome(broken)
    if isinstance(found, DocumentError):
        assert found.line is not None
        assert 1 <= found.line <= broken.count("\n") + 1


@slow
@given(st.binary(max_size=300) | st.text(max_size=300))
def test_any_bytes_and_any_text_are_read_or_refused(source: bytes | str) -> None:
    found = outcome(source)
    assert isinstance(found, Document) or str(found)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@slow
@given(documents, values, st.data())
def test_any_value_in_any_place_is_read_or_refused(
    document: Document, value: Any, data: st.DataObject
) -> None:
    whole = json.loads(dump(document))
    here: Any = whole
    while True:
        places = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not places:
            break
        place = data.draw(st.sampled_from(places))
        inside = here[place]
        if (
            not isinstance(inside, dict | list)
            or not inside
            or data.draw(st.booleans())
        ):
            here[place] = value
            break
        here = inside
    found = outcome(whole)
    assert isinstance(found, Document) or found.line is None


@slow
@given(documents)
def test_whatever_can_be_read_can_be_judged(document: Document) -> None:
    problems = validate(document)
    assert problems == validate(document)
    levels = [problem.level for problem in problems]
    assert levels == sorted(levels)
    for problem in problems:
        assert problem.message.endswith(".")
        assert problem.code != "unreadable"
