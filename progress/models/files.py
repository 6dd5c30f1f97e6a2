"""Files of a learner's work: who owns the bytes, and which version shows them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from progress.models.submissions import Submission

MOST_FILES = 5
LARGEST_FILE = 5 * 1024 * 1024
LONGEST_NAME = 120


class FileKind(models.TextChoices):
    NOTEBOOK = "notebook", _("notebook")
    IMAGE = "image", _("image")
    PDF = "pdf", _("PDF")
    TEXT = "text", _("text")
    ARCHIVE = "archive", _("archive")


class FileContent(models.Model):
    """The bytes of one file of one learner; several versions may show them.

    They lie in the database, so that a backup, an erasure and a transaction hold all
    of them.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contents"
    )
    digest = models.CharField(max_length=64, help_text=_("SHA-256, hexadecimal."))
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "digest"], name="file_content_once"
            ),
            models.CheckConstraint(
                condition=Q(size__range=(1, LARGEST_FILE)),
                name="file_content_size_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.size}"


class WorkFile(models.Model):
    """A file beside one version of somebody's work, under a name nobody can guess."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="files"
    )
    content = models.ForeignKey(
        FileContent, on_delete=models.PROTECT, related_name="files"
    )
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=8, choices=FileKind.choices)
    place = models.PositiveSmallIntegerField(help_text=_("1 is the first."))
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "place"], name="work_file_once_per_place"
            ),
            models.UniqueConstraint(
                fields=["submission", "content"], name="work_file_once_per_content"
            ),
            models.CheckConstraint(
                condition=Q(place__range=(1, MOST_FILES)),
                name="work_file_place_in_range",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FileKind.values), name="work_file_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
