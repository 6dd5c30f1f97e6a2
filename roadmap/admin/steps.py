"""Steps: the draft of what there is to do, and corrections of its words."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roadmap import actions
from roadmap.admin.base import CuratorAdmin
from roadmap.admin.circles import check_draft_needs
from roadmap.admin.importing import Transfer
from roadmap.admin.importing_needs import NeedRowsOfSteps
from roadmap.admin.publishing import publish_words
from roadmap.admin.resources import IsRetired
from roadmap.admin.step_forms import (
    RoadmapChoices,
    StepForm,
    StepMaker,
    StepWordsForm,
)
from roadmap.admin.step_needs import GroupRows, NeedRows
from roadmap.admin.step_rows import OptionRows, UseRows
from roadmap.admin.widgets import StepsPicker
from roadmap.admin.wording import words_of
from roadmap.models import Need, Step
from roadmap.value_words import condition_in_words

MAKING = [(None, {"fields": ["stage", "title", "key", "kind", "rhythm"]})]
CONDITIONS = ("when", "joins_when", "offered_when")


def _fieldsets(*, is_open: bool) -> Any:
    """The page of a step; a closed draft shows its conditions in words."""
    shown = {name: name if is_open else f"{name}_words" for name in CONDITIONS}
    place = ["place"] if is_open else []
    return [
        (None, {"fields": ["title", "roadmap", "key", "stage", *place, "summary"]}),
        (_("What it gives"), {"fields": ["can_do", "rubric"]}),
        (_("What kind of step"), {"fields": [("kind", "rhythm"), "prepare"]}),
        (
            _("Who takes it"),
            {
                "fields": [
                    ("requirement", "elective_on"),
                    "requirement_reason",
                    *(shown[name] for name in CONDITIONS),
                    "ask_at_start",
                ]
            },
        ),
        (
            _("Time and weight"),
            {"fields": [("minutes", "minutes_basis"), ("value", "is_goal")]},
        ),
        (_("Earlier and later"), {"fields": ["was", "is_retired"]}),
    ]


@admin.register(Step)
class StepAdmin(CuratorAdmin):
    list_display = ["title", "roadmap", "stage", "kind", "requirement"]
    list_filter = ["roadmap", "kind", "requirement", IsRetired]
    list_select_related = ["roadmap", "stage"]
    search_fields = ["title", "key", "summary"]
    search_help_text = _("Title, key or summary")
    ordering = ["roadmap__position", "roadmap", "position", "id"]
    prepopulated_fields = {"key": ["title"]}
    autocomplete_fields = ["was"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = StepMaker
        if obj:
            kwargs["form"] = StepForm if self.structure_is_open(obj) else StepWordsForm
        form = super().get_form(request, obj, change, **kwargs)
        if obj and "was" in form.base_fields:
            earlier: Any = form.base_fields["was"]
            picker = StepsPicker(Step._meta.get_field("was"), self.admin_site)
            picker.roadmap_id = obj.roadmap_id
            picker.choices = earlier.choices
            earlier.widget = picker
            earlier.queryset = Step.objects.filter(roadmap=obj.roadmap_id)
        return form

    def structure_is_open(self, row: Any) -> bool:
        return bool(row.roadmap.draft_is_open)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return _fieldsets(is_open=self.structure_is_open(obj)) if obj else MAKING

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return []
        if self.structure_is_open(obj):
            return ["roadmap", "key"]
        names = flatten_fieldsets(_fieldsets(is_open=False))
        return [name for name in names if name not in words_of(Step)]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """All in a draft; while none is open, only where there is something to read."""
        if obj is None:
            return []
        rows = {
            "options": OptionRows,
            "uses": UseRows,
            "groups": GroupRows,
            "needs": NeedRows,
        }
        return [
            inline
            for name, inline in rows.items()
            if self.structure_is_open(obj) or getattr(obj, name).exists()
        ]

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        kwargs["siblings"] = request.__dict__.setdefault("_step_rows", {})
        if self.structure_is_open(obj):
            kwargs["form_kwargs"] = {"choices": RoadmapChoices(obj.roadmap, obj)}
        return kwargs

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        roadmap = request.GET.get("roadmap", "")
        if "field_name" in request.GET and roadmap.isdecimal():
            queryset = queryset.filter(roadmap_id=int(roadmap), is_retired=False)
        return super().get_search_results(request, queryset, search_term)

    def view_on_site(self, step: Step) -> str | None:
        if step.roadmap.current_version_id is None:
            return None
        return reverse("step", args=[step.roadmap.slug, step.key])

    def lock(self, row: Step) -> None:
        actions.lock_roadmap(row.roadmap)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        if isinstance(form, StepForm):
            form.place_step()
        super().save_model(request, obj, form, change)

    def check_after_revert(self, row: Step) -> None:
        check_draft_needs(row.roadmap_id)

    def after_change(self, request: HttpRequest, row: Step) -> None:
        super().after_change(request, row)
        publish_words(request, row.roadmap)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        """A new step is made in two moves: what it is, then all about it."""
        if "_addanother" not in request.POST and "_popup" not in request.POST:
            self.message_user(request, _("Made. Now say what it asks for."))
            page = reverse("admin:roadmap_step_change", args=[obj.pk])
            return HttpResponseRedirect(page)
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description=_("only when"))
    def when_words(self, step: Step) -> str:
        return condition_in_words(step.when, {})

    @admin.display(description=_("joins the path when"))
    def joins_when_words(self, step: Step) -> str:
        return condition_in_words(step.joins_when, {}) if step.joins_when else "-"

    @admin.display(description=_("is offered when"))
    def offered_when_words(self, step: Step) -> str:
        return condition_in_words(step.offered_when, {}) if step.offered_when else "-"


@admin.register(Need)
class NeedAdmin(Transfer, CuratorAdmin):
    """All needs in one list, to search, import and export; changed at their step."""

    resource_classes = [NeedRowsOfSteps]
    list_display = ["step", "number", "needed", "needed_option", "resource"]
    list_filter = ["step__roadmap"]
    list_select_related = ["step", "needed", "needed_option", "resource"]
    search_fields = ["step__title", "needed__title", "resource__title"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_import(self, request: HttpRequest) -> bool:
        return request.user.has_perm("roadmap.change_step")
