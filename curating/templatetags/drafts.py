"""Plans and dry runs of drafts in words."""

from django import template

from curating.engine.edit_plan import Entry
from curating.queries.drafts import DraftPage, steps_touched
from curating.queries.versions import VersionPage
from curating.wording import fate_words, why_words

register = template.Library()


@register.filter
def becomes(page: DraftPage, entry: Entry) -> str:
    """What becomes of a step, in a few words."""
    return fate_words(entry, page.titles)


@register.filter
def because(page: DraftPage, entry: Entry) -> list[str]:
    """What a proposal rests on."""
    return [why_words(why, page.titles) for why in entry.whys]


@register.filter
def touched(page: DraftPage, name: str) -> list[tuple[str, int]]:
    """(title, learners) of the steps of one part of the dry run."""
    return list(steps_touched(page, name))


@register.filter
def resource_title(page: VersionPage, key: str) -> str:
    """What a version calls a resource."""
    return page.titles.get(key, key)
