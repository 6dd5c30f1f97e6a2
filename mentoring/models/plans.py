"""What a cohort walks, and when its mentors mean it to be where."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from roadmap.models import RoadmapVersion


class Plan(models.Model):
    """The version a cohort walks and the day each step is meant to be done."""

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="plan")
    version = models.ForeignKey(
        RoadmapVersion, on_delete=models.PROTECT, related_name="plans"
    )
    minutes_per_week = models.PositiveIntegerField(
        default=300, validators=[MinValueValidator(10), MaxValueValidator(6000)]
    )
    study_days = models.CharField(
        max_length=7,
        default="1234567",
        help_text=_("Days of the week as digits, Monday is 1."),
    )
    days_off = models.JSONField(
        default=list,
        help_text=_("Days without study, both included: [[from, to], ...]."),
    )
    due = models.JSONField(
        default=dict, help_text=_("The day each step is due, by step key, as text.")
    )
    must_be_approved = models.BooleanField(
        default=False,
        help_text=_("What follows a project opens only when it is approved."),
    )
    revision = models.PositiveIntegerField(
        default=1, help_text=_("Grows with each change.")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_per_week__range=(10, 6000)),
                name="plan_minutes_per_week_in_range",
            ),
            models.CheckConstraint(
                condition=Q(study_days__regex=r"^1?2?3?4?5?6?7?\Z") & ~Q(study_days=""),
                name="plan_study_days_are_weekdays",
            ),
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="plan_revision_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.version}"
