"""What the study's forms and texts need in templates."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from progress import changed_words
from progress.queries import habits
from progress.queries.guided_words import GuidedLine, guided_lines
from progress.queries.study import Journey
from progress.words import host_of
from roadmap import words
from roadmap.markdown import render, render_private

register = template.Library()


@register.simple_tag
def form_key() -> str:
    """A new random key for one form: the same form sent twice has one effect."""
    return secrets.token_urlsafe(12)


@register.simple_tag
def rhythms() -> tuple[tuple[int, str], ...]:
    """What a habit's rhythm may be, with its words."""
    return habits.rhythms()


@register.simple_tag
def guided(journey: Journey, step: str = "") -> tuple[GuidedLine, ...]:
    """What mentors laid over the path; a query only where they did."""
    return guided_lines(journey, step)


@register.filter
def host(url: str) -> str:
    return host_of(url)


@register.filter
def duration(minutes: int) -> str:
    return words.duration(minutes)


@register.filter
def to_the_minute(minutes: int) -> str:
    return words.to_the_minute(minutes)


@register.filter
def markdown(source: str) -> SafeString:
    return render(source)


@register.filter
def private_markdown(source: str) -> SafeString:
    """The same for one person's own text, of which nothing is kept."""
    return render_private(source)


@register.filter
def changed_sentence(kept: Mapping[str, Any]) -> str:
    """What a new version changed for somebody, in one sentence."""
    return changed_words.changed_sentence(kept)
