"""A resource counted anew: what its units became."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from roadmap.models.resources import Resource


class UnitChange(models.Model):
    """units: for each new unit the old ones it is made of (roadmap.unit_mapping).

    total, new_total: units before and after. before: what it counted in, as the page
    shows it. up_to_version: the newest version of any roadmap then; this one and older
    ones speak of the old units. carried_at: everybody's work follows it.
    """

    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="unit_changes"
    )
    units = models.JSONField()
    total = models.PositiveIntegerField()
    new_total = models.PositiveIntegerField()
    up_to_version = models.PositiveBigIntegerField()
    before = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="unit_changes",
        null=True,
    )
    made_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gte=1, new_total__gte=1),
                name="unit_change_counts_units",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.total} -> {self.new_total}"
