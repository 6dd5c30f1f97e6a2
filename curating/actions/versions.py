"""An earlier version as the draft again: it is looked at, tried and published anew."""

from django.db import transaction

from roadmap.actions import lock_roadmap
from roadmap.document import parse
from roadmap.drafts import write_draft
from roadmap.models import RoadmapVersion


class DraftIsOpen(Exception):
    """Somebody is at work on a draft; it is not written over."""


@transaction.atomic
def begin_again(version: RoadmapVersion) -> None:
    """Open a draft that says what this version said. Raises DraftIsOpen."""
    row = lock_roadmap(version.roadmap)
    if row.draft_is_open:
        raise DraftIsOpen
    write_draft(parse(version.document))
