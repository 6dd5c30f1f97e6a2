"""Roadmaps: identity, aims, tracks, stages; their draft and their versions."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from roadmap import actions
from roadmap.admin.base import CuratorAdmin, TabularInline
from roadmap.admin.forms import CuratorForm, PageForm, RowsFormSet
from roadmap.admin.publishing import Publishing, publish_words, version_as_file
from roadmap.admin.widgets import MarkdownArea
from roadmap.admin.wording import words_of
from roadmap.models import Aim, Roadmap, RoadmapVersion, Stage, Track


class RoadmapForm(PageForm):
    class Meta:
        widgets = {"description": MarkdownArea(attrs={"rows": 10, "cols": 80})}


class PartForm(CuratorForm):
    """An aim, a track or a stage: its key stays as it was made."""

    class Meta:
        labels = {"who": _("for whom"), "is_default": _("proposed")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True

    def _get_validation_exclusions(self) -> set[str]:
        """Which aim is proposed may move between rows; the formset counts them."""
        return {*super()._get_validation_exclusions(), "is_default"}  # type: ignore[misc]


class Parts(TabularInline):
    """Rows that may come and go in an open draft; else their words are corrected."""

    form = PartForm
    formset = RowsFormSet

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or obj.draft_is_open:
            return ()
        return [name for name in self.fields or () if name not in words_of(self.model)]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_open = obj is None or obj.draft_is_open
        return bool(is_open and request.user.has_perm("roadmap.change_roadmap"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)


class AimRowSet(RowsFormSet):
    switch = "is_default"
    switch_words = _("Only one aim is proposed.")


class AimRows(Parts):
    model = Aim
    formset = AimRowSet
    fields = ["title", "key", "who", "is_default", "position"]


class TrackRows(Parts):
    model = Track
    fields = ["title", "key", "who", "position"]


class StageRows(Parts):
    model = Stage
    fields = ["title", "key", "summary", "position"]


@admin.register(Roadmap)
class RoadmapAdmin(Publishing, CuratorAdmin):
    form = RoadmapForm
    touches_catalogue = True
    inlines = [AimRows, TrackRows, StageRows]
    list_display = ["title", "state", "version_number", "step_count", "is_retired"]
    list_filter = ["draft_is_open", "is_retired"]
    list_select_related = ["current_version"]
    ordering = ["position", "title"]
    search_fields = ["title", "slug", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "description"]}),
        (
            _("Where it comes from"),
            {
                "fields": [
                    ("source_title", "source_author", "source_year"),
                    "source_url",
                    "source_licence",
                    "source_note",
                ]
            },
        ),
        (_("Where it is shown"), {"fields": ["language", "position", "is_retired"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        steps = Count("steps", filter=Q(steps__is_retired=False))
        return super().get_queryset(request).annotate(many=steps)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return []
        return ["slug"] if obj.draft_is_open else ["slug", "language"]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def view_on_site(self, roadmap: Roadmap) -> str | None:
        if roadmap.current_version_id is None:
            return None
        return reverse("roadmap", args=[roadmap.slug])

    def structure_is_open(self, row: Any) -> bool:
        return bool(row.draft_is_open)

    def lock(self, row: Roadmap) -> None:
        actions.lock_roadmap(row)

    def after_change(self, request: HttpRequest, row: Roadmap) -> None:
        super().after_change(request, row)
        publish_words(request, row)

    @admin.display(description=_("draft"))
    def state(self, roadmap: Roadmap) -> Any:
        return _("open") if roadmap.draft_is_open else _("none, published")

    @admin.display(description=_("version"))
    def version_number(self, roadmap: Roadmap) -> Any:
        return roadmap.current_version.number if roadmap.current_version else "-"

    @admin.display(description=_("steps"), ordering="many")
    def step_count(self, roadmap: Any) -> str:
        url = reverse("admin:roadmap_step_changelist")
        return format_html(
            '<a href="{}?roadmap__id__exact={}">{}</a>', url, roadmap.pk, roadmap.many
        )


@admin.register(RoadmapVersion)
class RoadmapVersionAdmin(CuratorAdmin):
    """Versions are frozen: they can be looked at and taken along."""

    list_display = ["roadmap", "number", "published_at", "published_by", "note"]
    list_filter = ["roadmap"]
    list_select_related = ["roadmap", "published_by"]
    search_fields = ["roadmap__title", "note"]
    ordering = ["-published_at", "-id"]
    fields = [
        *("roadmap", "number", "published_at", "published_by", "note"),
        *("digest", "document_file"),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        name = "roadmap_roadmapversion_file"
        return [path("<int:object_id>/file/", view, name=name), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("document"))
    def document_file(self, version: RoadmapVersion) -> str:
        url = reverse("admin:roadmap_roadmapversion_file", args=[version.pk])
        return format_html('<a href="{}">{}</a>', url, _("Take it along as JSON"))

    def file_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        found = RoadmapVersion.objects.filter(pk=object_id).select_related("roadmap")
        version = found.first()
        if version is None or not self.has_view_permission(request, version):
            raise Http404
        return version_as_file(version)
