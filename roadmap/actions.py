"""Changes of the catalogue and of roadmaps. One function per change."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Max

from roadmap.document import Problem, digest, dump, parse, validate
from roadmap.drafts import write_draft
from roadmap.models import CatalogueState, Roadmap, RoadmapVersion
from roadmap.reading import document_of
from roadmap.recounting import recounted
from roadmap.recounts import recounts_so_far

AfterPublish = Callable[[RoadmapVersion], object]
after_publish: list[AfterPublish] = []
"""Called once a published version is committed; other apps append to it."""


@dataclass
class NotPublishable(Exception):
    """The draft has errors; nothing was written."""

    problems: list[Problem]

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems)


class DraftIsClosed(Exception):
    """Structure may be changed only in an open draft."""


def touch_catalogue() -> None:
    """Tell every process that pages about resources have changed.

    Call it in the transaction of the change; two statements at most.
    """
    updated = CatalogueState.objects.filter(pk=1).update(revision=F("revision") + 1)
    if not updated:
        CatalogueState.objects.get_or_create(pk=1, defaults={"revision": 1})


def lock_roadmap(roadmap: Roadmap) -> Roadmap:
    """The row again, locked until the transaction ends; inside atomic only."""
    row: Roadmap = Roadmap.objects.select_for_update(no_key=True).get(pk=roadmap.pk)
    return row


def draft_problems(roadmap: Roadmap) -> list[Problem]:
    """All that is wrong or odd with the draft, errors first."""
    return validate(document_of(roadmap))


@transaction.atomic
def publish(
    *, roadmap: Roadmap, by: AbstractBaseUser | None, at: datetime, note: str = ""
) -> RoadmapVersion:
    """Freeze the draft as the roadmap's next version and make it current.

    Publishing what is current already gives the current version again. Raises
    NotPublishable with the errors, and then nothing is written. Learners are moved
    after the commit (after_publish), never in this transaction.
    """
    row = lock_roadmap(roadmap)
    document = document_of(row)
    errors = [found for found in validate(document) if found.level == "error"]
    if errors:
        raise NotPublishable(errors)
    text = dump(document)
    version = row.current_version
    if version is None or version.digest != digest(text):
        version = _insert_version(row, text, by=by, at=at, note=note)
        row.current_version = version
        transaction.on_commit(lambda: _tell(version))
    row.draft_is_open = False
    row.save(update_fields=["current_version", "draft_is_open"])
    roadmap.refresh_from_db()
    return version


def _insert_version(
    roadmap: Roadmap, text: str, *, by: AbstractBaseUser | None, at: datetime, note: str
) -> RoadmapVersion:
    last = roadmap.versions.aggregate(last=Max("number"))["last"] or 0
    touch_catalogue()
    return RoadmapVersion.objects.create(
        roadmap=roadmap,
        number=last + 1,
        document=text,
        digest=digest(text),
        note=note,
        published_by=by,  # type: ignore[misc]
        published_at=at,
    )


def _tell(version: RoadmapVersion) -> None:
    for listener in after_publish:
        listener(version)


@transaction.atomic
def open_draft(*, roadmap: Roadmap) -> Roadmap:
    """Let the structure of roadmap be changed; repeating changes nothing."""
    row = lock_roadmap(roadmap)
    row.draft_is_open = True
    row.save(update_fields=["draft_is_open"])
    roadmap.refresh_from_db()
    return roadmap


@transaction.atomic
def discard_draft(*, roadmap: Roadmap) -> Roadmap:
    """Put the rows back to the current version and close the draft.

    Steps that only the draft had are taken out of use. Raises DraftIsClosed where
    nothing was published yet, because there is nothing to go back to.
    """
    row = lock_roadmap(roadmap)
    if row.current_version is None:
        raise DraftIsClosed
    document = parse(row.current_version.document)
    body = recounted(document.roadmap, row.current_version.pk, recounts_so_far())
    write_draft(replace(document, roadmap=body))
    Roadmap.objects.filter(pk=row.pk).update(draft_is_open=False)
    roadmap.refresh_from_db()
    return roadmap


def publish_correction(
    *, roadmap: Roadmap, by: AbstractBaseUser | None, at: datetime
) -> RoadmapVersion | None:
    """Publish changed words at once while no draft is open; None while one is."""
    roadmap.refresh_from_db()
    if roadmap.draft_is_open or roadmap.current_version_id is None:
        return None
    return publish(roadmap=roadmap, by=by, at=at, note="Words corrected")
