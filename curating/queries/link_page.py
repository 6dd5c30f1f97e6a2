"""Everything about one link: what was answered, what could be done, what was done."""

from dataclasses import dataclass, replace
from datetime import datetime

from curating.models import Fix, LinkReport
from curating.queries.problems import (
    Problem,
    health_of,
    link_problems,
    links_of,
    snoozes,
)
from curating.queries.stock import Stock
from roadmap.cards import Place
from roadmap.document import ResourceDoc
from roadmap.models import Link, LinkCheck, LinkHealth

MOST_ANSWERS = 60


@dataclass(frozen=True, slots=True)
class LinkPage:
    """problem: None while it works or was not checked. answers: the newest first."""

    link: Link
    resource: ResourceDoc
    health: LinkHealth | None
    problem: Problem | None
    places: tuple[Place, ...]
    answers: tuple[LinkCheck, ...]
    fixes: tuple[Fix, ...]
    reports: tuple[LinkReport, ...]


def link_page(stock: Stock, resource: ResourceDoc, pk: int, now: datetime) -> LinkPage:
    """Five queries."""
    number = stock.shown.ids[resource.key]
    rows = list(links_of(number))
    link = next(row for row in rows if row.pk == pk)
    found = {one.ref: one for one in link_problems(stock, rows)}
    problem = found.get(f"link-{pk}")
    if problem is not None:
        problem = replace(problem, snoozed=snoozes(now).get(problem.ref))
    answers = LinkCheck.objects.filter(link=pk).order_by("-checked_at", "-pk")
    fixes = Fix.objects.filter(resource=number).select_related("by", "resource")
    reports = LinkReport.objects.filter(resource=number, closed_at=None)
    return LinkPage(
        link=link,
        resource=resource,
        health=health_of(link),
        problem=problem,
        places=stock.places(resource.key),
        answers=tuple(answers[:MOST_ANSWERS]),
        fixes=tuple(fixes[:20]),
        reports=tuple(reports.order_by("-reported_at")[:20]),
    )
