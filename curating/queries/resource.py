"""What a curator sees of one resource: where it counts, and how learners fare."""

from dataclasses import dataclass

from django.db.models import Sum

from curating.engine.drop_off import (
    DropOff,
    Opinions,
    RealTime,
    Work,
    drop_off,
    real_time,
)
from curating.models import Merge
from curating.queries.reviews import opinions_of, words_of
from progress.models import ResourceProgress, TimeEntry
from roadmap.cards import Place
from roadmap.catalogue import Catalogue
from roadmap.document import ResourceDoc
from roadmap.facts import total_units
from roadmap.models import Link
from roadmap.spans import Spans, union

MOST_UNITS = 60


@dataclass(frozen=True, slots=True)
class UnitRow:
    number: int
    title: str
    done: int


@dataclass(frozen=True, slots=True)
class ForCurators:
    """drop_off: None where nothing can be counted."""

    resource: ResourceDoc
    pk: int
    places: tuple[Place, ...]
    drop_off: DropOff | None
    real: RealTime | None
    opinions: Opinions
    words: list[str]
    merges: list[Merge]
    links: list[Link]

    @property
    def rows(self) -> list[UnitRow]:
        """The first units, each with how many did it."""
        done = self.drop_off.done if self.drop_off else ()
        titles = {unit.number: unit.title for unit in self.resource.units}
        return [
            UnitRow(number, titles.get(number, ""), count)
            for number, count in enumerate(done[:MOST_UNITS], start=1)
        ]

    @property
    def more_rows(self) -> int:
        done = self.drop_off.done if self.drop_off else ()
        return max(0, len(done) - MOST_UNITS)


def ids_of(shown: Catalogue, key: str) -> list[int]:
    """The resource and those that were merged into it."""
    return [pk for pk, name in shown.keys.items() if name == key]


def for_curators(shown: Catalogue, key: str) -> ForCurators:
    """Six queries."""
    ids, total = ids_of(shown, key), total_units(shown.facts[key])
    work = _work(ids)
    return ForCurators(
        resource=shown.resources[key],
        pk=shown.ids[key],
        places=shown.places.get(key, ()),
        drop_off=drop_off(work, total) if total else None,
        real=real_time(work, total) if total else None,
        opinions=opinions_of(ids),
        words=words_of(ids),
        merges=list(
            Merge.objects.filter(kept__in=ids, undone_at=None).select_related(
                "gone", "merged_by"
            )
        ),
        links=list(Link.objects.filter(resource__in=ids).select_related("health")),
    )


def _work(ids: list[int]) -> list[Work]:
    """What each learner did and noted; two queries."""
    noted = dict(
        TimeEntry.objects.filter(resource__in=ids)
        .order_by()
        .values("learner")
        .annotate(total=Sum("minutes"))
        .values_list("learner", "total")
    )
    rows = ResourceProgress.objects.filter(resource__in=ids, units__gt=0)
    spans: dict[int, Spans] = {}
    for learner, stored in rows.values_list("learner", "spans"):
        own = tuple((start, end) for start, end in stored)
        spans[learner] = union(spans.get(learner, ()), own)
    return [Work(own, noted.get(learner, 0)) for learner, own in spans.items()]
