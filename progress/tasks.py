"""What the worker does: about people who leave, where a job that was lost is ordered
again, about learners who follow a new version, and about earlier texts of notes."""

from django.db.models import F
from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from accounts.actions import tell_about_erasure
from accounts.models import User
from progress.actions.erasure import erase_person
from progress.actions.moving import BATCH, behind, move_batch, move_learners
from progress.actions.notes import thin_earlier_texts
from progress.models import Enrolment
from roadmap.models import RoadmapVersion

AT_ONCE = 50


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


def follow(version: RoadmapVersion) -> None:
    """A version was published: a few learners follow at once, many in batches."""
    if len(behind(version.roadmap_id)) <= AT_ONCE:
        move_learners(version)
    else:
        go_on_moving.enqueue(version.roadmap_id)


@task()
def go_on_moving(roadmap_id: int, upto: int = 0) -> None:
    """The next batch, with room for other jobs before the one after."""
    batch = behind(roadmap_id, upto)
    move_batch(roadmap_id, batch)
    if len(batch) == BATCH:
        go_on_moving.enqueue(roadmap_id, batch[-1])


@db_periodic_task(crontab(minute="*/10"))
def look_after_those_behind() -> None:
    """Order again what a lost job left: whoever walks an earlier version follows."""
    rows = Enrolment.objects.active().filter(roadmap__current_version__isnull=False)
    late = rows.exclude(version=F("roadmap__current_version")).order_by()
    for roadmap_id in late.values_list("roadmap", flat=True).distinct():
        go_on_moving.enqueue(roadmap_id)
