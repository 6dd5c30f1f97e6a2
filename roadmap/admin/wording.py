"""Which columns are words: they may be corrected while no draft is open."""

from collections.abc import Mapping

from django.db.models import Model

from roadmap.models import (
    Aim,
    NeedGroup,
    Option,
    Roadmap,
    Stage,
    Step,
    StepResource,
    Track,
)

# The position of a roadmap and whether it is in use are no part of its document.
WORDS: Mapping[type[Model], tuple[str, ...]] = {
    Roadmap: (
        *("title", "summary", "description", "source_title", "source_url"),
        *("source_author", "source_year", "source_licence", "source_note"),
        *("position", "is_retired"),
    ),
    Aim: ("title", "who"),
    Track: ("title", "who"),
    Stage: ("title", "summary"),
    Step: ("title", "summary", "requirement_reason", "prepare", "can_do", "rubric"),
    Option: ("title", "summary"),
    StepResource: ("label", "note"),
    NeedGroup: ("reason",),
}


def words_of(model: type[Model]) -> tuple[str, ...]:
    """Columns of model that are words; none where only structure is stored."""
    return WORDS.get(model, ())
