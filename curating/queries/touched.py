"""A draft tried on those who walk its roadmap: what it would make of their records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from accounts.zones import zone_info
from curating.queries.looked import Looked
from progress.engine.guidance import CHANGES_DOCUMENT, Overlay
from progress.engine.moved import Moved, done_by_then, moved, successors
from progress.models import Decision, Enrolment, How, ResourceProgress, StepRecord
from progress.queries.guided import laid_over
from progress.queries.study import Head, Journey, Study, journey_of
from roadmap.catalogue import (
    Catalogue,
    Compiled,
    catalogue,
    current_revision,
    earlier_steps,
)
from roadmap.graph import compile_graph
from roadmap.merged import follow_roadmap
from roadmap.models import Roadmap


def walkers(roadmap: Roadmap) -> int:
    """How many walk it now; one query."""
    return Enrolment.objects.active().filter(roadmap=roadmap).count()


def behind(roadmap: Roadmap) -> int:
    """How many of them still walk an earlier version; one query."""
    rows = Enrolment.objects.active().filter(roadmap=roadmap)
    return rows.exclude(version=roadmap.current_version_id).count()


def batch_after(roadmap: Roadmap, upto: int, size: int) -> list[Enrolment]:
    """The next that walk it, in order of their number."""
    rows = Enrolment.objects.active().filter(roadmap=roadmap, pk__gt=upto)
    return list(rows.select_related("learner").order_by("pk")[:size])


@dataclass
class Trial:
    """A draft compiled once, and tried on any number of learners."""

    roadmap: Roadmap
    draft: Looked
    at: datetime
    revision: int = field(default_factory=current_revision)
    ways: dict[tuple[Overlay, ...], Compiled] = field(default_factory=dict)
    places: dict[int, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def each(self, enrolments: Sequence[Enrolment]) -> Iterator[Moved]:
        """What changes for each of them; two queries, whatever their number, and one
        for each version that somebody walks."""
        ids = [one.learner_id for one in enrolments]
        rows: dict[int, list[ResourceProgress]] = {pk: [] for pk in ids}
        for row in ResourceProgress.objects.filter(learner__in=ids):
            rows[row.learner_id].append(row)
        records: dict[int, dict[int, StepRecord]] = {pk: {} for pk in ids}
        steps = StepRecord.objects.filter(learner__in=ids, step__roadmap=self.roadmap)
        for record in steps:
            records[record.learner_id][record.step_id] = record
        for one in enrolments:
            own = rows[one.learner_id], records[one.learner_id]
            yield self._one(one, *own)

    def _one(
        self,
        enrolment: Enrolment,
        rows: list[ResourceProgress],
        records: dict[int, StepRecord],
    ) -> Moved:
        before = journey_of(enrolment, self.revision)
        overlays = before.guidance.overlays
        after = Journey(self._way(overlays), enrolment, before.guidance)
        head = Head(enrolment.learner, self.revision, (before,))
        today = self.at.astimezone(zone_info(enrolment.learner.time_zone)).date()
        study = Study(head, today, rows=tuple(rows), records=records)
        stood, places = study.standings(before), self._places(before)
        done = {
            pk: StepRecord(step_id=pk, decision=Decision.DONE, how=How.ALL)
            for key in done_by_then(stood, places, after.compiled.graph.place)
            if (pk := before.compiled.step_ids[key])
        }
        then = replace(study, records=records | done)
        return moved(stood, then.standings(after), places)

    def _way(self, overlays: tuple[Overlay, ...]) -> Compiled:
        changing = tuple(one for one in overlays if one.kind in CHANGES_DOCUMENT)
        if changing not in self.ways:
            stock = catalogue(self.revision)
            self.ways[changing] = laid_over(self._compiled(stock), stock, changing)
        return self.ways[changing]

    def _compiled(self, stock: Catalogue) -> Compiled:
        document, ids = self.draft.document, self.draft.step_ids
        body = follow_roadmap(document.roadmap, stock.left)
        return Compiled(
            version_id=0,
            number=0,
            roadmap_id=self.roadmap.pk,
            document=replace(document, roadmap=body),
            graph=compile_graph(body, stock.facts, earlier_steps(self.roadmap.pk)),
            step_ids=ids,
            step_keys={pk: key for key, pk in ids.items()},
        )

    def _places(self, before: Journey) -> dict[str, tuple[str, ...]]:
        version = before.compiled.version_id
        if version not in self.places:
            after = self.draft.document.roadmap.steps
            self.places[version] = successors(before.roadmap.steps, after)
        return self.places[version]
