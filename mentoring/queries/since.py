"""What changed in a cohort since one mentor last looked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from mentoring.models import CohortEvent, CohortVerb, Visit
from mentoring.queries.facts import CohortBoard, Member
from mentoring.since_words import KINDS

# A look within this time after another is the same visit.
SAME_VISIT = timedelta(minutes=30)
MOST_NAMES = 5
MOST_EVENTS = 300
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One sort of change. at: the newest of them. names: with addresses; more: how
    many others."""

    icon: str
    text: str
    at: datetime
    names: Names
    more: int


@dataclass(frozen=True, slots=True)
class SinceLast:
    """looked_at: the last visit; None: never before, then there is nothing to say."""

    looked_at: datetime | None
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Thing:
    kind: str
    at: datetime
    pk: int


def since_last(board: CohortBoard, mentor_id: int, now: datetime) -> SinceLast:
    """Newest causes first; two statements, one before the first visit."""
    visit = Visit.objects.filter(mentor=mentor_id, cohort=board.cohort).first()
    if visit is None:
        return SinceLast(None)
    since = seen_until(visit, now)
    if since is None:
        return SinceLast(None)
    things = [*_studied(board, since), *_came(board, since)]
    things += _logged(board, mentor_id, since)
    kinds: dict[str, list[_Thing]] = {}
    for one in sorted(things, key=lambda one: (one.at, one.pk), reverse=True):
        kinds.setdefault(one.kind, []).append(one)
    changes = (_changed(board, kind, found) for kind, found in kinds.items())
    return SinceLast(since, tuple(changes))


def seen_until(visit: Visit, now: datetime) -> datetime | None:
    """What the visit before this one had seen: a visit lasts for half an hour."""
    return visit.before if now - visit.looked_at < SAME_VISIT else visit.looked_at


def _studied(board: CohortBoard, since: datetime) -> Iterator[_Thing]:
    """Steps done on the day of the last look or later: cells know the day alone."""
    first = timezone.localdate(since)
    for learner in board.facts.learners:
        for cell in learner.cells.values():
            if cell.status == "done" and cell.since and cell.since >= first:
                at = max(since, datetime.combine(cell.since, time(12), UTC))
                yield _Thing("done", at, learner.pk)


def _came(board: CohortBoard, since: datetime) -> Iterator[_Thing]:
    for learner in board.facts.learners:
        for kind, found in (
            ("handed_in", learner.versions),
            ("asked", learner.questions),
        ):
            yield from (
                _Thing(kind, one.since, learner.pk)
                for one in found
                if one.since > since
            )


SAID: Mapping[str, str] = {
    CohortVerb.JOINED: "joined",
    CohortVerb.WAITED: "waits",
    CohortVerb.LEFT: "left",
    CohortVerb.ENDED: "left",
    CohortVerb.EXPLAINED: "explained",
    CohortVerb.ACCEPTED: "accepted",
    CohortVerb.WROTE: "wrote",
    CohortVerb.GUIDED: "guided",
}


def _logged(board: CohortBoard, mentor_id: int, since: datetime) -> Iterator[_Thing]:
    """What others noted in the log; one statement."""
    rows = CohortEvent.objects.filter(
        cohort=board.cohort, happened_at__gt=since, verb__in=SAID
    ).exclude(actor=mentor_id)
    names = ("verb", "actor_id", "person_id", "happened_at")
    for verb, actor, person, at in rows.order_by("-id").values_list(*names)[
        :MOST_EVENTS
    ]:
        kind = (
            "answered" if verb == CohortVerb.WROTE and actor == person else SAID[verb]
        )
        yield _Thing(kind, at, board.by_person.get(person or actor, 0))


def _changed(board: CohortBoard, kind: str, found: Iterable[_Thing]) -> Changed:
    things = list(found)
    members = {
        one.pk: board.members[one.pk] for one in things if one.pk in board.members
    }
    icon, words = KINDS[kind]
    shown = list(members.values())[:MOST_NAMES]
    return Changed(
        icon=icon,
        text=words(len(things), len(members)),
        at=things[0].at,
        names=tuple(_named(board, one) for one in shown),
        more=len(members) - len(shown),
    )


def _named(board: CohortBoard, member: Member) -> tuple[str, str]:
    url = reverse("cohort_learner", args=[board.cohort.slug, member.pk])
    return member.name, url
