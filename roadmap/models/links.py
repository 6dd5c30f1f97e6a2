"""Web addresses of resources."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roadmap.models.resources import Resource
from roadmap.urls_canonical import canonical_url


class LinkKind(models.TextChoices):
    PAGE = "page", _("page")
    ALTERNATE = "alternate", _("other address of the same")
    ARCHIVE = "archive", _("archived copy")


class Link(models.Model):
    """One address of one resource; its canonical form is stored once."""

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="links"
    )
    url = models.URLField(_("address"), max_length=500)
    canonical = models.CharField(max_length=500, unique=True, editable=False)
    kind = models.CharField(
        max_length=9, choices=LinkKind.choices, default=LinkKind.PAGE
    )
    is_primary = models.BooleanField(default=False)
    label = models.CharField(max_length=120, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["resource", "-is_primary", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource"],
                condition=Q(is_primary=True),
                name="link_one_primary_per_resource",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="link_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="link_is_a_web_address",
            ),
            models.CheckConstraint(
                condition=~Q(canonical=""), name="link_has_a_canonical_form"
            ),
        ]

    def __str__(self) -> str:
        return self.url

    def save(self, *args: object, **kwargs: object) -> None:
        self.canonical = canonical_url(self.url)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean_fields(self, exclude: object = None) -> None:
        try:
            self.canonical = canonical_url(self.url) if self.url else ""
        except ValueError:
            raise ValidationError(
                {"url": _("This is not an address of a page.")}
            ) from None
        super().clean_fields(exclude)  # type: ignore[arg-type]

    def seed_root(self) -> tuple[str, str]:
        return self.resource.seed_root()
