"""Words of what a reading list asks, in templates."""

from collections.abc import Mapping

from django import template

from curating.drafting.comparing import Change
from curating.drafting.types import Asked, Left
from curating.queries.list_draft import ListDraft
from curating.queries.list_page import ListPage
from curating.wording_changes import change_words, use_words
from curating.wording_lists import answer_words, question_words, reason_words
from roadmap.document import StepDoc, UseDoc
from roadmap.models.steps import Requirement, StepKind

register = template.Library()


@register.simple_tag
def question(page: ListPage, asked: Asked) -> str:
    return question_words(page, asked)


@register.simple_tag
def answers(page: ListPage, asked: Asked) -> list[tuple[str, str, bool]]:
    """Each answer: value, words, whether it was given."""
    given = page.found.given.get(asked.key)
    values = [one.value for one in asked.answers]
    if given and given not in values:
        values.append(given)
    return [(one, answer_words(page, asked, one), one == given) for one in values]


@register.simple_tag
def is_open(page: ListPage, asked: Asked) -> bool:
    return asked.key not in page.found.given


@register.filter
def reason(left: Left) -> str:
    return reason_words(left)


@register.filter
def kind_words(step: StepDoc) -> str:
    return str(dict(StepKind.choices)[step.kind])


@register.filter
def requirement_words(step: StepDoc) -> str:
    return str(dict(Requirement.choices)[step.requirement])


@register.filter
def uses(step: StepDoc) -> list[UseDoc]:
    return [use for slot in step.slots for use in slot.uses]


@register.simple_tag
def use_in(page: ListPage, use: UseDoc) -> tuple[str, bool]:
    """A resource of a step: its title, and whether the catalogue has it."""
    found = page.resources.get(use.resource)
    return (found.title if found else use.resource), use.resource in page.found.named


@register.simple_tag
def titled(page: ListPage, key: str) -> str:
    return page.titles.get(key, key)


@register.simple_tag
def change_in(draft: ListDraft, change: Change) -> dict[str, str]:
    return change_words(draft, change)


@register.simple_tag
def use_said(draft: ListDraft, use: UseDoc) -> str:
    return use_words(draft, use)


@register.filter
def under(values: Mapping[str, str], key: str) -> str | None:
    """The value of that name, None where there is none."""
    return values.get(key)
