"""What hangs on how a resource is counted."""

from progress.models import ResourceProgress


def has_work(resource_id: int) -> bool:
    """Whether a learner has done units of it; one query."""
    rows = ResourceProgress.objects.filter(resource=resource_id, units__gt=0)
    return rows.exists()
