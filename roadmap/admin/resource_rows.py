"""Rows on the page of a resource: addresses, relations, what it builds on, reviews."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from roadmap.admin.base import StackedInline, TabularInline
from roadmap.admin.constraints import check_relation
from roadmap.admin.fields import StretchField
from roadmap.admin.forms import CuratorForm, RowsFormSet, StretchForm
from roadmap.admin.resource_forms import LinkRowForm, ReviewForm
from roadmap.models import EditorialReview, Link, Relation, ResourceNeed
from roadmap.urls_canonical import canonical_url


class CatalogueRows:
    """Rows of the live catalogue: whoever may change the resource may remove them."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("roadmap.change_resource")


class LinkRowSet(RowsFormSet):
    switch = "is_primary"
    switch_words = _("Only one address is the main one.")

    def clean(self) -> None:
        super().clean()
        rows = self.staying
        if rows and not any(row.cleaned_data.get("is_primary") for row in rows):
            rows[0].add_error("is_primary", _("One address has to be the main one."))
        self.refuse_doubles(_canonical, "url")


def _canonical(cleaned: dict[str, Any]) -> str | None:
    return canonical_url(cleaned["url"]) if cleaned.get("url") else None


class LinkRowsBelow(CatalogueRows, TabularInline):
    model = Link
    form = LinkRowForm
    formset = LinkRowSet
    fields = ["url", "kind", "is_primary", "label"]
    verbose_name = _("link")
    verbose_name_plural = _("Links")


class RelationForm(StretchForm):
    class Meta:
        labels = {"to": _("the other one"), "number": _("as its unit")}

    stretches = {
        "units": ("start", "end", "resource"),
        "to_units": ("to_start", "to_end", "to"),
    }
    units = StretchField(label=_("units of this one"))
    to_units = StretchField(label=_("count as its units"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_relation(cleaned.get("kind"), cleaned.get("number"))
        return cleaned


class RelationRowSet(RowsFormSet):
    def clean(self) -> None:
        super().clean()
        self.refuse_doubles(
            lambda row: (row["kind"], row["to"]) if row.get("to") else None, "to"
        )


class RelationRowsBelow(CatalogueRows, TabularInline):
    model = Relation
    fk_name = "resource"
    form = RelationForm
    formset = RelationRowSet
    fields = ["kind", "to", "number", "units", "to_units"]
    autocomplete_fields = ["to"]
    verbose_name = _("relation")
    verbose_name_plural = _("How it counts in others")


class ResourceNeedForm(CuratorForm):
    class Meta:
        labels = {"needed": _("resource")}


class ResourceNeedRowSet(RowsFormSet):
    def clean(self) -> None:
        super().clean()
        self.refuse_doubles(lambda row: row.get("needed"), "needed")


class NeedRowsBelow(CatalogueRows, TabularInline):
    model = ResourceNeed
    fk_name = "resource"
    form = ResourceNeedForm
    formset = ResourceNeedRowSet
    fields = ["needed", "strength", "reason"]
    autocomplete_fields = ["needed"]
    verbose_name = _("resource it builds on")
    verbose_name_plural = _("What it builds on")


class ReviewRowsBelow(CatalogueRows, StackedInline):
    model = EditorialReview
    form = ReviewForm
    formset = RowsFormSet
    fields = [("title", "author"), "url", "text"]
    verbose_name = _("review")
    verbose_name_plural = _("Reviews by editors")
