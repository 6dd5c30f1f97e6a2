"""What learners say of a resource they have done half of."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from roadmap.models import Resource

LONGEST_REVIEW = 2000


class Opinion(models.TextChoices):
    YES = "yes", _("yes")
    PARTLY = "partly", _("in parts")
    NO = "no", _("no")


class Effort(models.TextChoices):
    LESS = "less", _("less than it says")
    AS_TOLD = "as_told", _("as long as it says")
    MORE = "more", _("longer than it says")


class ResourceReview(models.Model):
    """What one learner says, as it was said then. The one without replaced_at is what
    they say now; earlier ones stay."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="resource_reviews",
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="learner_reviews"
    )
    useful = models.CharField(max_length=6, choices=Opinion.choices)
    clear = models.CharField(max_length=6, choices=Opinion.choices)
    effort = models.CharField(max_length=7, choices=Effort.choices)
    words = models.TextField(
        blank=True, validators=[MaxLengthValidator(LONGEST_REVIEW)]
    )
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-said_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "resource"],
                condition=Q(replaced_at__isnull=True),
                name="resource_review_one_now",
            ),
            models.CheckConstraint(
                condition=Q(useful__in=Opinion.values, clear__in=Opinion.values),
                name="resource_review_opinions_are_known",
            ),
            models.CheckConstraint(
                condition=Q(effort__in=Effort.values),
                name="resource_review_effort_is_known",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), LONGEST_REVIEW),
                name="resource_review_is_short",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True)
                | Q(replaced_at__gte=F("said_at")),
                name="resource_review_replaced_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.resource}"
