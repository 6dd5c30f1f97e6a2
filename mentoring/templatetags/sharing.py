"""What a page about a learner's own says of who sees it."""

from django import template

from accounts.models import User
from mentoring.queries.sharing import NoteAudience, audiences_of

register = template.Library()


@register.simple_tag
def note_audiences(person: User, note_id: object) -> tuple[NoteAudience, ...]:
    """The learner's cohorts, and which of them see the note; one query. note_id: ""
    on the page of a note that is not stored yet."""
    return audiences_of(person, note_id) if isinstance(note_id, int) else ()
