"""What the worker does for cohorts. Jobs carry ids, may run twice, and what was lost is
found again by the clock."""

from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task

from accounts.models import User
from mentoring.actions import news_mail
from mentoring.actions.guidance import guide_cohort_again, guide_what_differs
from mentoring.actions.overlays import lift_what_has_ended
from mentoring.actions.seats import fill_free_seats


@task()
def guide_cohort(cohort_id: int, by_id: int) -> None:
    """Let every path of the cohort follow what its mentors say."""
    by = User.objects.get(pk=by_id)
    guide_cohort_again(cohort_id, by=by, at=timezone.now())


@db_periodic_task(crontab(minute="*"))
@HUEY.lock_task("mail at once")
def mail_at_once() -> None:
    """Each minute; one at a time, so that no mail goes twice."""
    news_mail.mail_at_once(at=timezone.now())


@db_periodic_task(crontab(minute="*/10"))
@HUEY.lock_task("daily mail")
def mail_daily() -> None:
    """Whoever's hour came while no worker ran is mailed by the next."""
    news_mail.mail_daily(at=timezone.now())


@db_periodic_task(crontab(minute="5"))
def end_overlays() -> None:
    """Once an hour, because days end at another hour in each zone."""
    lift_what_has_ended(at=timezone.now())


@db_periodic_task(crontab(minute="25"))
def fill_seats() -> None:
    """Once an hour: who waits for a seat that nobody gave up."""
    fill_free_seats(at=timezone.now())


@db_periodic_task(crontab(hour="2", minute="40"))
def guide_whoever_was_missed() -> None:
    """Once a night: a path whose guidance is not what the tables say follows them."""
    guide_what_differs(at=timezone.now())
