"""Choices as they read in a form."""

from typing import Any

from django.db.models import TextChoices
from django.utils.text import capfirst


def capitalised(choices: type[TextChoices]) -> list[tuple[str, Any]]:
    """(value, label) of each choice, the label beginning a line of its own."""
    return [(value, capfirst(label)) for value, label in choices.choices]
