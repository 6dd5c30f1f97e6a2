"""Somebody wants links checked now, and does not wait for it."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from roadmap.linkcheck import choosing
from roadmap.models import CheckRun
from roadmap.tasks import go_on_checking


@transaction.atomic
def check_now(link_ids: Iterable[int] | None, at: datetime) -> CheckRun | None:
    """Have these links (None: all) checked next, in the background.

    The run tells how far it is: done of asked, which is 0 until the first job begins,
    and ended_at. Ordering again adds to the run that is open; a link that was checked
    a moment ago is not asked again. None where this site checks no links
    (settings.LINK_CHECKS).
    """
    if not settings.LINK_CHECKS:
        return None
    links = choosing.checkable()
    if link_ids is not None:
        links = links.filter(pk__in=list(link_ids))
    choosing.order(links, at)
    run = CheckRun.objects.filter(ended_at=None).first()
    run = run or CheckRun.objects.create(started_at=at)
    transaction.on_commit(go_on_checking.enqueue)
    return run
