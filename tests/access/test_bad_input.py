"""Anything in any field of any form, and in any query: never an error of ours.

The forms are those that the pages show, so a new one is tried here from the start. A
refused form says so and still holds what was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.access.asking import Writes, asked, body_of
from tests.access.cast import World
from tests.access.crawl import Shown, shown_to_people
from tests.access.forms import TYPED, Field, Form, forms_of, says_so
from tests.access.routes import Route
from tests.access.rules import PERSONAS
from tests.access.table import WRITES_ON_READING
from tests.access.test_access import LISTED, RULES, each, shared_world, world
from tests.access.values import own_address
from tests.odd import HALVES, words
from tests.tries import tries

__all__ = ["shared_world", "world"]

Sent = dict[str, list[str]]
TOKEN = "csrfmiddlewaretoken"

some_examples = settings(
    max_examples=tries(5),
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
strings = st.one_of(words, st.sampled_from(HALVES))
contents = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        (b"", b"{", b"[]", b'{"a": 1}', b"key,title\r\na,b\r\n", b"\0" * 9)
    ),
)


def takes(route: Route, place: int) -> bool:
    """Whether anybody gets further than the door; place: of the method in a rule."""
    answers = {RULES[route.key].answers(one).split()[place] for one in PERSONAS}
    return not answers <= {"in", "404", "405"}


TAKE_POST = [route for route in LISTED if takes(route, 1)]
TAKE_GET = [route for route in LISTED if takes(route, 0)]


@pytest.fixture(scope="module")
def shown(shared_world: World) -> Shown:
    return shown_to_people(shared_world, LISTED)


def forms_for(route: Route, shown: Shown, world: World) -> list[tuple[str, Form]]:
    """Those that lead to this route; where no page shows one, an empty one."""
    bare = Form(own_address(world, route), "post")
    return shown.forms.get(route.key) or [("owner", bare), ("administrator", bare)]


def value_of(field: Field) -> st.SearchStrategy[str]:
    """Anything, or one of the answers that the page offers."""
    if not field.choices:
        return strings
    return st.one_of(strings, st.sampled_from(field.choices))


@st.composite
def some_of(draw: st.DrawFn, values: dict[str, st.SearchStrategy[str]]) -> Sent:
    """A few of these names, each with no value, one or two."""
    names = st.sets(st.sampled_from(sorted(values)), min_size=1, max_size=4)
    return {
        name: draw(st.lists(values[name], max_size=2)) for name in sorted(draw(names))
    }


@dataclass
class Tried:
    """What somebody sends with a form; content: of its file, if it takes one."""

    persona: str
    form: Form
    sent: Sent
    content: bytes


@st.composite
def tried(draw: st.DrawFn, forms: list[tuple[str, Form]]) -> Tried:
    """What a browser would send, with some fields odd, doubled or left out."""
    persona, form = draw(st.sampled_from(forms))
    buttons = draw(st.sampled_from(form.buttons)) if form.buttons else ()
    values = {name: value_of(one) for name, one in form.fields.items() if name != TOKEN}
    odd = draw(some_of({**values, "surprise": strings}))
    pressed = {buttons[0]: [buttons[1]]} if buttons else {}
    return Tried(persona, form, {**form.sent(), **pressed, **odd}, draw(contents))


def encoded(sent: Sent) -> str:
    return "&".join(
        f"{quote_any(name)}={quote_any(value)}"
        for name, values in sent.items()
        for value in values
    )


def quote_any(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def post(client: Client, one: Tried) -> HttpResponse:
    form, sent = one.form, one.sent
    files = [name for name, one in form.fields.items() if one.kind == "file"]
    if not files:
        kind = "application/x-www-form-urlencoded"
        return client.post(form.action, encoded(sent), content_type=kind)
    plain = {
        name: [as_read(value) for value in values] for name, values in sent.items()
    }
    file = SimpleUploadedFile("rows.json", one.content)
    return client.post(form.action, {**plain, **dict.fromkeys(files, file)})


@each(TAKE_POST)
def test_any_form_takes_anything(route: Route, world: World, shown: Shown) -> None:
    @some_examples
    @given(tried(forms_for(route, shown, world)))
    def post_and_look(one: Tried) -> None:
        client = world.client(one.persona, raise_request_exception=True)
        response = asked(lambda: post(client, one))

        assert response.status_code < 500
        if response.status_code in {200, 422} and not response.streaming:
            check_refusal(one.form, one.sent, response)
        body_of(response)

    post_and_look()


# Pages that show a form once more without having refused it: with what it would change,
# with the link it made.
SHOWN_AGAIN = {
    "/roadmaps/way/path/",
    "/staff/people/invitations/",
    "/mentoring/autumn/invitations/addresses/",
    "/mentoring/autumn/invitations/link/",
    "/mentoring/autumn/plan/",
}


def check_refusal(form: Form, sent: Sent, response: HttpResponse) -> None:
    """A form that comes back says why, and holds what was typed into it."""
    html = response.content.decode()
    again = [
        one
        for one in forms_of(form.action, html)
        if one.path == form.path and set(one.fields) >= set(form.fields)
    ]
    is_asked = any(one.kind != "hidden" for one in form.fields.values())
    is_preview = "preview" in sent
    is_shown_again = form.path in SHOWN_AGAIN or is_preview or not is_asked
    if response.status_code == 422:
        assert says_so(html)
    has_worked = form.path in SHOWN_AGAIN and not says_so(html)
    if is_tampered(form, sent) or has_worked:
        return
    if again and not is_shown_again:
        assert says_so(html)
    for name, typed in typed_of(form, sent):
        # What stands around it is no word: a table of rows is built anew without.
        back = {text.strip() for one in again for text in held_by(one, name)}
        assert typed.strip() in back, (name, typed)


def is_tampered(form: Form, sent: Sent) -> bool:
    """Whether hidden fields are changed, such as the number of rows of a table."""
    return any(
        one.kind == "hidden" and sent[name] != one.values
        for name, one in form.fields.items()
    )


def held_by(form: Form, name: str) -> list[str]:
    """What stands in this field; of a table, in its column: rows that are empty are
    left out, so a text may stand in another row when it comes back."""
    column = re.sub(r"-\d+-", "-*-", name)
    return [
        text
        for other, field in form.fields.items()
        if re.sub(r"-\d+-", "-*-", other) == column
        for text in field.values
    ]


def typed_of(form: Form, sent: Sent) -> Iterator[tuple[str, str]]:
    """What a person wrote by hand, as the server has read it."""
    for name, field in form.fields.items():
        if field.kind in TYPED and sent.get(name):
            yield name, as_read(sent[name][-1])


def as_read(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@each(TAKE_GET)
def test_any_query_is_answered(route: Route, world: World, shown: Shown) -> None:
    names = [*sorted(shown.queries.get(route.key, ())), "surprise", "next", "page"]
    path = own_address(world, route)
    clients = {
        one: world.client(one, raise_request_exception=True)
        for one in ("owner", "administrator")
    }

    @some_examples
    @given(st.sampled_from(sorted(clients)), some_of(dict.fromkeys(names, strings)))
    def get_and_look(persona: str, query: Sent) -> None:
        address, writes = f"{path}?{encoded(query)}", Writes()
        response = asked(lambda: clients[persona].get(address), writes)

        assert response.status_code < 500
        body_of(response)
        assert writes.tables <= set(WRITES_ON_READING.get(route.key, {}))

    get_and_look()
