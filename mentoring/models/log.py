"""What happened to a cohort, and when each mentor last looked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort


class CohortVerb(models.TextChoices):
    OPENED = "opened", _("opened the cohort")
    CHANGED = "changed", _("changed the cohort")
    PLANNED = "planned", _("changed the plan")
    CLOSED = "closed", _("closed the cohort")
    REOPENED = "reopened", _("opened the cohort again")
    ARCHIVED = "archived", _("archived the cohort")
    INVITED = "invited", _("made an invitation")
    REVOKED = "revoked", _("took an invitation back")
    JOINED = "joined", _("joined")
    WAITED = "waited", _("asked for a seat")
    LEFT = "left", _("left")
    ENDED = "ended", _("ended a membership")
    ANNOUNCED = "announced", _("announced")
    GUIDED = "guided", _("changed a path")
    LIFTED = "lifted", _("lifted a change of a path")
    WROTE = "wrote", _("wrote to learners")
    EXPLAINED = "explained", _("explained something")
    ACCEPTED = "accepted", _("accepted an explanation")
    REPORTED = "reported", _("told the curators of a step")


class CohortEvent(models.Model):
    """One thing that happened to a cohort. Rows are only ever inserted."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="log")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cohort_acts"
    )
    verb = models.CharField(max_length=9, choices=CohortVerb.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="cohort_events",
        null=True,
    )
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["cohort", "happened_at"], name="cohort_event_in_order")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verb__in=CohortVerb.values),
                name="cohort_event_verb_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.verb}"


class Visit(models.Model):
    """When a mentor last said of a cohort "I have seen this", and the time before."""

    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="visits")
    looked_at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentor", "cohort"], name="visit_once"),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(before__lte=F("looked_at")),
                name="visit_before_the_last",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor}: {self.cohort}"
