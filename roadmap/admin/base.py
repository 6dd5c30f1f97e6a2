"""What all pages of the curators' admin share."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import IntegrityError, models, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from roadmap import actions
from roadmap.admin.fields import ManyField
from roadmap.admin.forms import PageForm
from roadmap.admin.history import HistoryPages
from roadmap.admin.widgets import ChooseMany, ChooseOne

if TYPE_CHECKING:  # the stubs know these as generic, Django at run time does not
    ModelAdmin = admin.ModelAdmin[Any]
    Tabular = admin.TabularInline[Any, Any]
    Stacked = admin.StackedInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    Tabular, Stacked = admin.TabularInline, admin.StackedInline


MOST_ROWS = 150


class SafeFields:
    """Form fields that answer whatever is sent; an address without its scheme is
    taken for https."""

    formfield_overrides: Any = {models.URLField: {"assume_scheme": "https"}}

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = ChooseOne(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = ChooseMany(db_field, self.admin_site)  # type: ignore[attr-defined]
            kwargs["form_class"] = ManyField
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class RowsBelow(SafeFields):
    """Rows of a page: as many as a form may send fields for, however many it says."""

    extra = 0
    max_num: Any = MOST_ROWS

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        kwargs["absolute_max"] = MOST_ROWS
        return super().get_formset(request, obj, **kwargs)  # type: ignore[misc]


class TabularInline(RowsBelow, Tabular):
    pass


class StackedInline(RowsBelow, Stacked):
    pass


class CuratorAdmin(HistoryPages, SafeFields, ModelAdmin):
    """Pages without deletion, with history, whose writes are seen by every process.

    touches_catalogue: pages of the site show these rows through the catalogue.
    """

    form: Any = PageForm
    touches_catalogue = False
    change_list_template = "admin/roadmap/change_list.html"
    save_on_top = True
    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def changeform_view(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Once more where somebody else was first: validation then sees their row."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            if request.method != "POST":
                raise
        return super().changeform_view(request, *args, **kwargs)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        if not transaction.get_connection().in_atomic_block:
            return found
        self.lock(found)
        return super().get_object(request, object_id, from_field)

    def lock(self, row: Any) -> None:
        """Wait for others who change row; it is read again afterwards."""
        type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """A row that stays as it is gets no new line in its history."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: bool
    ) -> None:
        """Removed rows first, then rows whose switch is off: one may take it over."""
        rows = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        switch = getattr(formset, "switch", "")
        for row in sorted(rows, key=lambda row: bool(switch and getattr(row, switch))):
            row.save()
        formset.save_m2m()

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            self.after_change(request, form.instance)

    def after_change(self, request: HttpRequest, row: Any) -> None:
        """Called in the transaction that changed row or a row below it."""
        if self.touches_catalogue:
            actions.touch_catalogue()
