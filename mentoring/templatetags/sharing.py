"""What a page about a learner's own says of who sees it."""

from django import template

from accounts.models import User
from mentoring.queries.sharing import NoteAudience, audiences_of

register = template.Library()


@register.simple_tag
def note_audiences(person: User, note_id: int | None) -> tuple[NoteAudience, ...]:
    """The learner's cohorts, and which of them see the note; one query."""
    return audiences_of(person, note_id)
