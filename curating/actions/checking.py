"""Asking for a round of checks of all links."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from roadmap.models import CheckRun, LinkHealth
from roadmap.tasks import go_on_checking


def check_all(*, at: datetime) -> bool:
    """All links are due now, and a job begins with them; whether links are checked on
    this site at all. While a round is under way, it just grows."""
    if not settings.LINK_CHECKS:
        return False
    with transaction.atomic():
        LinkHealth.objects.filter(next_check_at__gt=at, checked_at__lte=at).update(
            next_check_at=at
        )
        if not CheckRun.objects.filter(ended_at=None).exists():
            CheckRun.objects.create(started_at=at)
        transaction.on_commit(go_on_checking.enqueue)
    return True
