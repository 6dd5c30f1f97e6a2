"""What a step needs: groups, and the steps or resources in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roadmap.models.resources import Resource
from roadmap.models.steps import CONDITION_HELP, Option, Step
from roadmap.models.stretches import is_stretch


class Strength(models.TextChoices):
    REQUIRED = "required", _("needed first")
    RECOMMENDED = "recommended", _("better first")
    ALONGSIDE = "alongside", _("alongside")


class NeedGroup(models.Model):
    """All of its members, or any k of them, before (or alongside) a step."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField(default=1)
    k = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("How many are enough; empty for all.")
    )
    strength = models.CharField(
        max_length=11, choices=Strength.choices, default=Strength.REQUIRED
    )
    when = models.JSONField(null=True, blank=True, help_text=CONDITION_HELP)
    reason = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["step", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "number"], name="need_group_once_per_step"
            ),
            models.CheckConstraint(
                condition=Q(k__isnull=True) | Q(k__gte=1), name="need_group_k_from_one"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="need_group_numbers_from_one"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=Strength.values),
                name="need_group_strength_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.number}"

    def seed_root(self) -> tuple[str, str]:
        return self.step.seed_root()


class Need(models.Model):
    """One member of a group: a step, an option of it, or a stretch of a resource."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="needs")
    number = models.PositiveSmallIntegerField(
        default=1, help_text=_("The group it belongs to.")
    )
    needed = models.ForeignKey(
        Step,
        on_delete=models.PROTECT,
        related_name="needed_by",
        null=True,
        blank=True,
    )
    needed_option = models.ForeignKey(
        Option,
        on_delete=models.PROTECT,
        related_name="needed_by",
        null=True,
        blank=True,
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.PROTECT,
        related_name="needed_by_steps",
        null=True,
        blank=True,
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["step", "number", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "number", "needed"],
                condition=Q(needed__isnull=False, needed_option__isnull=True),
                name="need_step_once_per_group",
            ),
            models.UniqueConstraint(
                fields=["step", "number", "needed_option"],
                condition=Q(needed_option__isnull=False),
                name="need_option_once_per_group",
            ),
            models.UniqueConstraint(
                fields=["step", "number", "resource"],
                condition=Q(resource__isnull=False),
                name="need_resource_once_per_group",
            ),
            models.CheckConstraint(
                condition=Q(needed__isnull=True) | ~Q(needed=F("step")),
                name="need_not_itself",
            ),
            models.CheckConstraint(
                condition=Q(needed__isnull=False, resource__isnull=True)
                | Q(needed__isnull=True, resource__isnull=False),
                name="need_is_a_step_or_a_resource",
            ),
            models.CheckConstraint(
                condition=Q(needed_option__isnull=True) | Q(needed__isnull=False),
                name="need_option_comes_with_its_step",
            ),
            models.CheckConstraint(
                condition=is_stretch("start", "end")
                & (Q(start__isnull=True) | Q(resource__isnull=False)),
                name="need_scope_is_a_stretch_of_a_resource",
            ),
        ]

    def __str__(self) -> str:
        return str(self.needed or self.resource)

    def seed_root(self) -> tuple[str, str]:
        return self.step.seed_root()
