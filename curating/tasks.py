"""What the worker does for curators: counting who comes to what. Counted anew each
night and after publishing; what was lost is made up for by the next night."""

from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task
from huey.exceptions import TaskLockedException

from curating.actions.reach import count_reach
from roadmap.models import RoadmapVersion

ONE_AT_A_TIME = "reach"


@db_periodic_task(crontab(hour="3", minute="40"))
def count_nightly() -> None:
    _count()


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
