"""What a learner says explains it, so that nobody has to ask."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort

LONGEST_EXPLANATION = 1_000


class Cause(models.TextChoices):
    """Why somebody needs a mentor; rules and thresholds in mentoring.engine.triage."""

    REVIEW = "review", _("waiting for a review")
    QUESTION = "question", _("a question is unanswered")
    STUCK = "stuck", _("stuck on a step")
    SILENT = "silent", _("silent")
    BEHIND = "behind", _("behind the plan")


class Explanation(models.Model):
    """A learner's own words to their mentors, until a day; it silences what it
    explains from the moment a mentor accepts it."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="explanations"
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="explanations"
    )
    causes = models.JSONField(help_text=_("Of stuck, silent and behind."))
    words = models.CharField(max_length=LONGEST_EXPLANATION)
    until = models.DateField()
    key = models.CharField(max_length=64, editable=False)
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="explanations_accepted",
        null=True,
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "key"], name="explanation_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(Length("words"), 1)),
                name="explanation_says_something",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="explanation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("learner")),
                name="explanation_not_accepted_by_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.words[:40]}"
