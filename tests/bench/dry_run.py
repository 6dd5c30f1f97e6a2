"""What trying a draft costs for each learner: python -m tests.bench.dry_run.

Learners of three sorts walk the longest roadmap that comes along: who did nothing yet,
who did half, who did all but the last step. Its draft splits a step, takes one out and
adds one. They are counted as on a site: the same job, batch by batch. Beside it stands
what working out one standing costs, of which a dry run needs two.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from tests.bench import site
from tests.bench.figures import Figure, table, timed
from tests.bench.servers import free_ports

if TYPE_CHECKING:
    from accounts.models import User
    from progress.models import ResourceProgress, StepRecord
    from roadmap.cards import RoadmapCard
    from roadmap.models import Roadmap

PART = "Dry run"
LEARNERS, MOST_LEARNERS = 5_000, 100_000
BAR_RATIO = 4.0
TIMES = 200
BATCH, MOST_STATEMENTS = 1_000, 60


def people(count: int, card: "RoadmapCard") -> None:
    """Enrolments with records of steps and spans of what these ask for."""
    from django.utils import timezone

    from accounts.models import User
    from progress.models import Enrolment, ResourceProgress, StepRecord

    today = timezone.localdate()
    place = {"roadmap_id": card.id, "version_id": card.version_id}
    found = User.objects.bulk_create(
        User(email=f"bench-{n}@waymark.invalid") for n in range(count)
    )
    Enrolment.objects.bulk_create(
        Enrolment(learner=one, started_on=today, **place) for one in found
    )
    records: list[StepRecord] = []
    spans: list[ResourceProgress] = []
    for sort, share in enumerate((0.0, 0.5, 0.9)):
        for one in found[sort::3]:
            did(one, share, card, records, spans)
    StepRecord.objects.bulk_create(records, BATCH)
    ResourceProgress.objects.bulk_create(spans, BATCH)


def did(
    person: "User",
    share: float,
    card: "RoadmapCard",
    records: "list[StepRecord]",
    spans: "list[ResourceProgress]",
) -> None:
    """The first steps, by decision, and the first unit of what they ask for."""
    from django.utils import timezone

    from progress.models import Decision, How, ResourceProgress, StepRecord
    from roadmap.catalogue import catalogue, compiled, current_revision

    revision, now = current_revision(), timezone.now()
    version, ids = compiled(card.version_id, revision), catalogue(revision).ids
    steps = version.roadmap.steps
    done = steps[: int(share * len(steps))]
    records += [
        StepRecord(
            learner=person,
            step_id=version.step_ids[step.key],
            version_id=card.version_id,
            decision=Decision.DONE,
            how=How.ALL,
            completed_at=now,
            changed_at=now,
        )
        for step in done
    ]
    used = {use.resource for step in done for slot in step.slots for use in slot.uses}
    spans += [
        ResourceProgress(
            learner=person,
            resource_id=ids[key],
            spans=[[0, 1]],
            units=1,
            changed_at=now,
        )
        for key in used
    ]


def edit(slug: str) -> None:
    """A draft that splits the first step, takes the second out and adds one."""
    from roadmap.document import parse
    from roadmap.drafts import write_draft
    from roadmap.models import Roadmap

    roadmap = Roadmap.objects.select_related("current_version").get(slug=slug)
    document = parse(roadmap.current_version.document)  # type: ignore[union-attr]
    first, second, *others = document.roadmap.steps
    halves = [
        replace(first, key=f"{first.key}-{n}", needs=(), was=(first.key,))
        for n in (1, 2)
    ]
    new = replace(second, key="bench-new", title="New", needs=(), was=())
    gone = {first.key, second.key}
    kept = [
        replace(
            step,
            needs=tuple(
                group
                for group in step.needs
                if not any(member.step in gone for member in group.members)
            ),
        )
        for step in others
    ]
    steps = (*halves, new, *kept)
    write_draft(replace(document, roadmap=replace(document.roadmap, steps=steps)))


def figures(count: int) -> Iterator[Figure]:
    from roadmap.catalogue import compiled, current_revision
    from roadmap.models import Roadmap

    card = longest()
    people(count, card)
    edit(card.slug)
    roadmap = Roadmap.objects.select_related("current_version").get(pk=card.id)
    start, busy = perf_counter(), process_time()
    statements = count_all(roadmap, count)
    seconds, each = perf_counter() - start, (process_time() - busy) * 1000 / count
    one = standing_of_one(roadmap)
    revision = current_revision()
    note = f"{len(compiled(card.version_id, revision).roadmap.steps)} steps"
    yield Figure(PART, f"{count:,} learners", seconds, "s", None, note)
    yield Figure(PART, "processor for each learner", each, "ms")
    yield Figure(PART, "standing of one learner", one, "ms")
    yield Figure(PART, "a learner to two standings", each / (2 * one), "x", BAR_RATIO)
    yield Figure(PART, "statements of a job", statements, "", MOST_STATEMENTS)


def longest() -> "RoadmapCard":
    from roadmap.catalogue import catalogue, compiled, current_revision

    revision = current_revision()

    def length(card: "RoadmapCard") -> int:
        return len(compiled(card.version_id, revision).roadmap.steps)

    return max(catalogue(revision).roadmaps, key=length)


def count_all(roadmap: "Roadmap", count: int) -> int:
    """Batch by batch until all are counted; the statements of a job, at most."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from curating.actions import dry_runs

    run, most, is_more = dry_runs.begin(roadmap, timezone.now()), 0, True
    while is_more:
        with CaptureQueriesContext(connection) as queries:
            is_more = dry_runs.go_on(run.pk, timezone.now())
        most = max(most, len(queries))
    run.refresh_from_db()
    if run.counted != count:
        raise SystemExit(f"Only {run.counted} of {count} were counted.")
    return most


def standing_of_one(roadmap: "Roadmap") -> float:
    """Milliseconds, for a learner in the middle of it."""
    from django.utils import timezone

    from progress.models import Enrolment, ResourceProgress, StepRecord
    from progress.queries.study import Head, Study, journey_of
    from roadmap.catalogue import current_revision

    row = Enrolment.objects.filter(roadmap=roadmap).order_by("pk")[1]
    journey = journey_of(row, current_revision())
    head = Head(row.learner, current_revision(), (journey,))
    rows = tuple(ResourceProgress.objects.filter(learner=row.learner))
    mine = StepRecord.objects.filter(learner=row.learner)
    records = {one.step_id: one for one in mine}

    def once() -> None:
        study = Study(head, timezone.localdate(), rows=rows, records=records)
        study.standings(journey)

    return timed(lambda: [once() for _ in range(TIMES)]) / TIMES


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dry_run")
    parser.add_argument("--learners", type=int, default=LEARNERS, metavar="N")
    options = parser.parse_args()
    count = max(3, min(options.learners, MOST_LEARNERS))
    with TemporaryDirectory(prefix="waymark-bench-") as folder:
        site.prepare(Path(folder), free_ports(1)[0])
        found = list(figures(count))
    sys.stdout.write("\n".join([*table(found), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
