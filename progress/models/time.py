"""Time spent: the clock that runs, the entries it leaves, and the week they make."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roadmap.models import Resource, Step

LONGEST_DAY_MINUTES = 25 * 60


class Clock(models.Model):
    """A learner's running clock; no row: none runs.

    It counts up to stops_at, twice the slice it was started for, and waits there
    to be asked. One learner has one clock, on whatever device.
    """

    learner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clock"
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="+", null=True
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True
    )
    spans = models.JSONField(
        default=list, help_text=_("The slice it was started for, half-open units.")
    )
    slice_minutes = models.PositiveSmallIntegerField(default=25)
    started_at = models.DateTimeField()
    stops_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stops_at__gt=F("started_at")),
                name="clock_stops_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=False) | Q(resource__isnull=False),
                name="clock_runs_for_something",
            ),
            models.CheckConstraint(
                condition=Q(slice_minutes__gte=1), name="clock_slice_has_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} since {self.started_at}"


class TimeSource(models.TextChoices):
    CLOCK = "clock", _("by the clock")
    HAND = "hand", _("by hand")


class TimeEntry(models.Model):
    """One stretch of study of one learner, as the live events about it say.

    It lies within one local day. unit: the unit of the resource it was spent in.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="time_entries"
    )
    entry = models.UUIDField(
        help_text=_("Its name in the events that make, change and remove it.")
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="time_entries", null=True
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="time_entries", null=True
    )
    unit = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(
        help_text=_("Whole minutes between start and end, at least one.")
    )
    local_date = models.DateField()
    zone = models.CharField(max_length=64)
    source = models.CharField(max_length=5, choices=TimeSource.choices)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "time entries"
        ordering = ["started_at", "id"]
        indexes = [
            models.Index(fields=["learner", "local_date"], name="time_entry_of_day"),
            models.Index(fields=["learner", "started_at"], name="time_entry_by_start"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "entry"], name="time_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("started_at")),
                name="time_entry_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, LONGEST_DAY_MINUTES)),
                name="time_entry_minutes_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(source__in=TimeSource.values),
                name="time_entry_source_is_known",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(resource__isnull=False),
                name="time_entry_unit_belongs_to_a_resource",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.minutes} min on {self.local_date}"


class WeekSummary(models.Model):
    """Minutes per day of the learner's newest week with time in it and of the week
    before, counted again with each change of time."""

    learner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="week"
    )
    starts_on = models.DateField(help_text=_("A Monday."))
    minutes = models.JSONField(default=list, help_text=_("Fourteen whole numbers."))

    class Meta:
        verbose_name_plural = "week summaries"

    def __str__(self) -> str:
        return f"{self.learner}: {self.starts_on}"
