"""Sentences that a mentor keeps."""

from accounts.models import User
from mentoring.models import Phrase


def phrase_of(mentor: User, pk: int | None) -> str:
    """The mentor's own sentence with this number; "" for another. One query, none
    without a number."""
    if pk is None:
        return ""
    found = Phrase.objects.filter(mentor=mentor, pk=pk).first()
    return found.body if found else ""


def phrases_of(mentor: User) -> list[Phrase]:
    """The mentor's own sentences; one query."""
    return list(Phrase.objects.filter(mentor=mentor))
