"""The draft of a roadmap: steps, ways through them, and what they need."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roadmap.models.resources import Basis, Resource
from roadmap.models.roadmaps import RoadmapPart, Stage
from roadmap.models.stretches import is_stretch


class StepKind(models.TextChoices):
    STUDY = "study", _("Study")
    PRACTICE = "practice", _("Practice")
    PROJECT = "project", _("Project")
    CHOICE = "choice", _("Choice")
    HABIT = "habit", _("Habit")
    SUPPORT = "support", _("Support")


class Requirement(models.TextChoices):
    REQUIRED = "required", _("required")
    ELECTIVE = "elective", _("if you want")
    DEFERRED = "deferred", _("for later")


class Rhythm(models.TextChoices):
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")


CONDITION_HELP = _(
    'Empty for always, or {"tracks": [any of], "not_tracks": [none of], '
    '"aims": [any of]}.'
)


class Step(RoadmapPart):
    """One thing to do. The row is its identity for ever and its draft for now."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    summary = models.TextField(max_length=4000, blank=True, help_text=_("Markdown."))
    minutes = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(600_000)],
        help_text=_("Time beside the resources; empty if they are all there is."),
    )
    minutes_basis = models.CharField(
        max_length=8, choices=Basis.choices, default=Basis.ESTIMATE
    )
    requirement = models.CharField(
        max_length=8, choices=Requirement.choices, default=Requirement.REQUIRED
    )
    elective_on = models.BooleanField(
        default=False, help_text=_("If you want: on the path unless taken off.")
    )
    requirement_reason = models.CharField(max_length=300, blank=True)
    joins_when = models.JSONField(
        null=True, blank=True, help_text=_("For later: when it joins the path.")
    )
    offered_when = models.JSONField(
        null=True, blank=True, help_text=_("For later: when it is offered.")
    )
    when = models.JSONField(null=True, blank=True, help_text=CONDITION_HELP)
    ask_at_start = models.BooleanField(
        default=False, help_text=_("Ask new learners whether they know this.")
    )
    is_goal = models.BooleanField(default=False)
    value = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("Empty for the rule: project 3, goal or end of a track 1."),
    )
    rhythm = models.CharField(max_length=7, choices=Rhythm.choices, blank=True)
    prepare = models.CharField(
        max_length=300, blank=True, help_text=_("What has to be ready: an account.")
    )
    can_do = models.JSONField(
        default=list, blank=True, help_text=_("One to three sentences.")
    )
    rubric = models.JSONField(
        default=list,
        blank=True,
        help_text=_('[{"criterion": "...", "levels": ["...", "...", "..."]}]'),
    )
    was = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="became",
        blank=True,
        help_text=_("Earlier steps whose work counts as this one."),
    )
    is_retired = models.BooleanField(_("taken out of use"), default=False)

    history = HistoricalRecords(m2m_fields=[was])

    class Meta:
        ordering = ["roadmap", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "key"], name="step_key_once_per_roadmap"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values), name="step_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(requirement__in=Requirement.values),
                name="step_requirement_is_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes_basis__in=Basis.values),
                name="step_minutes_basis_is_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 600_000)),
                name="step_minutes_in_range",
            ),
            models.CheckConstraint(
                condition=(Q(kind="habit") & Q(rhythm__in=Rhythm.values))
                | (~Q(kind="habit") & Q(rhythm="")),
                name="step_rhythm_belongs_to_habits",
            ),
            models.CheckConstraint(
                condition=Q(requirement="deferred")
                | Q(joins_when__isnull=True, offered_when__isnull=True),
                name="step_waiting_conditions_belong_to_deferred",
            ),
            models.CheckConstraint(
                condition=Q(requirement="elective") | Q(elective_on=False),
                name="step_elective_switch_belongs_to_electives",
            ),
        ]

    natural_key = RoadmapPart.natural_key
    natural_key.dependencies = ["roadmap.stage"]  # type: ignore[attr-defined]


class OptionManager(models.Manager["Option"]):
    def get_by_natural_key(self, slug: str, step: str, key: str) -> "Option":
        return self.get(step__roadmap__slug=slug, step__key=step, key=key)


class Option(models.Model):
    """One way through a step."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="options")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=400, blank=True)
    aims = models.JSONField(
        default=list, blank=True, help_text=_("Keys of the aims it is proposed for.")
    )
    is_default = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()
    objects = OptionManager()

    class Meta:
        ordering = ["step", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "key"], name="option_key_once_per_step"
            ),
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(is_default=True),
                name="option_one_default_per_step",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str, str]:
        return (self.step.roadmap.slug, self.step.key, self.key)

    natural_key.dependencies = ["roadmap.step"]  # type: ignore[attr-defined]

    def seed_root(self) -> tuple[str, str]:
        return self.step.seed_root()


class Role(models.TextChoices):
    PRIMARY = "primary", _("the one to take")
    INSTEAD = "instead", _("instead")
    EXTRA = "extra", _("on top")


class StepResource(models.Model):
    """A resource, or a stretch of it, in one slot of a step."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="uses")
    option = models.ForeignKey(
        Option, on_delete=models.CASCADE, related_name="uses", null=True, blank=True
    )
    slot = models.PositiveSmallIntegerField(
        default=1, help_text=_("Each slot asks for one of its resources.")
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="uses"
    )
    role = models.CharField(max_length=7, choices=Role.choices, default=Role.PRIMARY)
    start = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Units from (0 is the beginning) ...")
    )
    end = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("... up to; both empty for the whole.")
    )
    label = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["step", "slot", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "slot", "resource", "role"],
                condition=Q(option__isnull=True),
                name="use_once_per_slot",
            ),
            models.UniqueConstraint(
                fields=["option", "slot", "resource", "role"],
                condition=Q(option__isnull=False),
                name="use_once_per_slot_of_an_option",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="use_role_is_known"
            ),
            models.CheckConstraint(condition=Q(slot__gte=1), name="use_slots_from_one"),
            models.CheckConstraint(
                condition=is_stretch("start", "end"),
                name="use_scope_is_a_stretch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} ({self.get_role_display()})"

    def clean(self) -> None:
        total = self.resource.total if self.resource_id else None
        if total is not None and self.end is not None and self.end > total:
            raise ValidationError(
                {"end": _("The resource has only %(total)s units.") % {"total": total}}
            )

    def seed_root(self) -> tuple[str, str]:
        return self.step.seed_root()
