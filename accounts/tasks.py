"""What the worker does by the clock for every site."""

import logging

from django.utils import timezone
from django_tasks import task
from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task

from accounts import actions, queries

logger = logging.getLogger(__name__)


@db_periodic_task(crontab(minute="17"))
def clear() -> None:
    """Forget what is over; results of jobs too, which nobody asks for."""
    actions.forget_what_is_over(at=timezone.now())
    HUEY.storage.flush_results()


@task()
def send_invitations() -> None:
    """Mail every invitation that waits for it; one that fails keeps no other."""
    for pk in queries.invite_mails_to_send(at=timezone.now()):
        try:
            actions.mail_invite(mail_id=pk, at=timezone.now())
        except OSError as error:
            logger.warning("invitation %s did not leave: %s", pk, type(error).__name__)


@db_periodic_task(crontab(minute="*/10"))
def look_after_invitations() -> None:
    """What was ordered before and never left comes again."""
    if queries.invite_mails_to_send(at=timezone.now()):
        send_invitations.enqueue()
