"""Where a learner stands: one row for a resource, one for a step."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from progress.models.events import ProgressEvent
from roadmap.models import Resource, RoadmapVersion, Step


class Barrier(models.TextChoices):
    NONE = "", _("nothing in the way")
    PAID = "paid", _("it costs money")
    BLOCKED = "blocked", _("it is blocked where I am")
    ACCOUNT = "account", _("it asks for an account")
    LANGUAGE = "language", _("I do not read its language")


class ResourceProgress(models.Model):
    """The units of one resource that one learner has done. No row: none."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="resources"
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="progress"
    )
    spans = models.JSONField(
        default=list, help_text=_("Half-open, sorted, disjoint: [[from, to], ...].")
    )
    units = models.PositiveIntegerField(default=0)
    inside = models.JSONField(
        default=dict,
        help_text=_("Minutes spent inside units, by unit: {unit: minutes}."),
    )
    recount = models.PositiveBigIntegerField(
        default=0,
        help_text=_("The newest recount of the resource that the units follow."),
    )
    barrier = models.CharField(
        max_length=8, choices=Barrier.choices, default=Barrier.NONE, blank=True
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "resource progress"
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "resource"],
                name="resource_progress_once_per_learner",
            ),
            models.CheckConstraint(
                condition=Q(barrier__in=Barrier.values),
                name="resource_progress_barrier_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.resource} {self.units}"


class Decision(models.TextChoices):
    NONE = "", _("nothing said")
    DONE = "done", _("done")
    KNOWN = "known", _("known already")
    WAIVED = "waived", _("waived")
    SKIPPED = "skipped", _("skipped")


class How(models.TextChoices):
    NONE = "", _("not done")
    ALL = "all", _("all of it")
    ENOUGH = "enough", _("enough for me")
    SELF_CHECKED = "self_checked", _("checked by yourself")
    REVIEWED = "reviewed", _("approved by a mentor")


class PutOffReason(models.TextChoices):
    NONE = "", _("not put off")
    TIME = "time", _("too long for today")
    HARD = "hard", _("too hard now")
    PLACE = "place", _("not at a computer")
    WEEK = "week", _("not this week")
    INTEREST = "interest", _("not for me")


class HandIn(models.TextChoices):
    NONE = "", _("nothing handed in")
    WAITING = "waiting", _("handed in")
    CHANGES = "changes", _("changes asked")


class StepRecord(models.Model):
    """What one learner said about one step. No row: nothing said."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="steps"
    )
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="records")
    version = models.ForeignKey(
        RoadmapVersion, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(
        max_length=7, choices=Decision.choices, default=Decision.NONE, blank=True
    )
    how = models.CharField(
        max_length=12, choices=How.choices, default=How.NONE, blank=True
    )
    decided_by = models.ForeignKey(
        ProgressEvent, on_delete=models.PROTECT, related_name="+", null=True
    )
    completed_at = models.DateTimeField(null=True)
    option = models.CharField(max_length=60, blank=True)
    is_added = models.BooleanField(
        null=True, help_text=_("Put on the path, or taken off; empty: neither.")
    )
    put_off_until = models.DateField(null=True)
    put_off_on = models.DateField(null=True)
    put_off_reason = models.CharField(
        max_length=8,
        choices=PutOffReason.choices,
        default=PutOffReason.NONE,
        blank=True,
    )
    put_off_count = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    last_done_on = models.DateField(null=True)
    done_days = models.JSONField(
        default=list,
        help_text=_("Days of a habit's last seven, up to the newest, as text."),
    )
    rhythm_per_week = models.PositiveSmallIntegerField(
        null=True,
        help_text=_(
            "How often a week a habit is meant; 0: no rhythm, empty: not said."
        ),
    )
    hand_in = models.CharField(
        max_length=7, choices=HandIn.choices, default=HandIn.NONE, blank=True
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "step"], name="step_record_once_per_learner"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=Decision.values),
                name="step_record_decision_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    decision="done",
                    completed_at__isnull=False,
                    how__in=("all", "enough", "self_checked", "reviewed"),
                )
                | (~Q(decision="done") & Q(completed_at__isnull=True, how="")),
                name="step_record_done_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=(~Q(put_off_reason="") & Q(put_off_on__isnull=False))
                | Q(
                    put_off_reason="",
                    put_off_on__isnull=True,
                    put_off_until__isnull=True,
                ),
                name="step_record_put_off_says_why",
            ),
            models.CheckConstraint(
                condition=Q(put_off_reason__in=PutOffReason.values),
                name="step_record_put_off_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(rhythm_per_week__isnull=True)
                | Q(rhythm_per_week__range=(0, 7)),
                name="step_record_rhythm_fits_a_week",
            ),
            models.CheckConstraint(
                condition=Q(hand_in__in=HandIn.values),
                name="step_record_hand_in_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.step} {self.decision}"
