"""What curators' parts need in templates, on their own pages and on learners'."""

from typing import Any

from django import template

from accounts.models import User
from curating.engine.drop_off import Opinions
from curating.forms.resources import ReviewForm
from curating.models import Effort, Opinion
from curating.queries import told as queries
from curating.queries.reviews import QUESTIONS

register = template.Library()


@register.inclusion_tag("curating/_own_words.html", takes_context=True)
def own_words(context: template.Context, key: str) -> dict[str, Any]:
    """What whoever looks has said of the resource and what became of it; one query for
    people signed in, none for guests."""
    person = context["request"].user
    if not isinstance(person, User):
        return {"words": ()}
    return {"words": queries.own_words(person, key)}


@register.filter
def by_question(said: Opinions) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each question in words with its answers in words and how many gave them."""
    choices = {"useful": Opinion, "clear": Opinion, "effort": Effort}
    return [
        (
            str(ReviewForm.base_fields[name].label),
            [
                (str(label), said.counts.get(name, {}).get(value, 0))
                for value, label in choices[name].choices
            ],
        )
        for name in QUESTIONS
    ]


@register.filter
def stretch(scope: tuple[int, int]) -> str:
    """Half-open units as people count them: 1-4, or 3."""
    start, end = scope
    return str(end) if end == start + 1 else f"{start + 1}-{end}"
