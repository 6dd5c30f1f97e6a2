"""What a learner shows, and what a mentor tells the curator."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Cohort
from progress.models import Note
from roadmap.models import Step

LONGEST_REPORT = 2_000


class NoteShare(models.Model):
    """One note that its learner shows to the mentors of a cohort, until taken back."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="shares")
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="note_shares"
    )
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "cohort"],
                condition=Q(ended_at__isnull=True),
                name="note_share_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("shared_at")),
                name="note_share_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note} ({self.cohort})"


class DayLink(models.Model):
    """An address under which a learner shows why one day's advice was what it was."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="day_links"
    )
    day = models.DateField()
    token_hash = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "key"], name="day_link_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(token_hash__length=64), name="day_link_is_hashed"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True)
                | Q(revoked_at__gte=F("created_at")),
                name="day_link_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.day}"


class StepReport(models.Model):
    """What a mentor tells the curators about a step, with the figures of a cohort."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="step_reports"
    )
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="reports")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="step_reports"
    )
    words = models.TextField(blank=True)
    evidence = models.JSONField(default=dict)
    key = models.CharField(max_length=64, editable=False)
    reported_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="step_reports_closed",
        null=True,
    )

    class Meta:
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reported_by", "key"], name="step_report_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="step_report_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} ({self.cohort})"
