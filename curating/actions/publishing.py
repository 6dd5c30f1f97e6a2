"""From a draft to a version: exactly what was looked at, and tried before."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from curating.engine.edit_plan import unsettled
from curating.models import DryRun
from curating.queries.looked import fates_of, look, looked_at, plan_of
from roadmap import actions
from roadmap.models import Roadmap, RoadmapVersion


class CannotPublish(Exception):
    """why: closed (there is no draft), changed (since it was looked at), unsettled (a
    step went without a word), untried or wrong."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def publish_draft(
    roadmap: Roadmap, *, looked: str, note: str, by: User, at: datetime
) -> RoadmapVersion:
    """Publish the draft if it is still the one of this digest, says of each step that
    went what becomes of it, and was tried on those who walk it. Raises CannotPublish;
    then nothing is written."""
    row = actions.lock_roadmap(roadmap)
    if not row.draft_is_open:
        raise CannotPublish("closed")
    draft, fates = look(row), fates_of(row)
    now = looked_at(draft.digest, row.current_version_id, fates)
    if now != looked:
        raise CannotPublish("changed")
    if unsettled(plan_of(row, draft.document, fates)):
        raise CannotPublish("unsettled")
    tried = DryRun.objects.filter(roadmap=row, looked_at=now, done_at__isnull=False)
    if row.current_version_id and not tried.exists():
        raise CannotPublish("untried")
    try:
        return actions.publish(roadmap=row, by=by, at=at, note=note)
    except actions.NotPublishable as refused:
        raise CannotPublish("wrong") from refused


def read_anew(roadmap: Roadmap) -> None:
    """Let every process read the draft again."""
    Roadmap.objects.filter(pk=roadmap.pk).update(draft_revision=F("draft_revision") + 1)
