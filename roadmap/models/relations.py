"""How resources relate, what they build on, what reviewers say of them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roadmap.models.resources import Resource
from roadmap.models.stretches import is_stretch


class RelationKind(models.TextChoices):
    PART_OF = "part_of", _("is a part of")
    EDITION_OF = "edition_of", _("is another edition of")
    COVERS = "covers", _("also counts as")
    REPLACED_BY = "replaced_by", _("has a newer one:")


class Relation(models.Model):
    """How work in one resource counts in another."""

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="relations"
    )
    kind = models.CharField(max_length=11, choices=RelationKind.choices)
    to = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="relations_back"
    )
    number = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Which unit of the whole it is.")
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    to_start = models.PositiveIntegerField(null=True, blank=True)
    to_end = models.PositiveIntegerField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["resource", "kind", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "kind", "to"], name="relation_once"
            ),
            models.CheckConstraint(
                condition=~Q(resource=F("to")), name="relation_not_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RelationKind.values), name="relation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="part_of", number__isnull=False, number__gte=1)
                | (~Q(kind="part_of") & Q(number__isnull=True)),
                name="relation_parts_are_numbered",
            ),
            models.CheckConstraint(
                condition=is_stretch("start", "end"),
                name="relation_scope_is_a_stretch",
            ),
            models.CheckConstraint(
                condition=is_stretch("to_start", "to_end"),
                name="relation_target_scope_is_a_stretch",
            ),
            models.CheckConstraint(
                condition=Q(kind="covers")
                | Q(start__isnull=True, to_start__isnull=True),
                name="relation_scopes_belong_to_covers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.get_kind_display()} {self.to}"

    def seed_root(self) -> tuple[str, str]:
        return self.resource.seed_root()


class ResourceNeed(models.Model):
    """What should be known before a resource, whatever the roadmap."""

    class Strength(models.TextChoices):
        REQUIRED = "required", _("needed")
        RECOMMENDED = "recommended", _("recommended")

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="needs"
    )
    needed = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="needed_by"
    )
    strength = models.CharField(max_length=11, choices=Strength.choices)
    reason = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["resource", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "needed"], name="resource_need_once"
            ),
            models.CheckConstraint(
                condition=~Q(resource=F("needed")), name="resource_needs_another"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=("required", "recommended")),
                name="resource_need_strength_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.needed}"

    def seed_root(self) -> tuple[str, str]:
        return self.resource.seed_root()


class EditorialReview(models.Model):
    """What a source or a curator says about a resource, in our words."""

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="reviews"
    )
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=120)
    url = models.URLField(max_length=500, blank=True)
    text = models.TextField(max_length=4000, help_text=_("Markdown."))
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["resource", "id"]

    def __str__(self) -> str:
        return f"{self.author}: {self.title}"

    def seed_root(self) -> tuple[str, str]:
        return self.resource.seed_root()
