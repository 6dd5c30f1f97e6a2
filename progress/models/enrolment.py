"""A learner on a roadmap, and what their path adds up to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roadmap.models import Roadmap, RoadmapVersion, Step


class ShareKind(models.TextChoices):
    FIRST = "first", _("This one first")
    EQUAL = "equal", _("An equal share")
    PERCENT = "percent", _("A percentage")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def active(self) -> "EnrolmentQuerySet":
        return self.filter(left_at__isnull=True)


class Enrolment(models.Model):
    """One learner on one roadmap: the version they walk and what they chose."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments"
    )
    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.PROTECT, related_name="enrolments"
    )
    version = models.ForeignKey(
        RoadmapVersion, on_delete=models.PROTECT, related_name="enrolments"
    )
    aim = models.CharField(max_length=100, blank=True)
    tracks = models.JSONField(default=list, blank=True)
    is_undecided = models.BooleanField(
        default=False, help_text=_("Walks what all tracks share until it matters.")
    )
    share_kind = models.CharField(
        max_length=7, choices=ShareKind.choices, default=ShareKind.EQUAL
    )
    share_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    started_on = models.DateField()
    target_on = models.DateField(null=True, blank=True)
    paused_from = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    guidance = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_(
            "What the cohorts and mentors of this path say of it, written together"
            " from their tables (progress.engine.guidance)."
        ),
    )
    changed = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What the newest version changed for them, until it was seen."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "roadmap"], name="enrolment_once_per_roadmap"
            ),
            models.CheckConstraint(
                condition=Q(share_kind__in=ShareKind.values),
                name="enrolment_share_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    share_kind="percent",
                    share_percent__isnull=False,
                    share_percent__range=(1, 100),
                )
                | (~Q(share_kind="percent") & Q(share_percent__isnull=True)),
                name="enrolment_percentage_belongs_to_percent",
            ),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True)
                | Q(paused_from__isnull=False, paused_from__lte=F("paused_until")),
                name="enrolment_pause_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(target_on__isnull=True) | Q(target_on__gte=F("started_on")),
                name="enrolment_target_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.roadmap}"


class Summary(models.Model):
    """What a path adds up to, counted again with each change of progress."""

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="summary"
    )
    version = models.ForeignKey(
        RoadmapVersion, on_delete=models.PROTECT, related_name="+"
    )
    catalogue_revision = models.PositiveBigIntegerField()
    counted = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    covered = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    waived = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    minutes_total = models.PositiveIntegerField(default=0)
    minutes_done = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(
        null=True, help_text=_("Whole percent; empty for an empty path.")
    )
    is_finished = models.BooleanField(default=False)
    next_step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="+", null=True
    )
    cells = models.JSONField(
        default=dict,
        help_text=_("For mentors, by step key; empty outside of cohorts."),
    )
    active_days = models.JSONField(
        default=list,
        help_text=_("Newest days with study on this path, oldest first, as text."),
    )
    rule_version = models.CharField(max_length=20)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__range=(0, 100)),
                name="summary_percent_in_range",
            ),
            models.CheckConstraint(
                condition=Q(minutes_done__lte=F("minutes_total")),
                name="summary_minutes_done_within_total",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("counted") - F("covered")),
                name="summary_done_within_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.percent}"
