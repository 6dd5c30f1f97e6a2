"""What stands in the way of putting two resources together, and what it would join."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from accounts.models import User
from curating.models import ResourceReview
from progress.models import Note, ResourceProgress
from roadmap.catalogue import Catalogue
from roadmap.models import Resource

Why = Literal[
    "same", "merged", "kept_merged", "kept_retired", "counts", "scopes", "work"
]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """why: counts, the two count in different things, and units of the first are
    asked for or done; scopes and work, these reach beyond the total of the other.
    beyond: up to which unit. learners: who did some of it."""

    why: Why
    learners: int = 0
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """What two resources bring. learners, both: who did something in this one, in the
    two of them."""

    uses: int
    links: tuple[str, ...]
    learners: int
    notes: int
    reviews: int


def obstacles(gone: Resource, kept: Resource) -> list[Obstacle]:
    """Why gone cannot lead to kept; empty where it can. Two queries at most."""
    plain = _of_the_two(gone, kept)
    if plain:
        return [Obstacle(plain)]
    return list(_of_their_units(gone, kept))


def _of_the_two(gone: Resource, kept: Resource) -> Why | None:
    if gone.pk == kept.pk:
        return "same"
    if gone.merged_into_id is not None:
        return "merged"
    if kept.merged_into_id is not None:
        return "kept_merged"
    if kept.is_retired:
        return "kept_retired"
    return None


def _of_their_units(gone: Resource, kept: Resource) -> Iterator[Obstacle]:
    """Units are joined by number: they have to be the same ones."""
    if (gone.unit, gone.total) == (kept.unit, kept.total):
        return
    scope, (learners, done) = last_unit_asked(gone), _last_unit_done(gone)
    if gone.unit != kept.unit:
        if scope or learners:
            yield Obstacle("counts", learners, max(scope, done))
        return
    if kept.total is not None and scope > kept.total:
        yield Obstacle("scopes", beyond=scope)
    if kept.total is not None and done > kept.total:
        yield Obstacle("work", learners, done)


def last_unit_asked(resource: Resource) -> int:
    """The last unit that a step, a need or a relation names; 0 for none."""
    found = Resource.objects.filter(pk=resource.pk).aggregate(
        uses=Max("uses__end"),
        needs=Max("needed_by_steps__end"),
        relations=Max("relations__end"),
        back=Max("relations_back__to_end"),
    )
    return max(last or 0 for last in found.values())


def _last_unit_done(resource: Resource) -> tuple[int, int]:
    """How many learners did some of it, and the last unit that any of them did."""
    rows = ResourceProgress.objects.filter(resource=resource, units__gt=0)
    spans = list(rows.values_list("spans", flat=True))
    return len(spans), max((end for own in spans for _start, end in own), default=0)


def joined(rows: Sequence[Resource], shown: Catalogue) -> list[Joined]:
    """What each of these brings; one query."""
    done = ResourceProgress.objects.filter(units__gt=0)
    reviews = ResourceReview.objects.filter(replaced_at=None)
    found = Resource.objects.filter(pk__in=[row.pk for row in rows]).values_list(
        "pk", _counted(done), _counted(Note.objects.all()), _counted(reviews)
    )
    counts = {pk: numbers for pk, *numbers in found}
    return [
        Joined(
            len(shown.places.get(row.key, ())),
            tuple(link.url for link in shown.resources[row.key].links),
            *[number or 0 for number in counts[row.pk]],
        )
        for row in rows
    ]


def _counted(found: QuerySet[Any]) -> Subquery:
    """How many rows there are about the resource of the query around it."""
    about = found.filter(resource=OuterRef("pk")).order_by().values("resource")
    return Subquery(about.annotate(number=Count("pk")).values("number"))


def with_work_in_both(gone: Resource, kept: Resource) -> int:
    """Learners who did something in each; one query."""
    both = User.objects.filter(resources__resource=gone, resources__units__gt=0)
    return both.filter(
        pk__in=ResourceProgress.objects.filter(resource=kept, units__gt=0).values(
            "learner"
        )
    ).count()
