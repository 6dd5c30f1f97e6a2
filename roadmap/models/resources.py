"""What can be learnt from: resources, how they count, how they relate."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roadmap.models.counting import is_counted


class Basis(models.TextChoices):
    SOURCE = "source", _("said by the source")
    ESTIMATE = "estimate", _("our estimate")


class ResourceKind(models.TextChoices):
    COURSE = "course", _("Course")
    SPECIALIZATION = "specialization", _("Specialization")
    BOOK = "book", _("Book")
    VIDEO = "video", _("Video")
    PLAYLIST = "playlist", _("Playlist")
    ARTICLE = "article", _("Article")
    TUTORIAL = "tutorial", _("Tutorial")
    DOCUMENTATION = "documentation", _("Documentation")
    PAPER = "paper", _("Paper")
    NOTEBOOK = "notebook", _("Notebook")
    PROJECT = "project", _("Project page")
    TOOL = "tool", _("Tool")
    COMMUNITY = "community", _("Community")
    COMPETITION = "competition", _("Competition")


class Level(models.TextChoices):
    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class Cost(models.TextChoices):
    FREE = "free", _("Free")
    AUDIT = "audit", _("Free to audit")
    PAID = "paid", _("Paid")


class Unit(models.TextChoices):
    LESSON = "lesson", _("lesson")
    LECTURE = "lecture", _("lecture")
    CHAPTER = "chapter", _("chapter")
    PAGE = "page", _("page")
    WEEK = "week", _("week")
    VIDEO = "video", _("video")
    COURSE = "course", _("course")
    PART = "part", _("part")
    SECTION = "section", _("section")
    MINUTE = "minute", _("minute")


class ResourceStatus(models.TextChoices):
    CURRENT = "current", _("in use")
    SUPERSEDED = "superseded", _("there is a newer one")
    DISCONTINUED = "discontinued", _("no longer developed")
    GONE = "gone", _("no longer to be had")


class KeyManager(models.Manager[Any]):
    """Lets fixtures name rows by their key."""

    def get_by_natural_key(self, key: str) -> Any:
        return self.get(key=key)


class Topic(models.Model):
    """A subject that resources are about."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=80)

    objects = KeyManager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    def seed_root(self) -> tuple[str, str]:
        return ("topic", self.key)


class ResourceQuerySet(models.QuerySet["Resource"]):
    def in_use(self) -> "ResourceQuerySet":
        return self.filter(is_retired=False, merged_into__isnull=True)


class ResourceManager(models.Manager.from_queryset(ResourceQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, key: str) -> "Resource":
        found: Resource = self.get(key=key)
        return found


class Resource(models.Model):
    """One thing to learn from or with, whatever its addresses."""

    key = models.SlugField(
        max_length=100, unique=True, help_text=_("Never renamed, never used again.")
    )
    kind = models.CharField(max_length=16, choices=ResourceKind.choices)
    title = models.CharField(max_length=200)
    authors = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1400), MaxValueValidator(2200)],
    )
    language = models.CharField(
        max_length=12, default="en", help_text=_("Code such as en or de.")
    )
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    cost = models.CharField(max_length=5, choices=Cost.choices, blank=True)
    summary = models.TextField(
        max_length=4000, blank=True, help_text=_("Markdown, in your own words.")
    )
    unit = models.CharField(
        max_length=8,
        choices=Unit.choices,
        blank=True,
        help_text=_("What it counts in; empty for one piece read or seen whole."),
    )
    total = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("How many units; empty if it never ends.")
    )
    minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Study time for the whole, in minutes.")
    )
    minutes_basis = models.CharField(
        max_length=8, choices=Basis.choices, default=Basis.ESTIMATE
    )
    status = models.CharField(
        max_length=12, choices=ResourceStatus.choices, default=ResourceStatus.CURRENT
    )
    needs_computer = models.BooleanField(default=False)
    needs_account = models.BooleanField(default=False)
    topics = models.ManyToManyField(Topic, related_name="resources", blank=True)
    sections = models.JSONField(
        default=list,
        blank=True,
        help_text=_('Named stretches: [{"label": "chapter 2", "start": 1, "end": 2}].'),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged",
        null=True,
        blank=True,
        help_text=_("Progress and links lead to this one instead."),
    )
    is_retired = models.BooleanField(_("taken out of use"), default=False)
    updated_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(m2m_fields=[topics])
    objects = ResourceManager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ResourceKind.values), name="resource_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(level="") | Q(level__in=Level.values),
                name="resource_level_is_known",
            ),
            models.CheckConstraint(
                condition=Q(cost="") | Q(cost__in=Cost.values),
                name="resource_cost_is_known",
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(unit__in=Unit.values),
                name="resource_unit_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ResourceStatus.values),
                name="resource_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes_basis__in=Basis.values),
                name="resource_minutes_basis_is_known",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True)
                | (Q(total__range=(1, 100_000)) & ~Q(unit="")),
                name="resource_total_counts_units",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 600_000)),
                name="resource_minutes_in_range",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="resource_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(key=""), name="resource_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    natural_key.dependencies = ["roadmap.topic"]  # type: ignore[attr-defined]

    def seed_root(self) -> tuple[str, str]:
        return ("resource", self.key)

    def clean(self) -> None:
        if self.total is not None and not self.unit:
            raise ValidationError({"unit": _("Say what the total counts.")})
        if self.pk and self._counts_otherwise() and is_counted(self.pk):
            words = _(
                "Learners have done units of it. Count it anew on its page for"
                " curators, so that their work is carried over."
            )
            raise ValidationError({"total": words})

    def _counts_otherwise(self) -> bool:
        stored = Resource.objects.filter(pk=self.pk).values_list("unit", "total")
        return stored.first() not in (None, (self.unit, self.total))


class ResourceUnit(models.Model):
    """One numbered unit with its title, time and the parts its publisher lists."""

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="units"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    parts = models.JSONField(
        default=list,
        blank=True,
        help_text=_('[{"title": "...", "kind": "video", "minutes": 12}]'),
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["resource", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "number"], name="unit_number_once_per_resource"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="unit_numbers_start_at_one"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 60_000)),
                name="unit_minutes_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def seed_root(self) -> tuple[str, str]:
        return self.resource.seed_root()


class CatalogueState(models.Model):
    """One row that grows whenever a page about resources would change."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="cataloguestate_is_a_single_row"
            )
        ]

    def __str__(self) -> str:
        return str(self.revision)
