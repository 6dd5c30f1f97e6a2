"""What others changed of a cohort since somebody looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Cohort
from mentoring.engine.merging import Changes, together
from mentoring.models import CohortEvent, CohortVerb


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """events: one for each change, oldest first. changes: all of them as one."""

    events: Sequence[CohortEvent]
    changes: Changes


def changes_since(cohort: Cohort, revision: int) -> Meanwhile:
    """Changes of details and plan after this revision of the plan; one query."""
    rows = CohortEvent.objects.filter(
        cohort=cohort,
        verb__in=[CohortVerb.CHANGED, CohortVerb.PLANNED],
        data__revision__gt=revision,
    )
    events = list(rows.select_related("actor").order_by("pk"))
    return Meanwhile(events, together([event.data["changes"] for event in events]))
