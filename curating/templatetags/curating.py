"""What curators' parts need in templates, on their own pages and on learners'."""

from django import template

from curating.engine.drop_off import Opinions
from curating.forms.resources import ReviewForm
from curating.models import Effort, Opinion
from curating.queries.reviews import QUESTIONS

register = template.Library()


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
