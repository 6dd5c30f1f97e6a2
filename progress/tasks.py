"""What the worker does: about people who leave, where a job that was lost is ordered
again, and about earlier texts of notes."""

from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from accounts.actions import tell_about_erasure
from accounts.models import User
from progress.actions.erasure import erase_person
from progress.actions.notes import thin_earlier_texts


@task()
def tell(person_id: int) -> None:
    tell_about_erasure(person_id=person_id, at=timezone.now())


@task()
def erase(person_id: int) -> None:
    erase_person(person_id=person_id, at=timezone.now())


@db_periodic_task(crontab(minute="*/10"))
def look_after_those_who_leave() -> None:
    """Order what is due: what was ordered before and never done comes again."""
    leaving = User.objects.filter(erasure_at__isnull=False)
    for pk in leaving.filter(erasure_told_at=None).values_list("pk", flat=True):
        tell.enqueue(pk)
    due = leaving.filter(erasure_at__lte=timezone.now())
    for pk in due.values_list("pk", flat=True):
        erase.enqueue(pk)


@db_periodic_task(crontab(hour="3", minute="20"))
def thin_notes() -> None:
    """Once a night; a night that was missed is made up for by the next."""
    thin_earlier_texts(at=timezone.now())
