"""What curators did about a problem of a link or a resource, and what they put off."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roadmap.models import Resource

UNDONE_WITHIN = timedelta(days=30)


class FixKind(models.TextChoices):
    ADDRESS = "address", _("corrected address")
    TARGET = "target", _("new address")
    ARCHIVE = "archive", _("archived copy")
    OTHER = "other", _("another address of the same")
    NEWER = "newer", _("the newer one instead")
    SWAP = "swap", _("what stands instead, first")
    MERGE = "merge", _("made one resource")
    MEMBERS = "members", _("needs an account")
    OUT = "out", _("taken out of use")
    ADDED = "added", _("added to a step")


class FixQuerySet(models.QuerySet["Fix"]):
    def standing(self) -> "FixQuerySet":
        """What was not undone."""
        return self.filter(undone_at__isnull=True)


class Fix(models.Model):
    """One change of the catalogue from the desk; until says how long it can be undone.

    before, after: the changed rows, [[model, number, {field: value} or null], ...],
    null for a row that was not there. What of it was asked of a draft takes effect
    with the next published version.
    """

    problem = models.CharField(max_length=80, help_text=_("As the desk names it."))
    kind = models.CharField(max_length=7, choices=FixKind.choices)
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="fixes"
    )
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    drafts = models.JSONField(
        default=list, help_text=_("Roadmaps, by slug, that must be published for it.")
    )
    sure = models.PositiveSmallIntegerField(help_text=_("Percent; 100 is certain."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(max_length=64, editable=False)
    applied_at = models.DateTimeField()
    until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = FixQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "fixes"
        ordering = ["-applied_at", "-id"]
        indexes = [models.Index(fields=["-applied_at"], name="fix_newest")]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="fix_once_per_form"),
            models.CheckConstraint(
                condition=Q(kind__in=FixKind.values), name="fix_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sure__range=(0, 100)), name="fix_sure_in_range"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("applied_at")), name="fix_can_be_undone"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(
                    undone_at__isnull=False,
                    undone_by__isnull=False,
                    undone_at__gte=F("applied_at"),
                    undone_at__lte=F("until"),
                ),
                name="fix_undone_in_time_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.problem} {self.kind}"


class Snooze(models.Model):
    """A problem that nobody wants to see until a day."""

    problem = models.CharField(max_length=80, unique=True)
    until = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at")), name="snooze_ends_later"
            ),
            models.CheckConstraint(
                condition=~Q(problem=""), name="snooze_names_a_problem"
            ),
        ]

    def __str__(self) -> str:
        return self.problem


class Reach(models.Model):
    """How many learners come to a resource in the four weeks after it was counted."""

    resource = models.OneToOneField(
        Resource, on_delete=models.PROTECT, related_name="reach"
    )
    learners = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(
        default=0, help_text=_("Of roadmaps, on which these learners come to it.")
    )
    roadmaps = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "reach"
        constraints = [
            models.CheckConstraint(
                condition=Q(roadmaps__lte=F("steps")), name="reach_roadmaps_have_steps"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.learners}"


class DeskCount(models.Model):
    """How many problems wait for a decision, for the navigation; one row, counted each
    minute."""

    todo = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="desk_count_is_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.todo)
