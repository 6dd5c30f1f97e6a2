"""Who needs the mentor: flags as rows with words, and the rest counted by cause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.engine.triage import Triage, counted, pressing, triage
from mentoring.engine.triage_facts import KINDS, Flag, Kind
from mentoring.queries.facts import CohortBoard, Member
from mentoring.wording import (
    FlagWords,
    cause_name,
    fine_line,
    flag_words,
    more_of,
    plan_is_late,
)

MOST_SHOWN = 7
MOST_OF_ONE_CAUSE = 20


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One flag. act: the one thing to do, act_url: where. is_first: of its person."""

    member: Member
    cohort: str
    slug: str
    cause: Kind
    words: FlagWords
    url: str
    act: str
    act_url: str
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class More:
    """Flags that are not shown: of which cause, in words, and where they are."""

    cause: Kind
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Needs:
    """rows: the most pressing, or all of one cause. late: sentences about plans that
    are late, with where the people are. fine: how many need nobody."""

    rows: tuple[NeedRow, ...]
    more: tuple[More, ...]
    late: tuple[tuple[str, str], ...]
    fine: str
    flagged: int
    size: int
    cause: Kind | None = None


@dataclass(frozen=True, slots=True)
class Triaged:
    """A cohort with its triage now."""

    board: CohortBoard
    triage: Triage

    def held_or_shown(self) -> tuple[Flag, ...]:
        return (*self.triage.flags, *self.triage.held)

    def flag_of(self, pk: int) -> Flag | None:
        """The most pressing flag of a membership, shown or held."""
        mine = [flag for flag in self.held_or_shown() if flag.pk == pk]
        return min(mine, key=pressing, default=None)


def triaged(board: CohortBoard, now: datetime, today: date) -> Triaged:
    return Triaged(board, triage(board.facts, now, today))


def needs_of(
    found: Sequence[Triaged], home: str, cause: Kind | None = None, start: int = 0
) -> Needs:
    """Over these cohorts. home: address of the page, which takes ?cause= and ?from=,
    the place of the first row of one cause. No query."""
    pairs = list(_pairs(found, cause))
    first = start if cause and start < len(pairs) else 0
    shown = pairs[first : first + (MOST_OF_ONE_CAUSE if cause else MOST_SHOWN)]
    end = first + len(shown)
    rest = counted(flag for _one, flag in pairs[end:])
    size = sum(len(one.board.members) for one in found)
    flagged = sum(len(one.triage.flagged) for one in found)
    further = f"&from={end}" if cause else ""
    return Needs(
        rows=tuple(_rows(shown)),
        more=tuple(
            More(kind, more_of(kind, count), f"{home}?cause={kind}{further}#needs")
            for kind, count in rest.items()
        ),
        late=tuple(_late(found)),
        fine=fine_line(flagged, size),
        flagged=flagged,
        size=size,
        cause=cause,
    )


def _pairs(
    found: Sequence[Triaged], cause: Kind | None
) -> Iterable[tuple[Triaged, Flag]]:
    """Flags to be shown, most pressing first; of one cause those held back too."""
    if cause is None:
        pairs = [(one, flag) for one in found for flag in one.triage.flags]
    else:
        pairs = [(one, flag) for one in found for flag in one.held_or_shown()]
        pairs = [pair for pair in pairs if pair[1].cause == cause]
    return sorted(pairs, key=lambda pair: pressing(pair[1]))


def number_asked(text: str) -> int:
    """A place from an address; 0 for nonsense."""
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if is_number else 0


def _rows(pairs: Iterable[tuple[Triaged, Flag]]) -> Iterable[NeedRow]:
    seen: set[int] = set()
    for one, flag in pairs:
        yield need_row(one.board, flag, is_first=flag.pk not in seen)
        seen.add(flag.pk)


def need_row(board: CohortBoard, flag: Flag, *, is_first: bool = True) -> NeedRow:
    slug = board.cohort.slug
    url = reverse("cohort_learner", args=[slug, flag.pk])
    act, act_url = _act(slug, flag)
    return NeedRow(
        member=board.members[flag.pk],
        cohort=board.cohort.name,
        slug=slug,
        cause=flag.cause,
        words=flag_words(board, flag),
        url=url,
        act=act,
        act_url=act_url,
        is_first=is_first,
    )


def _act(slug: str, flag: Flag) -> tuple[str, str]:
    """What is to be done, and where."""
    words = f"{reverse('cohort_words', args=[slug])}?to={flag.pk}"
    if flag.cause == "review":
        return _("Review"), reverse("review", args=[flag.numbers["pk"]])
    if flag.cause == "question":
        place = f"#question-{flag.numbers['pk']}"
        return _("Answer"), f"{reverse('mentor_questions')}{place}"
    if flag.cause == "stuck":
        return _("Comment"), f"{words}&kind=comment&step={flag.step}"
    return _("Send a reminder"), f"{words}&kind=nudge"


def _late(found: Iterable[Triaged]) -> Iterable[tuple[str, str]]:
    for one in found:
        if one.triage.is_plan_late:
            held = counted(one.triage.held)
            home = reverse("cohort", args=[one.board.cohort.slug])
            first = next(iter(held))
            text = plan_is_late(held, len(one.board.members))
            yield text, f"{home}?cause={first}#grid"


def cause_asked(text: str) -> Kind | None:
    """A cause from an address."""
    return next((kind for kind in KINDS if kind == text), None)


def causes() -> list[tuple[Kind, str]]:
    """For the filter: every cause with its words."""
    return [(kind, cause_name(kind)) for kind in KINDS]
