"""A dry run of many: batch by batch, each learner once, and again when it was lost."""

from types import SimpleNamespace

import pytest
from django.test import Client

from curating import tasks
from curating.actions import dry_runs
from curating.models import DryRun
from curating.views import drafts
from roadmap.models import Step
from tests.curating.edits import edit, halves, instead, try_and_look
from tests.factories import TUESDAY, make_learner
from tests.progress.walker import Walker


def test_many_are_counted_batch_by_batch_each_once(
    world: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dry_runs, "AT_ONCE", 2)
    monkeypatch.setattr(dry_runs, "BATCH", 2)
    for number in range(5):
        walker = Walker(make_learner(name=f"L{number}"))
        walker.join()
        walker.done("start")
    roadmap = edit(instead("start", *halves(was=True)))
    run = dry_runs.begin(roadmap, TUESDAY)
    assert (run.counted, run.done_at) == (0, None)
    assert dry_runs.begin(roadmap, TUESDAY).pk == run.pk
    while dry_runs.go_on(run.pk, TUESDAY):
        pass
    run.refresh_from_db()
    assert (run.counted, run.result["keep"], run.result["lose"]) == (5, 5, 0)
    assert run.result["followed"] == {"start": 5}
    assert not dry_runs.go_on(run.pk, TUESDAY)


def test_a_run_whose_job_was_lost_goes_on(
    ana: Walker, curator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dry_runs, "AT_ONCE", 0)
    lost: list[int] = []
    trying = SimpleNamespace(enqueue=lost.append)
    monkeypatch.setattr(drafts, "go_on_trying", trying)
    roadmap = edit(instead("start", *halves(was=True)))
    assert not try_and_look(curator).is_tried
    run = DryRun.objects.get()
    other = DryRun.objects.create(
        roadmap=roadmap, looked_at="0" * 64, total=1, begun_at=TUESDAY
    )
    for _ in range(2):
        tasks.go_on_with_what_was_tried.call_local()
    run.refresh_from_db()
    other.refresh_from_db()
    assert (lost, run.counted, run.done_at is None) == ([run.pk], 1, False)
    assert (other.counted, other.done_at) == (0, None)


def test_a_run_whose_draft_changed_stops(
    ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dry_runs, "AT_ONCE", 0)
    roadmap = edit(instead("start", *halves(was=True)))
    run = dry_runs.begin(roadmap, TUESDAY)
    step = Step.objects.get(key="start-1")
    step.title = "Other"
    step.save()
    assert not dry_runs.go_on(run.pk, TUESDAY)
    run.refresh_from_db()
    assert run.done_at is None
