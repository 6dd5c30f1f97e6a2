"""What {% ready %} keeps, and what it may depend on."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.safestring import SafeString
from django.utils.translation import override

from accounts.models import User
from config import pieces


def template(text: str) -> Template:
    return Template("{% load i18n pieces %}" + text)


def render(found: Template, **values: object) -> str:
    return found.render(Context(values))


def test_a_piece_is_rendered_once_for_each_value() -> None:
    found = template("{% ready name=name %}{{ name }}{% now 'u' %}{% endready %}")

    first, other = render(found, name="a"), render(found, name="b")

    assert render(found, name="a") == first
    assert first.startswith("a")
    assert other.startswith("b")


def test_a_piece_sees_nothing_but_what_it_names() -> None:
    found = template("{% ready name=name %}{{ name }}{{ secret }}{% endready %}")

    assert render(found, name="a", secret="hers") == "a"


@pytest.mark.parametrize(
    "asks",
    [
        "{% csrf_token %}",
        "{{ request }}",
        "{{ user.email }}",
        "{% if user %}{% endif %}",
    ],
)
def test_a_piece_refuses_to_show_what_is_personal(asks: str) -> None:
    context = RequestContext(RequestFactory().get("/"))
    context["user"] = User(email="her@example.org")

    template(asks).render(context)
    with pytest.raises(pieces.OutOfSight):
        template("{% ready %}" + asks + "{% endready %}").render(context)


class TestFresh:
    whole = (
        "{% ready name=name %}<{{ name }}>{% fresh %}{{ now }}{{ name }}{% endfresh %}"
        "|{% ready %}{% fresh %}{{ now }}{% endfresh %}{% endready %}{% endready %}"
    )

    def test_what_is_fresh_is_rendered_each_time(self) -> None:
        found = template(self.whole)

        seen = [render(found, name="a", now=now) for now in (1, 2)]

        assert seen == ["<a>1a|1", "<a>2a|2"]

    def test_what_is_fresh_sees_what_is_around_the_piece(self) -> None:
        found = template(
            "{% ready name=title %}{{ name }}{% fresh %}{{ name }}{% endfresh %}"
            "{% endready %}"
        )

        assert render(found, title="a", name="b") == "ab"

    def test_each_reader_has_a_token_of_their_own(self) -> None:
        found = template(
            "{% ready %}{% fresh %}{% csrf_token %}{% endfresh %}{% endready %}"
        )

        seen = {found.render(RequestContext(RequestFactory().get("/"))) for _ in "12"}

        assert len(seen) == 2
        assert all("csrfmiddlewaretoken" in one for one in seen)

    def test_outside_of_a_piece_it_is_just_rendered(self) -> None:
        assert render(template("{% fresh %}{{ now }}{% endfresh %}"), now=1) == "1"

    def test_it_may_not_be_changed_on_its_way(self) -> None:
        found = template(
            "{% ready %}{% filter upper %}{% fresh %}a{% endfresh %}{% endfilter %}"
            "{% endready %}"
        )

        with pytest.raises(pieces.OutOfSight):
            render(found)


def test_a_piece_is_kept_for_each_language() -> None:
    found = template(
        "{% ready %}{% get_current_language as now %}{{ now }}{% endready %}"
    )

    seen = []
    for code in ("en", "de", "en"):
        with override(code):
            seen.append(render(found))

    assert seen == ["en", "de", "en"]


@pytest.mark.parametrize("first", [SafeString("<b>"), "<b>"])
def test_safe_html_and_the_same_text_are_two_values(first: str) -> None:
    found = template("{% ready name=name %}{{ name }}{% endready %}")

    render(found, name=first)

    assert render(found, name="<b>") == "&lt;b&gt;"
    assert render(found, name=SafeString("<b>")) == "<b>"
    assert render(found, name=1) == "1"
    assert render(found, name=True) == "True"


@dataclass(frozen=True)
class Fixed:
    inside: object


@dataclass(eq=False)
class Loose:
    inside: str


@pytest.mark.parametrize("value", ["a", 1, None, date(2026, 1, 2), ("a", (1, None))])
def test_a_piece_may_hang_on_plain_values_and_what_is_made_of_them(
    value: object,
) -> None:
    whole = template("{{ one.inside }}")
    kept = template("{% ready one=one %}{{ one.inside }}{% endready %}")

    assert render(kept, one=Fixed(value)) == render(whole, one=Fixed(value)) != ""


@pytest.mark.parametrize(
    "value", [object(), Loose("a"), Fixed(Loose("a")), Fixed((1, User())), Fixed(User)]
)
def test_a_piece_cannot_hang_on_what_may_change(value: object) -> None:
    with pytest.raises(TypeError):
        render(template("{% ready one=one %}{% endready %}"), one=value)


def test_a_piece_takes_names_and_values_alone() -> None:
    with pytest.raises(TemplateSyntaxError):
        template("{% ready name %}{% endready %}")


def test_what_is_kept_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MOST_KEPT", 3)
    found = template("{% ready number=number %}{{ number }}{% endready %}")
    node = next(iter(found.nodelist.get_nodes_by_type(pieces.ReadyNode)))

    shown = [render(found, number=number) for number in range(10)]

    assert shown == [str(number) for number in range(10)]
    assert len(node.kept) <= 3
