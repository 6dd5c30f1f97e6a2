"""What the worker does by the clock for every site."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task

from accounts import actions


@db_periodic_task(crontab(minute="17"))
def clear() -> None:
    """Forget what is over; results of jobs too, which nobody asks for."""
    actions.forget_what_is_over(at=timezone.now())
    HUEY.storage.flush_results()
