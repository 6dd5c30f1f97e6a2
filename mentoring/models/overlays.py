"""Another way for one learner or a cohort, laid over the roadmap."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from roadmap.models import Resource, Step

LONGEST_REASON = 500


class OverlayKind(models.TextChoices):
    WAIVE = "waive", _("waive a step")
    SUBSTITUTE = "substitute", _("another resource instead")
    ADD = "add", _("put a step on the path")
    AFTER = "after", _("take a step after another")


class OverlayQuerySet(models.QuerySet["Overlay"]):
    def in_force(self) -> "OverlayQuerySet":
        return self.filter(lifted_at__isnull=True)


class Overlay(models.Model):
    """One decision of a mentor about the path; lifted, never changed. learner empty:
    for all learners of the cohort."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="overlays"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="overlays",
        null=True,
    )
    kind = models.CharField(max_length=10, choices=OverlayKind.choices)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="overlays")
    after = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="+", null=True
    )
    instead_of = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True
    )
    reason = models.CharField(max_length=LONGEST_REASON)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="overlays_made"
    )
    key = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField()
    ends_on = models.DateField(null=True, help_text=_("The last day it holds."))
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="overlays_lifted",
        null=True,
        help_text=_("Empty where it ended by itself."),
    )

    objects = OverlayQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "key"], name="overlay_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(Length("reason"), 1)),
                name="overlay_says_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=("waive", "add"),
                    after__isnull=True,
                    resource__isnull=True,
                    instead_of__isnull=True,
                )
                | Q(
                    kind="substitute",
                    after__isnull=True,
                    resource__isnull=False,
                    instead_of__isnull=False,
                )
                | Q(
                    kind="after",
                    after__isnull=False,
                    resource__isnull=True,
                    instead_of__isnull=True,
                ),
                name="overlay_names_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | ~Q(after=F("step")),
                name="overlay_not_after_itself",
            ),
            models.CheckConstraint(
                condition=Q(resource__isnull=True) | ~Q(resource=F("instead_of")),
                name="overlay_another_resource",
            ),
            models.CheckConstraint(
                condition=Q(learner__isnull=True) | ~Q(learner=F("made_by")),
                name="overlay_not_for_oneself",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | Q(lifted_at__isnull=False),
                name="overlay_lifted_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.step}"
