"""Who belongs to a cohort, who mentors it, who waits, and how others come in."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from accounts.models import Cohort, Membership, WaitingPlace
from mentoring.queries.invited import OpenInvite, open_invites

PER_PAGE = 40
MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class MembersPage:
    """waiting: the first of those who wait, waiting_count: all of them."""

    page: Page[Membership]
    waiting: tuple[WaitingPlace, ...]
    waiting_count: int
    invites: list[OpenInvite]
    invite_count: int

    @property
    def count(self) -> int:
        return self.page.paginator.count


def members_page(cohort: Cohort, *, number: str | None, at: datetime) -> MembersPage:
    """Learners by name, forty a page; six queries at most, however many there are."""
    rows = Membership.objects.active().learners().filter(cohort=cohort)
    rows = rows.select_related("person").order_by("person__name", "person__email", "pk")
    waits = WaitingPlace.objects.filter(cohort=cohort).select_related("person")
    waiting = tuple(waits[:MOST_WAITING])
    invites, invite_count = open_invites(cohort, at=at)
    return MembersPage(
        page=Paginator(rows, PER_PAGE).get_page(number),
        waiting=waiting,
        waiting_count=len(waiting) if len(waiting) < MOST_WAITING else waits.count(),
        invites=invites,
        invite_count=invite_count,
    )


def mentors_of(cohort: Cohort) -> list[Membership]:
    """Who mentors it now, by name; one query."""
    rows = Membership.objects.active().mentors().filter(cohort=cohort)
    return list(rows.select_related("person").order_by("person__name", "pk"))
