"""Cohorts, and who belongs to them when."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Cohort(models.Model):
    """Learners and mentors who walk together over a period."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("promised answer, days"), default=3, validators=[MinValueValidator(1)]
    )
    closed_at = models.DateTimeField(
        _("closed"),
        null=True,
        blank=True,
        help_text=_("From then on nobody joins; what was done can still be read."),
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1),
                name="cohort_has_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1), name="cohort_answers_within_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CohortRole(models.TextChoices):
    LEARNER = "learner", _("learner")
    MENTOR = "mentor", _("mentor")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(ended_at__isnull=True, cohort__archived_at__isnull=True)

    def learners(self) -> "MembershipQuerySet":
        return self.filter(role=CohortRole.LEARNER)

    def mentors(self) -> "MembershipQuerySet":
        return self.filter(role=CohortRole.MENTOR)


class Membership(models.Model):
    """One person in one cohort from one moment on; ended, never deleted."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=7, choices=CohortRole.choices)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("When a learner agreed to what mentors see."),
    )
    muted_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("From when on a learner wants no nudges of this cohort."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=Q(ended_at__isnull=True),
                name="membership_active_once",
            ),
            models.CheckConstraint(
                condition=Q(role__in=CohortRole.values), name="membership_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role}, {self.cohort})"


class WaitingPlace(models.Model):
    """Somebody who would join a full cohort; in order of asking."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="waiting_places"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="waiting_places",
    )
    asked_at = models.DateTimeField()
    consented_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"], name="waiting_place_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.cohort})"
