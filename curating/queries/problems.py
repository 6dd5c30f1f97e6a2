"""What is wrong in the catalogue, for how many, and what could be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Q, QuerySet

from curating.engine.likeness import Twins
from curating.engine.proposals import (
    Holder,
    LinkState,
    Proposal,
    group_of,
    proposals,
)
from curating.models import Reach, Snooze
from curating.queries.stock import Stock
from roadmap.cards import Place
from roadmap.document import ResourceDoc
from roadmap.models import Link, LinkHealth
from roadmap.urls_canonical import canonical_url

GROUPS = ("broken", "moved", "duplicates", "newer", "slow", "unclear")
FAR = date(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to decide. ref: how forms name it. health: of the link, if it is one's.
    first: what is suggested; others: what else could be done. learners: who come to it
    in the coming weeks. snoozed: until when nobody wants to see it."""

    ref: str
    group: str
    resource: ResourceDoc
    resource_id: int
    first: Proposal
    others: tuple[Proposal, ...] = ()
    link: Link | None = None
    health: LinkHealth | None = None
    learners: int = 0
    places: tuple[Place, ...] = ()
    snoozed: datetime | None = None

    @property
    def is_due(self) -> bool:
        """Whether somebody should decide now."""
        if self.snoozed is not None:
            return False
        watched = self.first.kind == "watch"
        return self.group in ("broken", "slow") or not watched

    @property
    def since(self) -> date:
        return self.health.since.date() if self.health else FAR

    def find(self, kind: str, mark: str) -> Proposal | None:
        """The proposal that a form names, if it is still what it was."""
        for one in (self.first, *self.others):
            if one.kind == kind and mark_of(one) == mark:
                return one
        return None


def mark_of(one: Proposal) -> str:
    """By which a form knows that what it saw is what would be done."""
    other = one.other.key if one.other else ""
    said = "\n".join((one.kind, one.old, one.new, other, str(one.link)))
    return sha256(said.encode()).hexdigest()[:10]


def link_problems(stock: Stock, rows: Iterable[Link]) -> list[Problem]:
    """Of these links with their health; rows: all links of each resource."""
    by_resource: dict[int, list[Link]] = {}
    for row in rows:
        by_resource.setdefault(row.resource_id, []).append(row)
    return [
        problem
        for pk, links in by_resource.items()
        if stock.shown.keys.get(pk) in stock.shown.resources
        for problem in _of_resource(stock, pk, links)
    ]


def _of_resource(stock: Stock, pk: int, links: list[Link]) -> list[Problem]:
    resource = stock.shown.resources[stock.shown.keys[pk]]
    states = {row.pk: state_of(row) for row in links}
    found = []
    for row in links:
        group = group_of(states[row.pk].verdict)
        if group in ("", "works") or resource.status == "gone":
            continue
        holder = _holder(stock, resource, tuple(states.values()), states[row.pk])
        first, *others = proposals(states[row.pk], holder)
        found.append(
            Problem(
                ref=f"link-{row.pk}",
                group=group,
                resource=resource,
                resource_id=pk,
                first=first,
                others=tuple(others),
                link=row,
                health=health_of(row),
                places=stock.places(resource.key) if row.is_primary else (),
            )
        )
    return found


def health_of(row: Link) -> LinkHealth | None:
    """What was found out about the address that the link has now."""
    found: LinkHealth | None = getattr(row, "health", None)
    return found if found is not None and found.url == row.url else None


def state_of(row: Link) -> LinkState:
    health = health_of(row)
    if health is None:
        return LinkState(row.pk, row.url, row.kind, row.is_primary)
    return LinkState(
        id=row.pk,
        url=row.url,
        kind=row.kind,
        is_primary=row.is_primary,
        verdict=health.verdict,
        target=health.target if len(health.target) <= 500 else "",
        page_title=health.title,
        archive_url=health.archive_url if len(health.archive_url) <= 500 else "",
        archive_on=health.archive_at.date() if health.archive_at else None,
    )


def _holder(
    stock: Stock,
    resource: ResourceDoc,
    states: tuple[LinkState, ...],
    link: LinkState,
) -> Holder:
    owner = stock.owners.get(_canonical(link.target), "") if link.target else ""
    is_other = owner in stock.shown.resources and owner != resource.key
    return Holder(
        title=resource.title,
        links=states,
        needs_account=resource.needs_account,
        newer=stock.newer.get(resource.key),
        instead=stock.instead.get(resource.key),
        owner=stock.named(owner) if is_other else None,
    )


def _canonical(url: str) -> str:
    try:
        return canonical_url(url)
    except ValueError:
        return ""


def stock_problems(stock: Stock) -> list[Problem]:
    """Resources that look like one, and those that a newer one replaced; no query."""
    pairs = [_of_twins(stock, pair) for pair in stock.twins]
    return [*pairs, *(_of_superseded(stock, key) for key in stock.superseded)]


def _of_twins(stock: Stock, pair: Twins) -> Problem:
    gone, kept = (stock.shown.resources[key] for key in (pair.gone, pair.kept))
    number, other = stock.shown.ids[pair.gone], stock.shown.ids[pair.kept]
    merge = Proposal(
        "merge",
        pair.sure,
        "same_address" if pair.by_address else "same_title",
        old=primary_url(gone),
        new=primary_url(kept),
        other=stock.named(pair.kept),
    )
    return Problem(
        ref=f"twins-{number}-{other}",
        group="duplicates",
        resource=gone,
        resource_id=number,
        first=merge,
        others=(Proposal("two", 0, "two"), Proposal("out", 0, "out")),
        places=stock.places(pair.gone),
    )


def _of_superseded(stock: Stock, key: str) -> Problem:
    return Problem(
        ref=f"newer-{stock.shown.ids[key]}",
        group="newer",
        resource=stock.shown.resources[key],
        resource_id=stock.shown.ids[key],
        first=Proposal("newer", 100, "newer", other=stock.newer[key]),
        others=(Proposal("watch", 100, "watch"), Proposal("out", 0, "out")),
        places=stock.places(key),
    )


def primary_url(resource: ResourceDoc) -> str:
    return next((link.url for link in resource.links if link.primary), "")


def troubled() -> QuerySet[Link]:
    """All links of resources of which one link is not just working, with health."""
    bad = LinkHealth.objects.exclude(verdict="works").values("link__resource")
    return _with_health(Link.objects.filter(resource__in=bad))


def links_of(resource_id: int) -> QuerySet[Link]:
    return _with_health(Link.objects.filter(resource=resource_id))


def _with_health(rows: QuerySet[Link]) -> QuerySet[Link]:
    return rows.select_related("health").order_by("resource_id", "-is_primary", "pk")


def reach_by_resource() -> dict[int, Reach]:
    """Only of what somebody comes to; one query."""
    return {row.resource_id: row for row in Reach.objects.filter(~Q(learners=0))}


def snoozes(now: datetime) -> dict[str, datetime]:
    """One query."""
    rows = Snooze.objects.filter(until__gt=now)
    return dict(rows.values_list("problem", "until"))
