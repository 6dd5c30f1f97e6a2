"""Rows on the page of a step: what it needs, in groups."""

from collections import Counter
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.admin.base import StackedInline, TabularInline
from roadmap.admin.circles import circle_in_words, required_edges
from roadmap.admin.fields import ConditionField
from roadmap.admin.forms import CuratorForm, StretchRow
from roadmap.admin.step_forms import RoadmapChoices
from roadmap.admin.step_rows import DraftRows, StepRowSet, is_open
from roadmap.admin.widgets import StepPicker
from roadmap.models import Need, NeedGroup, Option, Step, Strength
from roadmap.value_words import condition_in_words, units_in_words


class GroupWordsForm(CuratorForm):
    class Meta:
        labels = {"k": gettext_lazy("Enough")}


class GroupForm(GroupWordsForm):
    when = ConditionField(label=gettext_lazy("Only when"))

    def __init__(self, *args: Any, choices: RoadmapChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["when"]
        field.offer(choices.conditions, self.instance.when)
        if self.instance._state.adding:
            self.initial["number"] = choices.next_group

    def has_changed(self) -> bool:
        """A group that was added counts, also where all is left as proposed."""
        return self.instance._state.adding or super().has_changed()


class GroupRows(DraftRows, StackedInline):
    model = NeedGroup
    draft_form, words_form = GroupForm, GroupWordsForm
    formset = StepRowSet
    fields = (("number", "strength", "k"), "reason", "when")
    closed_fields = ("number", "strength", "k", "reason", "when_words")
    verbose_name = gettext_lazy("group of needs")
    verbose_name_plural = gettext_lazy("Groups of needs: all of them, or some")

    @admin.display(description=gettext_lazy("Only when"))
    def when_words(self, group: NeedGroup) -> str:
        return condition_in_words(group.when, {})


class NeedWordsForm(CuratorForm):
    class Meta:
        labels = {
            "number": gettext_lazy("group"),
            "needed": gettext_lazy("step"),
            "needed_option": gettext_lazy("by the way"),
        }


class NeedForm(NeedWordsForm, StretchRow):
    """A step of the same roadmap, by any way or by one, or units of a resource."""

    def __init__(self, *args: Any, choices: RoadmapChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roadmap_steps = Step.objects.filter(roadmap=choices.roadmap, is_retired=False)
        stored = Step.objects.filter(pk=self.instance.needed_id)
        needed: Any = self.fields["needed"]
        needed.queryset = (roadmap_steps | stored).distinct()
        ways: Any = self.fields["needed_option"]
        ways.queryset = Option.objects.filter(step__roadmap=choices.roadmap)
        ways.choices = choices.ways

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        way, needed = cleaned.get("needed_option"), cleaned.get("needed")
        if way and not needed and not cleaned.get("resource"):
            cleaned["needed"] = way.step
        elif way and needed and way.step_id != needed.pk:
            self.add_error("needed_option", _("This is no way through that step."))
        return cleaned


class NeedRowSet(StepRowSet):
    """All that spans several rows of needs, under the lock of the roadmap."""

    def clean(self) -> None:
        super().clean()
        if not is_open(self.instance):
            return
        for name in ("needed", "resource"):
            self.refuse_doubles(partial(_same_need, name), name)
        groups: Any = self.siblings["groups"]
        if not groups.is_valid() or self._has_errors():
            return
        self._check_groups(groups.staying)
        if not self._has_errors():
            self._check_circle(groups.staying)

    def _has_errors(self) -> bool:
        return any(form.errors for form in self.staying)

    def _check_groups(self, groups: list[Any]) -> None:
        members = Counter(form.cleaned_data["number"] for form in self.staying)
        by_number = {form.cleaned_data["number"]: form for form in groups}
        for form in self.staying:
            number = form.cleaned_data["number"]
            if number not in by_number:
                form.add_error(
                    "number", _("Add a group with the number %d above.") % number
                )
        for number, form in by_number.items():
            k = form.cleaned_data.get("k")
            if k is not None and k > members[number]:
                raise ValidationError(
                    _("Group %(number)d asks for %(k)d of %(count)d."),
                    params={"number": number, "k": k, "count": members[number]},
                )

    def _check_circle(self, groups: list[Any]) -> None:
        step: Step = self.instance
        if step.is_retired:
            return
        required = {
            form.cleaned_data["number"]
            for form in groups
            if form.cleaned_data["strength"] == Strength.REQUIRED
        }
        mine = [
            form.cleaned_data["needed"].key
            for form in self.staying
            if form.cleaned_data["number"] in required
            and form.cleaned_data.get("needed")
            and not form.cleaned_data["needed"].is_retired
        ]
        edges = required_edges(step.roadmap_id, coming_back=step.pk) | {step.key: mine}
        circle = circle_in_words(edges, step.roadmap_id)
        if circle:
            raise ValidationError(circle)


def _same_need(name: str, row: dict[str, Any]) -> Any:
    if not row.get(name) or "number" not in row:
        return None
    return (
        row["number"],
        row[name],
        row.get("needed_option") if name == "needed" else "",
    )


class NeedRows(DraftRows, TabularInline):
    model = Need
    fk_name = "step"
    draft_form, words_form = NeedForm, NeedWordsForm
    formset = NeedRowSet
    fields = ("number", "needed", "needed_option", "resource", "units", "position")
    closed_fields = ("number", "needed", "needed_option", "resource", "units_words")
    autocomplete_fields = ["needed", "resource"]
    verbose_name = gettext_lazy("need")
    verbose_name_plural = gettext_lazy("What it needs: steps, or units of resources")

    @admin.display(description=gettext_lazy("units"))
    def units_words(self, need: Need) -> str:
        return units_in_words(need.start, need.end) if need.resource_id else ""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("needed")
        if field and obj:
            picker = StepPicker(Need._meta.get_field("needed"), self.admin_site)
            picker.roadmap_id = obj.roadmap_id
            picker.choices = field.choices
            field.widget = picker
        return formset
