"""Editing a published roadmap: what becomes of its steps, and whom that touches."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roadmap.models import Roadmap, RoadmapVersion, Step


class Fate(models.TextChoices):
    RENAMED = "renamed", _("it has another name now")
    SPLIT = "split", _("it was split")
    MERGED = "merged", _("it is part of another step")
    REPLACED = "replaced", _("another step stands in its place")
    RETIRED = "retired", _("it is taken out of use")


class StepFate(models.Model):
    """What a curator settled about a step of a version that is being edited; the
    steps in its place say so themselves (Step.was)."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="fates")
    version = models.ForeignKey(
        RoadmapVersion, on_delete=models.PROTECT, related_name="fates"
    )
    fate = models.CharField(max_length=8, choices=Fate.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step", "version"], name="step_fate_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(fate__in=Fate.values), name="step_fate_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.fate}"


class DryRun(models.Model):
    """A draft tried on everybody who walks its roadmap; nothing of theirs is changed.

    looked_at: the digest of the draft with what was settled about its steps. result:
    numbers alone, see curating.engine.touched.
    """

    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.PROTECT, related_name="dry_runs"
    )
    looked_at = models.CharField(max_length=64)
    total = models.PositiveIntegerField()
    counted = models.PositiveIntegerField(default=0)
    upto = models.PositiveBigIntegerField(
        default=0, help_text=_("The enrolment that was counted last.")
    )
    result = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "looked_at"],
                condition=Q(done_at__isnull=True),
                name="dry_run_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(looked_at__length=64), name="dry_run_names_a_draft"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("begun_at")),
                name="dry_run_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap} {self.counted}/{self.total}"
