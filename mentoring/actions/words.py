"""What mentors write to learners, and what learners answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.actions.log import note
from mentoring.actions.news import Telling, tell
from mentoring.actions.once import stored_key
from mentoring.models import CohortVerb, NewsKind, Phrase, Word, WordKind
from mentoring.queries.recipients import reminders_today
from progress.actions.change import local_date
from progress.actions.rows import lock

MOST_PHRASES = 50


class TooManyPhrases(Exception):
    """A mentor keeps as many as there may be."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says. knew_of: memberships of whom the mentor has seen that another
    one sent them a reminder today."""

    kind: WordKind
    body: str
    step_id: int | None = None
    knew_of: frozenset[int] = frozenset()


class RemindedToday(Exception):
    """Others sent reminders to some of them today; nothing was sent. by: names of
    those mentors by membership."""

    def __init__(self, by: dict[int, str]) -> None:
        super().__init__("reminded today")
        self.by = by


@dataclass(frozen=True, slots=True)
class Sent:
    """How many got it, and the names of those who want no reminders."""

    count: int
    muted: tuple[str, ...] = field(default=())


@transaction.atomic
def send_words(
    cohort: Cohort,
    memberships: Sequence[int],
    said: Said,
    *,
    by: User,
    key: str,
    at: datetime,
) -> Sent:
    """One text to these learners of the cohort, as far as they are still in it; once
    per form. Reminders go to nobody who wants none. Raises RemindedToday."""
    seats = list(
        Membership.objects.select_for_update(no_key=True, of=("self",))
        .filter(cohort=cohort, pk__in=memberships, role=CohortRole.LEARNER)
        .filter(ended_at=None)
        .select_related("person")
        .order_by("pk")
    )
    text = [said.kind, said.body, said.step_id, sorted(memberships)]
    stored = stored_key(key, ["words", cohort.pk, *text])
    repeated = Word.objects.filter(author=by, key=stored).count()
    if repeated:
        return Sent(repeated)
    muted = [seat for seat in seats if said.kind == WordKind.NUDGE and seat.muted_at]
    wanted = [seat for seat in seats if seat not in muted]
    if said.kind == WordKind.NUDGE:
        _check_today(wanted, said.knew_of, by, at)
    _write(cohort, wanted, said, by, stored, at)
    return Sent(len(wanted), tuple(str(seat.person) for seat in muted))


def _check_today(
    seats: Iterable[Membership], knew_of: frozenset[int], by: User, at: datetime
) -> None:
    today = reminders_today([seat for seat in seats if seat.pk not in knew_of], by, at)
    if today:
        raise RemindedToday(today)


def _write(
    cohort: Cohort,
    seats: Sequence[Membership],
    said: Said,
    by: User,
    stored: str,
    at: datetime,
) -> None:
    if not seats:
        return
    rows = [_word(seat, said, by, stored, at) for seat in seats]
    Word.objects.bulk_create(rows)
    telling = Telling(
        NewsKind.WORD,
        key=stored,
        path=reverse("words", args=[cohort.slug]),
        about=said.body,
        who_id=by.pk,
        cohort_id=cohort.pk,
    )
    tell([seat.person_id for seat in seats], telling, at=at)
    person = seats[0].person if len(seats) == 1 else None
    note(cohort, CohortVerb.WROTE, by=by, at=at, person=person, count=len(seats))


def _word(seat: Membership, said: Said, by: User, stored: str, at: datetime) -> Word:
    return Word(
        cohort_id=seat.cohort_id,
        learner=seat.person,
        author=by,
        kind=said.kind,
        step_id=said.step_id,
        body=said.body,
        key=stored,
        sent_at=at,
        local_date=local_date(seat.person, at),
    )


@transaction.atomic
def answer_word(
    *, seat: Membership, word: Word, body: str, key: str, at: datetime
) -> Word:
    """The learner's answer to what a mentor wrote; that mentor is told, and all of the
    cohort where they mentor it no more. The same form twice is one answer."""
    stored = stored_key(key, ["answer", word.pk, body])
    found = Word.objects.filter(author=seat.person, key=stored).first()
    if found is not None:
        return found
    said = Said(WordKind.COMMENT, body, word.step_id)
    row = _word(seat, said, seat.person, stored, at)
    row.answers = word
    row.save()
    _tell_mentors(seat, word, row)
    note(seat.cohort, CohortVerb.WROTE, by=seat.person, at=at, person=seat.person)
    return row


def _tell_mentors(seat: Membership, word: Word, answer: Word) -> None:
    mentors = Membership.objects.filter(
        cohort=seat.cohort_id, role=CohortRole.MENTOR, ended_at=None
    )
    ids = list(mentors.values_list("person_id", flat=True))
    telling = Telling(
        NewsKind.REPLIED,
        key=f"word-{answer.pk}",
        path=reverse("cohort_learner", args=[seat.cohort.slug, seat.pk]) + "#words",
        about=answer.body,
        who_id=seat.person_id,
        cohort_id=seat.cohort_id,
    )
    whom = [word.author_id] if word.author_id in ids else ids
    tell(whom, telling, at=answer.sent_at)


@transaction.atomic
def keep_phrase(*, mentor: User, body: str, at: datetime) -> Phrase:
    """Keep a sentence for later, once. Raises TooManyPhrases."""
    lock(mentor)
    mine = Phrase.objects.filter(mentor=mentor)
    found = mine.filter(body=body).first()
    if found is not None:
        return found
    if mine.count() >= MOST_PHRASES:
        raise TooManyPhrases
    return Phrase.objects.create(mentor=mentor, body=body, created_at=at)


def drop_phrase(*, phrase: Phrase) -> None:
    """Keep it no longer; what was written with it stays."""
    phrase.delete()
