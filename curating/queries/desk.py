"""The link desk: what waits for a decision, in order, with what could be done."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Subquery

from curating.models import DeskCount, Fix, Reach
from curating.queries.problems import (
    GROUPS,
    Problem,
    health_of,
    link_problems,
    reach_by_resource,
    snoozes,
    stock_problems,
    troubled,
)
from curating.queries.stock import stock_at
from curating.queries.told import Told, told_side
from roadmap.models import CatalogueState, CheckRun, Link, LinkHealth

PAGE_SIZE = 30  # as many rows as sixty kilobytes hold
SHOWN = ("todo", *GROUPS, "works", "snoozed")
ORDERS = ("broken", "learners", "oldest")
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see."""

    show: str = "todo"
    order: str = "broken"
    text: str = ""
    page: str = "1"


@dataclass(frozen=True, slots=True)
class Facts:
    """Of the whole catalogue. links, works: how many. checked: the newest check; run:
    the newest round of checks."""

    revision: int
    links: int
    works: int
    checked: datetime | None
    run_started: datetime | None
    run_ended: datetime | None
    run_asked: int
    run_done: int
    down_since: datetime | None

    @property
    def is_running(self) -> bool:
        return self.run_started is not None and self.run_ended is None


@dataclass(frozen=True, slots=True)
class Desk:
    """rows: of the page that is shown; of links that work the links themselves. counts:
    by what can be shown. lately: what was done in thirty days, the newest first."""

    asked: Asked
    facts: Facts
    counts: dict[str, int]
    broken: int
    in_the_way: int
    page: Page[Problem] | Page[Link]
    lately: tuple[Fix, ...]
    told: Told | None
    counted_at: datetime | None

    def draft_of(self, problem: Problem) -> Fix | None:
        """What was done about it in a draft, which is not published yet."""
        for fix in self.lately:
            if fix.problem == problem.ref and fix.drafts and not fix.undone_at:
                return fix
        return None


def facts() -> Facts:
    """One query."""
    runs = CheckRun.objects.order_by("-started_at", "-pk")
    names = ("started_at", "ended_at", "asked", "done", "line_down_since")
    newest = LinkHealth.objects.order_by("-checked_at").values("checked_at")[:1]
    in_use = Link.objects.filter(
        resource__is_retired=False, resource__merged_into__isnull=True
    )
    found = (
        CatalogueState.objects.filter(pk=1)
        .annotate(
            links=_counted(in_use),
            works=_counted(in_use.filter(works())),
            checked=Subquery(newest),
            **{f"run_{name}": Subquery(runs.values(name)[:1]) for name in names},
        )
        .values()
        .first()
    )
    row: dict[str, Any] = dict(found or {"revision": 0})
    return Facts(
        revision=row["revision"],
        links=row.get("links") or 0,
        works=row.get("works") or 0,
        checked=row.get("checked"),
        run_started=row.get("run_started_at"),
        run_ended=row.get("run_ended_at"),
        run_asked=row.get("run_asked") or 0,
        run_done=row.get("run_done") or 0,
        down_since=row.get("run_line_down_since"),
    )


def _counted(rows: QuerySet[Link]) -> Subquery:
    """How many, as a subquery that groups by nothing."""
    counted = rows.order_by().annotate(all=Count("pk")).values("all")
    counted.query.group_by = None
    return Subquery(counted)


def works() -> Q:
    return Q(health__verdict="works")


def problems_at(now: datetime, revision: int) -> tuple[list[Problem], datetime | None]:
    """All problems there are, and when reach was counted; three queries."""
    stock = stock_at(revision)
    found = [*link_problems(stock, troubled()), *stock_problems(stock)]
    reach, asleep = reach_by_resource(), snoozes(now)
    counted = max((row.counted_at for row in reach.values()), default=None)
    return [_completed(one, reach, asleep) for one in found], counted


def _completed(
    one: Problem, reach: Mapping[int, Reach], asleep: Mapping[str, datetime]
) -> Problem:
    is_opened = one.link is None or one.link.is_primary
    row = reach.get(one.resource_id) if is_opened else None
    return replace(
        one, learners=row.learners if row else 0, snoozed=asleep.get(one.ref)
    )


def due_count(problems: Iterable[Problem]) -> int:
    """How many somebody should decide now."""
    return sum(one.is_due for one in problems)


def todo_count() -> int:
    """The same as it was counted last; one query."""
    return DeskCount.objects.values_list("todo", flat=True).first() or 0


def desk(asked: Asked, now: datetime) -> Desk:
    """The page; seven queries, eight for links that work."""
    known = facts()
    problems, counted = problems_at(now, known.revision)
    awake = [one for one in problems if one.snoozed is None]
    counts = dict(Counter(one.group for one in awake))
    counts["todo"] = due_count(problems)
    counts["snoozed"] = len(problems) - len(awake)
    counts["works"] = known.works
    broken = [one for one in awake if one.group == "broken"]
    return Desk(
        asked=asked,
        facts=known,
        counts=counts,
        broken=len(broken),
        in_the_way=sum(one.learners for one in broken),
        page=_page(asked, problems),
        lately=tuple(done_lately(now)),
        told=None if asked.show == "works" else told_side(),
        counted_at=counted,
    )


def _page(asked: Asked, problems: list[Problem]) -> Page[Problem] | Page[Link]:
    if asked.show == "works":
        return Paginator(links_that_work(asked.text), PAGE_SIZE).get_page(asked.page)
    wanted = filter(SHOWS.get(asked.show) or _in_group(asked.show), problems)
    shown = [one for one in wanted if _fits(one, asked.text)]
    shown.sort(key=SORTS[asked.order])
    return Paginator(shown, PAGE_SIZE).get_page(asked.page)


SHOWS: dict[str, Callable[[Problem], bool]] = {
    "todo": lambda one: one.is_due,
    "snoozed": lambda one: one.snoozed is not None,
}
SORTS: dict[str, Callable[[Problem], tuple[object, ...]]] = {
    "broken": lambda one: (GROUPS.index(one.group), -one.learners, one.since, one.ref),
    "learners": lambda one: (-one.learners, one.since, one.ref),
    "oldest": lambda one: (one.since, -one.learners, one.ref),
}


def _in_group(name: str) -> Callable[[Problem], bool]:
    return lambda one: one.group == name and one.snoozed is None


def _fits(one: Problem, text: str) -> bool:
    wanted = text.casefold()
    words = [one.resource.title, one.resource.authors, one.link.url if one.link else ""]
    return any(wanted in word.casefold() for word in words)


def links_that_work(text: str) -> QuerySet[Link]:
    rows = Link.objects.filter(works(), resource__is_retired=False)
    if text:
        rows = rows.filter(Q(resource__title__icontains=text) | Q(url__icontains=text))
    return rows.select_related("resource", "health").order_by("resource__title", "pk")


def done_lately(now: datetime, most: int = 40) -> Iterable[Fix]:
    """What was done and can still be undone, or was undone; one query."""
    rows = Fix.objects.filter(applied_at__gt=now - LATELY)
    return rows.select_related("resource", "by")[:most]


def is_checked_now(row: Link, known: Facts) -> bool:
    """Whether a round that is under way will still come to this link."""
    health = health_of(row)
    if not known.is_running or known.run_started is None:
        return False
    return health is None or health.checked_at < known.run_started
