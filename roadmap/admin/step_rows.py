"""Rows on the page of a step: ways through it, and what to take."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.admin.base import StackedInline, TabularInline
from roadmap.admin.forms import CuratorForm, RowsFormSet, StretchRow
from roadmap.admin.step_forms import OptionForm, OptionWordsForm, RoadmapChoices
from roadmap.admin.wording import words_of
from roadmap.models import Option, StepResource
from roadmap.value_words import units_in_words, value_in_words


class DraftRows:
    """Rows that can be added, changed and removed in an open draft; else only their
    words can be corrected.

    fields: in a draft. closed_fields: what is shown while no draft is open.
    """

    model: type[Model]
    draft_form: Any = CuratorForm
    words_form: Any = CuratorForm
    closed_fields: tuple[str, ...] = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if is_open(obj) else self.closed_fields  # type: ignore[attr-defined]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if is_open(obj):
            return ()
        words = words_of(self.model)
        return [name for name in self.closed_fields if name not in words]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_open(obj) and request.user.has_perm("roadmap.change_step")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = request.user.has_perm("roadmap.change_step")
        return may and (is_open(obj) or bool(words_of(self.model)))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        kwargs["form"] = self.draft_form if is_open(obj) else self.words_form
        return super().get_formset(request, obj, **kwargs)  # type: ignore[misc]


def is_open(step: Any) -> bool:
    return bool(step and step.roadmap.draft_is_open)


class StepRowSet(RowsFormSet):
    """Knows the other rows of the same page by their prefix."""

    def __init__(
        self, *args: Any, siblings: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.siblings = {} if siblings is None else siblings
        self.siblings[str(self.prefix)] = self


class OptionRowSet(StepRowSet):
    switch = "is_default"
    switch_words = gettext_lazy("Only one way is proposed.")


class OptionRows(DraftRows, StackedInline):
    model = Option
    draft_form, words_form = OptionForm, OptionWordsForm
    formset = OptionRowSet
    fields = (("title", "key"), "summary", "aims", ("is_default", "position"))
    closed_fields = ("title", "key", "summary", "aims_words", "is_default")
    verbose_name = gettext_lazy("way through it")
    verbose_name_plural = gettext_lazy("Ways through it")

    @admin.display(description=gettext_lazy("Proposed for the aims"))
    def aims_words(self, option: Option) -> str:
        return value_in_words(option.aims)


class UseWordsForm(CuratorForm):
    class Meta:
        labels = {"option": gettext_lazy("way")}


class UseForm(UseWordsForm, StretchRow):
    def __init__(self, *args: Any, choices: RoadmapChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways: Any = self.fields["option"]
        if choices.step:
            ways.queryset = choices.step.options.all()
        ways.choices = choices.options


class UseRowSet(StepRowSet):
    def clean(self) -> None:
        super().clean()
        self.refuse_doubles(
            lambda row: (
                (row.get("option"), row["slot"], row["resource"], row["role"])
                if {"slot", "resource", "role"} <= row.keys()
                else None
            ),
            "resource",
        )
        if not is_open(self.instance):
            return
        leaving = {form.instance.pk for form in self.siblings["options"].deleted_forms}
        for form in self.staying:
            option = form.cleaned_data.get("option")
            if option and option.pk in leaving:
                form.add_error("option", _("This way is being removed."))


class UseRows(DraftRows, TabularInline):
    model = StepResource
    draft_form, words_form = UseForm, UseWordsForm
    formset = UseRowSet
    fields = (
        *("option", "slot", "resource", "role", "units", "label", "note", "position"),
    )
    closed_fields = (
        *("resource", "option", "slot", "role", "units_words", "label", "note"),
    )
    autocomplete_fields = ["resource"]
    verbose_name = gettext_lazy("resource")
    verbose_name_plural = gettext_lazy("What to take")

    @admin.display(description=gettext_lazy("units"))
    def units_words(self, use: StepResource) -> str:
        return units_in_words(use.start, use.end)
