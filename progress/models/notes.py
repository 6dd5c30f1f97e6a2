"""What a learner writes for themselves, on a step or a resource."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from roadmap.models import Resource, Step

LONGEST_NOTE = 100_000


class Note(models.Model):
    """One learner's private text about one thing, in Markdown as typed.

    version grows with each save: a save that knows an older one is not written over
    a newer text.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes"
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="notes", null=True
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="notes", null=True
    )
    body = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_NOTE)])
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__isnull=False, resource__isnull=True)
                | Q(step__isnull=True, resource__isnull=False),
                name="note_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["learner", "step"],
                condition=Q(step__isnull=False),
                name="note_once_per_step",
            ),
            models.UniqueConstraint(
                fields=["learner", "resource"],
                condition=Q(resource__isnull=False),
                name="note_once_per_resource",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), LONGEST_NOTE),
                name="note_is_not_a_book",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="note_version_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.step or self.resource}"


class NoteVersion(models.Model):
    """An earlier text of a note, kept so that nothing written is lost.

    number: the version of the note it was. One that is set aside was never the note:
    it was sent when a newer text than version `number` stood there.
    """

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    is_set_aside = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "number"],
                condition=Q(is_set_aside=False),
                name="note_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note} {self.number}"
