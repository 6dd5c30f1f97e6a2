"""What a learner hands in for a project."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from roadmap.models import RoadmapVersion, Step

LONGEST_WORK = 50_000
LONGEST_CHANGE = 4_000
LONGEST_LINK = 2_000
MOST_LINKS = 10
MOST_VERSIONS = 20


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def handed_in(self) -> "SubmissionQuerySet":
        """Versions that count: handed in, and not taken back."""
        return self.filter(handed_in_at__isnull=False, withdrawn_at__isnull=True)


class Submission(models.Model):
    """One version of somebody's work for a step; the one without handed_in_at is
    the draft of the next."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions"
    )
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(help_text=_("1 is the first version."))
    roadmap_version = models.ForeignKey(
        RoadmapVersion, on_delete=models.PROTECT, related_name="+"
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="submissions", null=True
    )
    text = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_WORK)])
    links = models.JSONField(default=list, help_text=_("Addresses, http or https."))
    what_changed = models.TextField(
        blank=True, validators=[MaxLengthValidator(LONGEST_CHANGE)]
    )
    levels = models.JSONField(
        default=list,
        help_text=_(
            "The learner's own level for each criterion of the rubric, in its words:"
            " [{criterion, level, words}, ...]."
        ),
    )
    point_answers = models.JSONField(
        default=list,
        help_text=_(
            "What was done about each point of the review before:"
            " [{point, done, words}, ...]."
        ),
    )
    edits = models.PositiveIntegerField(
        default=1, help_text=_("Grows with each save of the draft.")
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["step", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "step", "number"], name="submission_once_per_number"
            ),
            models.UniqueConstraint(
                fields=["learner", "step"],
                condition=Q(handed_in_at__isnull=True),
                name="submission_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_VERSIONS)),
                name="submission_number_in_range",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(handed_in_at__isnull=False),
                name="submission_withdrawn_was_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("text"), LONGEST_WORK))
                & Q(LessThanOrEqual(Length("what_changed"), LONGEST_CHANGE)),
                name="submission_is_not_a_book",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.step} {self.number}"
