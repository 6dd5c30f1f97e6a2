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

from tests.bench import site
from tests.bench.figures import Figure, table, timed
from tests.bench.servers import free_ports

PART = "Dry run"
LEARNERS, MOST_LEARNERS = 5_000, 100_000
BAR_RATIO = 4.0
TIMES = 200


def people(count: int, roadmap_id: int, version_id: int) -> None:
    """Enrolments with records of steps and spans of what these ask for."""
    from django.utils import timezone

    from accounts.models import User
    from progress.models import Decision, Enrolment, How, ResourceProgress, StepRecord
    from roadmap.catalogue import catalogue, compiled, current_revision

    revision, now = current_revision(), timezone.now()
    version, ids = compiled(version_id, revision), catalogue(revision).ids
    steps = version.roadmap.steps
    people = User.objects.bulk_create(
        [User(email=f"bench-{n}@waymark.invalid") for n in range(count)], 1_000
    )
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                learner=one,
                roadmap_id=roadmap_id,
                version_id=version_id,
                started_on=now.date(),
            )
            for one in people
        ],
        1_000,
    )
    records, spans = [], []
    for number, one in enumerate(people):
        did = steps[: (0, len(steps) // 2, len(steps) - 1)[number % 3]]
        used = {
            use.resource for step in did for slot in step.slots for use in slot.uses
        }
        records += [
            StepRecord(
                learner=one,
                step_id=version.step_ids[step.key],
                version_id=version_id,
                decision=Decision.DONE,
                how=How.ALL,
                decided_by=one,
                completed_at=now,
                changed_at=now,
            )
            for step in did
        ]
        spans += [
            ResourceProgress(learner=one, resource_id=ids[key], spans=[[0, 1]], units=1)
            for key in used
        ]
    StepRecord.objects.bulk_create(records, 1_000)
    ResourceProgress.objects.bulk_create(spans, 1_000)


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
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from curating.actions import dry_runs
    from roadmap.catalogue import catalogue, compiled, current_revision
    from roadmap.models import Roadmap

    cards = catalogue(current_revision()).roadmaps
    card = max(
        cards,
        key=lambda one: len(compiled(one.version_id, current_revision()).roadmap.steps),
    )
    people(count, card.id, card.version_id)
    edit(card.slug)
    roadmap = Roadmap.objects.select_related("current_version").get(pk=card.id)
    start, busy = perf_counter(), process_time()
    run = dry_runs.begin(roadmap, timezone.now())
    batches, statements = 0, 0
    while run.done_at is None:
        with CaptureQueriesContext(connection) as queries:
            dry_runs.go_on(run.pk, timezone.now())
        batches, statements = batches + 1, max(statements, len(queries))
        run.refresh_from_db()
    seconds, each = perf_counter() - start, (process_time() - busy) * 1000 / count
    if run.counted != count:
        raise SystemExit(f"Only {run.counted} of {count} were counted.")
    one = standing_of_one(roadmap)
    note = f"{len(compiled(card.version_id, current_revision()).roadmap.steps)} steps"
    yield Figure(PART, f"{count:,} learners", seconds, "s", None, note)
    yield Figure(PART, "processor for each learner", each, "ms")
    yield Figure(PART, "standing of one learner", one, "ms")
    yield Figure(
        PART, "each learner to two standings", each / (2 * one), "x", BAR_RATIO
    )
    yield Figure(PART, "statements of a batch, at most", statements, "", 60)


def standing_of_one(roadmap: object) -> float:
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
