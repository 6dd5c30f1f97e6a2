"""{% ready %}: a part of a template that is rendered once and kept.

    {% load pieces %}{% ready title=step.title url=step.url %}
    ... {% fresh %}{% csrf_token %}{% endfresh %} ... {% endready %}

Inside, the named values are all there is: no request, no person, no token; to ask for
one raises OutOfSight. So what is kept can only depend on the language and on these
values, and is the same for everybody who has them. Values are words, numbers, switches,
days or None, and sets, tuples and frozen dataclasses of such: whatever is equal looks
equal. What stands between fresh and endfresh is not kept: it is rendered each time, and
sees what can be seen around the piece, not what it names.
"""

import secrets
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.translation import get_language

register = template.Library()

MOST_KEPT = 2000
# What a piece must not hang on; others than these are just not there.
PERSONAL = ("csrf_token", "messages", "page", "page_url", "perms", "request", "user")
# Where something fresh goes; nobody who writes texts can know it.
GAP = f"<!--{secrets.token_hex(16)}-->"


class OutOfSight(Exception):
    """A ready piece asks for what it does not name."""


class Hidden:
    """Stands for something personal; whoever looks at it gets OutOfSight."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getitem__(self, key: object) -> object:
        raise OutOfSight(f"{self.name} cannot be seen in a ready piece: name its value")

    def __str__(self) -> str:
        return str(self[0])

    def __bool__(self) -> bool:
        return bool(self[0])


NOT_NAMED = {name: Hidden(name) for name in PERSONAL}


class ReadyNode(template.Node):
    """Its contents by language and values, each with its type: what is safe HTML and
    what is not may be the same text. Kept are the texts between the gaps, and what
    goes into these."""

    def __init__(
        self, nodelist: NodeList, expressions: dict[str, FilterExpression]
    ) -> None:
        self.nodelist = nodelist
        self.expressions = tuple(expressions.items())
        self.kept: dict[object, tuple[list[str], list[NodeList]]] = {}

    def render(self, context: Context) -> str:
        values = {name: one.resolve(context) for name, one in self.expressions}
        if gaps_of(context) is not None:  # the piece around this one keeps it
            return self.nodelist.render(context.new({**NOT_NAMED, **values}))
        key = (get_language(), *[(type(one), one) for one in values.values()])
        found = self.kept.get(key)
        if found is None:
            found = self._rendered(context, values)
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = found
        texts, gaps = found
        if not gaps:
            return texts[0]
        parts = [texts[0]]
        for gap, text in zip(gaps, texts[1:], strict=True):
            parts += [gap.render(context), text]
        return "".join(parts)

    def _rendered(
        self, context: Context, values: dict[str, Any]
    ) -> tuple[list[str], list[NodeList]]:
        for name, value in values.items():
            if not is_plain(value):
                raise TypeError(f"{name} of a ready piece is not a plain value")
        gaps: list[NodeList] = []
        inner = context.new({**NOT_NAMED, **values})
        inner.gaps = gaps  # type: ignore[attr-defined]
        texts = self.nodelist.render(inner).split(GAP)
        if len(texts) != len(gaps) + 1:
            raise OutOfSight("something in a ready piece has changed its fresh parts")
        return texts, gaps


class FreshNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        gaps = gaps_of(context)
        if gaps is None:
            return self.nodelist.render(context)
        gaps.append(self.nodelist)
        return GAP


def gaps_of(context: Context) -> list[NodeList] | None:
    """What goes into the gaps of the piece that is just made; None outside of one."""
    found: list[NodeList] | None = getattr(context, "gaps", None)
    return found


def is_plain(value: object) -> bool:
    """Whether what value holds can never change. A row of the database is not: it is
    equal to an older reading of it."""
    if isinstance(value, tuple | frozenset):
        return all(map(is_plain, value))
    if is_dataclass(value) and not isinstance(value, type):
        is_frozen = value.__dataclass_params__.frozen  # type: ignore[attr-defined]
        return is_frozen and all(
            is_plain(getattr(value, field.name)) for field in fields(value)
        )
    return value is None or isinstance(value, str | int | date | Fraction)


@register.tag
def ready(parser: Parser, token: Token) -> ReadyNode:
    bits = token.split_contents()[1:]
    expressions = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"ready takes name=value, not {bits[0]}")
    nodelist = parser.parse(("endready",))
    parser.delete_first_token()
    return ReadyNode(nodelist, expressions)


@register.tag
def fresh(parser: Parser, token: Token) -> FreshNode:
    nodelist = parser.parse(("endfresh",))
    parser.delete_first_token()
    return FreshNode(nodelist)
