"""What the worker does for curators: counting what waits on their desk each minute, and
who comes to what, anew each night and after publishing; trying drafts on all who walk a
roadmap."""

from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task
from huey.exceptions import TaskLockedException

from curating.actions import dry_runs
from curating.actions.counting import count_desk
from curating.actions.reach import count_reach
from progress.actions import recounting
from roadmap.models import RoadmapVersion, UnitChange

ONE_AT_A_TIME = "reach"


@db_periodic_task(crontab(hour="3", minute="40"))
def count_nightly() -> None:
    _count()


@db_periodic_task(crontab())
def count_each_minute() -> None:
    """What is found, done elsewhere or no longer put off shows within a minute."""
    count_desk(at=timezone.now())


@task()
def count_what_waits() -> None:
    count_desk(at=timezone.now())


@task()
def carry_work_over(change_id: int) -> None:
    """What learners did follows a resource that is counted anew."""
    change = UnitChange.objects.select_related("made_by").get(pk=change_id)
    recounting.carry_work_over(change, at=timezone.now())


@db_periodic_task(crontab(minute="*/10"))
def carry_over_what_was_missed() -> None:
    """Order again what a lost job left."""
    for pk in UnitChange.objects.filter(carried_at=None).values_list("pk", flat=True):
        carry_work_over.enqueue(pk)


@task()
def count_now() -> None:
    _count()


def _count() -> None:
    """One at a time: whoever comes second leaves it to the first."""
    try:
        with HUEY.lock_task(ONE_AT_A_TIME):
            count_reach(at=timezone.now())
    except TaskLockedException:
        return


def count_again(version: RoadmapVersion) -> None:
    """A roadmap has a new version: others come to its resources now."""
    count_now.enqueue()


@task()
def go_on_trying(pk: int) -> None:
    """The next batch of a dry run, with room for other jobs before the one after."""
    if dry_runs.go_on(pk, timezone.now()):
        go_on_trying.enqueue(pk)


@db_periodic_task(crontab(minute="*/10"))
def go_on_with_what_was_tried() -> None:
    """Order again what a lost job left; a run that two jobs count is counted once."""
    for pk in dry_runs.under_way():
        go_on_trying.enqueue(pk)
