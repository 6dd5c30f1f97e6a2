"""Two resources that were one, put together; nothing is moved, so it can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from roadmap.models import Resource


class Merge(models.Model):
    """gone leads to kept from merged_at on, until undone_at if it was undone."""

    gone = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="merges_into"
    )
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="merges_undone",
        null=True,
    )

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="merge_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(gone=F("kept")), name="merge_of_two_resources"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(
                    undone_at__isnull=False,
                    undone_by__isnull=False,
                    undone_at__gte=F("merged_at"),
                ),
                name="merge_undone_by_somebody_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} -> {self.kept}"
