"""A roadmap: its identity, its published versions, and who it is for."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

models.CharField.register_lookup(Length)


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def published(self) -> "RoadmapQuerySet":
        return self.filter(current_version__isnull=False, is_retired=False)


class RoadmapManager(models.Manager.from_queryset(RoadmapQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, slug: str) -> "Roadmap":
        found: Roadmap = self.get(slug=slug)
        return found


class Roadmap(models.Model):
    """A way to an aim. Pages show its current version; curators edit its draft."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    description = models.TextField(
        max_length=20_000, blank=True, help_text=_("Markdown.")
    )
    language = models.CharField(max_length=12, default="en")
    position = models.PositiveSmallIntegerField(default=100)
    source_title = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_author = models.CharField(max_length=200, blank=True)
    source_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1400), MaxValueValidator(2200)],
    )
    source_licence = models.CharField(max_length=200, blank=True)
    source_note = models.CharField(max_length=400, blank=True)
    is_retired = models.BooleanField(_("taken out of use"), default=False)
    current_version = models.ForeignKey(
        "RoadmapVersion",
        on_delete=models.PROTECT,
        related_name="current_for",
        null=True,
        blank=True,
        editable=False,
    )
    draft_is_open = models.BooleanField(
        default=True,
        editable=False,
        help_text=_("Steps, needs and scopes can be changed until it is published."),
    )
    draft_revision = models.PositiveBigIntegerField(default=0, editable=False)

    history = HistoricalRecords(excluded_fields=["draft_revision"])
    objects = RoadmapManager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(title=""), name="roadmap_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def seed_root(self) -> tuple[str, str]:
        return ("roadmap", self.slug)


class RoadmapVersion(models.Model):
    """One published version: a frozen document. The database refuses changes."""

    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=400, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="published_versions",
        null=True,
        blank=True,
    )
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["roadmap", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "number"], name="version_number_once_per_roadmap"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="version_numbers_start_at_one"
            ),
            models.CheckConstraint(
                condition=Q(digest__length=64) & ~Q(document=""),
                name="version_has_document_and_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap} {self.number}"


class KeyedManager(models.Manager[Any]):
    """Lets fixtures name a part of a roadmap by (roadmap slug, key)."""

    def get_by_natural_key(self, slug: str, key: str) -> Any:
        return self.get(roadmap__slug=slug, key=key)


class RoadmapPart(models.Model):
    """What all keyed parts of a draft share."""

    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    key = models.SlugField(max_length=100)
    title = models.CharField(max_length=160)
    position = models.PositiveIntegerField(default=0)

    objects = KeyedManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str]:
        return (self.roadmap.slug, self.key)

    natural_key.dependencies = ["roadmap.roadmap"]  # type: ignore[attr-defined]

    def seed_root(self) -> tuple[str, str]:
        return self.roadmap.seed_root()


class Aim(RoadmapPart):
    """Why somebody learns: research, industry."""

    who = models.CharField(max_length=300, help_text=_("For whom, in one sentence."))
    is_default = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["roadmap", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "key"], name="aim_key_once_per_roadmap"
            ),
            models.UniqueConstraint(
                fields=["roadmap"],
                condition=Q(is_default=True),
                name="aim_one_default_per_roadmap",
            ),
        ]


class Track(RoadmapPart):
    """A branch of the roadmap that a learner may choose."""

    who = models.CharField(max_length=300, help_text=_("For whom, in one sentence."))

    history = HistoricalRecords()

    class Meta:
        ordering = ["roadmap", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "key"], name="track_key_once_per_roadmap"
            ),
        ]


class Stage(RoadmapPart):
    """A named stretch of the roadmap."""

    summary = models.CharField(max_length=400, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["roadmap", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "key"], name="stage_key_once_per_roadmap"
            ),
        ]
