"""What is written in a note cannot reach out of it: no attribute that acts, no name."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roadmap.markdown import render_private
from tests.progress.on_page import STEP, get
from tests.progress.test_notes import send
from tests.progress.walker import Walker
from tests.roadmap.test_markdown import Reader, problems

HOSTILE = (
    "<b hx-get='/history/1/undo/' hx-trigger='load'>",
    "<a data-hx-post='/notes/' href='x'>",
    "<p id=page>",
    "<p id='note' hx-preserve>",
    "[a](x){: #page hx-post=/x }",
    "<input name=key form=x>",
    "<form data-queue=x action=/x>",
    "<template data-note>",
    "<section data-say>",
    "[a](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</pre></section></main>",
    "![x](y)",
    '<svg><use href="#x">',
)
ACTS = ("hx-", "data-", "on", "id", "name", "class", "style", "form")
pieces = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=6)


def acting(html: str) -> list[str]:
    return [
        f"{tag} {name}"
        for tag, attributes in Reader(html).found
        for name in attributes
        if name.startswith(ACTS)
    ]


@settings(max_examples=300)
@example([*HOSTILE])
@given(pieces)
def test_nothing_in_a_note_acts_or_has_a_name(parts: list[str]) -> None:
    html = render_private("\n".join(parts))

    assert acting(html) == []
    assert list(problems(html)) == []


def test_control_what_acts_is_seen() -> None:
    for text in HOSTILE[:4]:
        assert acting(f"{text}") != [] or text.startswith("[")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([*HOSTILE])
@given(pieces)
def test_pages_hold_a_hostile_note_as_text(
    ana: Walker, tab: Client, parts: list[str]
) -> None:
    ana.learner.notes.all().delete()
    text = "\n".join(["x", *parts])
    plain = send(tab, "x", preview="1").content.decode()
    preview = send(tab, text, preview="1").content.decode()
    send(tab, text)
    pages = [get(tab, f"{STEP}start/"), get(tab, "/notes/")]

    assert preview.count("<form") == plain.count("<form")
    for page in (preview, *(one.content.decode() for one in pages)):
        for element in ("<script>", "<img", "<b hx-get", "<template data-note"):
            assert element not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_both_texts_of_a_conflict_are_text(ana: Walker, tab: Client, text: str) -> None:
    send(tab, f"stored {text}")
    page = send(tab, f"sent {text}").content.decode()

    assert text not in page or "<" not in text
