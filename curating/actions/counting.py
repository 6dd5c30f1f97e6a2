"""How much waits on the desk, counted for the navigation of curators."""

from datetime import datetime

from curating.models import DeskCount
from curating.queries.desk import due_count, problems_at, todo_count
from roadmap.catalogue import current_revision


def count_desk(*, at: datetime) -> int:
    """Count it and store it; how many wait. Repeating counts again. Five queries, and
    few more where the number is another."""
    found, _counted = problems_at(at, current_revision())
    todo = due_count(found)
    if todo_count() != todo:
        DeskCount.objects.update_or_create(pk=1, defaults={"todo": todo})
    return todo
