"""What the worker does for the catalogue: links are checked. What is due stands in our
tables, so a job may run twice, and one that was lost is made up for by the clock."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task
from huey.exceptions import TaskLockedException

from roadmap.linkcheck import recording, running

ONE_AT_A_TIME = "links"


@db_periodic_task(crontab(minute="*/10"))
@HUEY.lock_task(ONE_AT_A_TIME)
def check_links() -> None:
    """Every ten minutes a few, so that all are asked in the course of some days."""
    if settings.LINK_CHECKS:
        running.run_due(timezone.now)


@task()
def go_on_checking() -> None:
    """Until nothing is due, with room for other jobs in between."""
    if not settings.LINK_CHECKS:
        return
    try:
        with HUEY.lock_task(ONE_AT_A_TIME):
            is_more = running.run_due(timezone.now)
    except TaskLockedException:
        return
    if is_more:
        go_on_checking.enqueue()


@db_periodic_task(crontab(hour="4", minute="10"))
def thin_answers() -> None:
    """Once a night."""
    recording.thin(timezone.now())
