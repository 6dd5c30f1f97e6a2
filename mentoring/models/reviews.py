"""Answers to what learners hand in."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from progress.models import ProgressEvent, Submission

LONGEST_REVIEW = 20_000
TAKEN_BACK_WITHIN = timedelta(minutes=10)


class Reading(models.Model):
    """Who is reading a version now, and until when others leave it to them."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="reading"
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="readings"
    )
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.mentor}: {self.submission}"


class ReviewDraft(models.Model):
    """What a mentor has written so far about a version; edits grows with each save."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="review_drafts"
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_drafts"
    )
    text = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_REVIEW)])
    points = models.JSONField(
        default=list,
        help_text=_(
            "What is to be done: [{point, place, line, words}, ...]; place names the"
            " text or a file, line counts from 1, 0 is the whole."
        ),
    )
    levels = models.JSONField(
        default=list,
        help_text=_("The level of each criterion: [{criterion, level, words}, ...]."),
    )
    edits = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "mentor"], name="review_draft_once"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_REVIEW),
                name="review_draft_is_not_a_book",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor}: {self.submission}"


class ReviewDecision(models.TextChoices):
    APPROVED = "approved", _("approved")
    CHANGES = "changes", _("changes asked")


class ReviewQuerySet(models.QuerySet["Review"]):
    def standing(self) -> "ReviewQuerySet":
        """Decisions that were not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Review(models.Model):
    """One decision about one version. It can be taken back for ten minutes; the
    database allows one that stands, and none about one's own work."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="reviews"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews_got"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="reviews")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews_given"
    )
    decision = models.CharField(max_length=8, choices=ReviewDecision.choices)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_REVIEW)])
    points = models.JSONField(default=list)
    levels = models.JSONField(default=list)
    event = models.OneToOneField(
        ProgressEvent, on_delete=models.PROTECT, related_name="review"
    )
    decided_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(taken_back_at__isnull=True),
                name="review_one_decision_per_version",
            ),
            models.CheckConstraint(
                condition=~Q(mentor=F("learner")), name="review_not_of_own_work"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=ReviewDecision.values),
                name="review_decision_is_known",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True)
                | Q(taken_back_at__gte=F("decided_at")),
                name="review_taken_back_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_REVIEW),
                name="review_is_not_a_book",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.decision}"
