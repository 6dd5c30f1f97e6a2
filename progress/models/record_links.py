"""Addresses under which a learner shows the record of a finished path."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from progress.models.enrolment import Enrolment


class RecordLink(models.Model):
    """One address that its learner can take back; only its hash is stored."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="record_links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    key = models.CharField(
        max_length=64, editable=False, help_text=_("Of the form that made it, hashed.")
    )
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "key"], name="record_link_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(token_hash__length=64), name="record_link_is_hashed"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True)
                | Q(revoked_at__gte=F("created_at")),
                name="record_link_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}"
