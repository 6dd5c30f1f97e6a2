"""Needs of steps as a list: one row for each step or resource that is needed."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from roadmap.admin.circles import check_draft_needs
from roadmap.admin.columns import (
    Keys,
    KeyWidget,
    StretchColumn,
    WholeNumber,
    text_of,
)
from roadmap.admin.constraints import in_words
from roadmap.admin.importing import Checked, Rows
from roadmap.models import Need, NeedGroup, Option, Resource, Roadmap, Step, Strength


class StepWidget(Widget):
    """A step of the roadmap that the same row names."""

    def __init__(self, *, must_be_open: bool = False) -> None:
        super().__init__()
        self.must_be_open = must_be_open

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Step | None:
        key, slug = text_of(value), text_of(row.get("roadmap"))
        if not key and not self.must_be_open:
            return None
        steps = Step.objects.select_related("roadmap")
        step: Step | None = steps.filter(roadmap__slug=slug, key=key).first()
        if step is None:
            raise ValueError(
                _("“%(roadmap)s” has no step “%(step)s”.")
                % {"roadmap": slug[:100], "step": key[:100]}
            )
        if self.must_be_open and not step.roadmap.draft_is_open:
            raise ValueError(_("Open a draft of “%s” first.") % step.roadmap)
        return step

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.key if value else ""


class WayWidget(StepWidget):
    """An option of the step that the same row needs."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Option | None:  # type: ignore[override]
        key = text_of(value)
        if not key:
            return None
        step = super().clean(row.get("needs_step"), row=row)
        way = Option.objects.filter(step=step, key=key).first() if step else None
        if way is None:
            raise ValueError(_("There is no way “%s” through it.") % key[:60])
        return way


class GroupColumn(Field):
    """A column of the group that a need belongs to; one query where it is not known.

    known: (step id, number) -> value, filled before an export.
    """

    def __init__(self, name: str, column_name: str, widget: Widget) -> None:
        super().__init__(f"group_{name}", column_name, widget)
        self.name = name
        self.known: Mapping[tuple[int, int], Any] | None = None

    def get_value(self, instance: Any) -> Any:
        if self.attribute in instance.__dict__:
            return instance.__dict__[self.attribute]
        place = (instance.step_id, instance.number)
        if self.known is not None:
            return self.known.get(place)
        groups = NeedGroup.objects.filter(step=place[0], number=place[1])
        return groups.values_list(self.name, flat=True).first()


class StrengthWidget(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value) or str(Strength.REQUIRED)
        if text not in Strength.values:
            raise ValueError(
                _("“%(text)s” is none of %(all)s.")
                % {"text": text[:40], "all": ", ".join(Strength.values)}
            )
        return text


class NeedRowsOfSteps(Rows):
    """Groups are made, and changed, as the rows of the group say."""

    roadmap = Field("step__roadmap__slug", "roadmap", readonly=True)
    step = Field("step", "step", StepWidget(must_be_open=True))
    number = Field("number", "group", WholeNumber())
    strength = GroupColumn("strength", "strength", StrengthWidget())
    k = GroupColumn("k", "enough", WholeNumber())
    needed = Field("needed", "needs_step", StepWidget())
    needed_option = Field("needed_option", "by_way", WayWidget())
    resource = Field("resource", "needs_resource", KeyWidget(Resource, "key"))
    units = StretchColumn("units", Keys("start", "end", "resource"))

    class Meta(Checked):
        model = Need
        import_id_fields = ["step", "number", "needed", "needed_option", "resource"]
        fields = import_order = export_order = (
            *("roadmap", "step", "number", "strength", "k", "needed"),
            *("needed_option", "resource", "units"),
        )

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Lock the roadmaps in the order of their ids; rows of a group must agree."""
        super().before_import(dataset, **kwargs)
        slugs = {text_of(row.get("roadmap")) for row in dataset.dict}
        rows = Roadmap.objects.select_for_update(no_key=True).filter(slug__in=slugs)
        self.roadmaps = list(rows.order_by("pk"))
        said: dict[tuple[str, ...], tuple[str, ...]] = {}
        for row in dataset.dict:
            group = tuple(
                text_of(row.get(name)) for name in ("roadmap", "step", "group")
            )
            says = tuple(text_of(row.get(name)) for name in ("strength", "enough"))
            if said.setdefault(group, says) != says:
                raise ValidationError(
                    _("Rows of group %(group)s of “%(step)s” do not agree.")
                    % {"group": group[2], "step": group[1]}
                )

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        for roadmap in self.roadmaps:
            check_draft_needs(roadmap.pk)

    def save_instance(
        self, instance: Any, is_create: bool, row: Any, **kwargs: Any
    ) -> None:
        self._save_group(instance)
        super().save_instance(instance, is_create, row, **kwargs)

    def _save_group(self, need: Any) -> None:
        wanted = {
            name: need.__dict__[f"group_{name}"]
            for name in ("strength", "k")
            if f"group_{name}" in need.__dict__
        }
        groups = NeedGroup.objects.filter(step=need.step, number=need.number)
        group = groups.first() or NeedGroup(step=need.step, number=need.number)
        changed = [
            name for name, value in wanted.items() if getattr(group, name) != value
        ]
        if group.pk and not changed:
            return
        for name, value in wanted.items():
            setattr(group, name, value)
        try:
            group.full_clean()
        except ValidationError as error:
            raise in_words(error, NeedGroup) from None
        group.save()

    def before_export(self, queryset: Any, **kwargs: Any) -> None:
        groups = list(
            NeedGroup.objects.values_list("step_id", "number", "strength", "k")
        )
        self.fields["strength"].known = {
            (s, n): strength for s, n, strength, _k in groups
        }
        self.fields["k"].known = {(s, n): k for s, n, _strength, k in groups}
