"""Resources, their addresses and what they are about."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from roadmap.admin.base import CuratorAdmin
from roadmap.admin.bulk import BulkChanges
from roadmap.admin.importing import LinkRows, RelationRows, ResourceRows, Transfer
from roadmap.admin.resource_forms import LinkForm, ResourceForm
from roadmap.admin.resource_rows import (
    LinkRowsBelow,
    NeedRowsBelow,
    RelationRowsBelow,
    ReviewRowsBelow,
)
from roadmap.models import Link, Relation, Resource, ResourceStatus, StepResource, Topic
from roadmap.words import unit_count


class IsRetired(admin.SimpleListFilter):
    """In use by default; what was taken out of use only when asked for."""

    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("all", _("all")), ("out", _("taken out of use"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(is_retired=self.value() == "out")

    def choices(self, changelist: Any) -> Any:
        first, *rest = super().choices(changelist)
        yield {**first, "display": _("in use")}
        yield from rest


class Trouble(admin.SimpleListFilter):
    """What a curator should look at."""

    title = _("what needs a look")
    parameter_name = "look"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("no-link", _("has no address")),
            ("superseded", _("there is a newer one, and steps use it")),
            ("unused", _("no step uses it")),
            ("no-time", _("no study time given")),
            ("no-summary", _("no description")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        used = Exists(
            StepResource.objects.filter(resource=OuterRef("pk"), step__is_retired=False)
        )
        tests: dict[str | None, Any] = {
            "no-link": Q(links__isnull=True),
            "superseded": Q(used, status=ResourceStatus.SUPERSEDED),
            "unused": ~used,
            "no-time": Q(minutes__isnull=True),
            "no-summary": Q(summary=""),
        }
        return queryset.filter(tests.get(self.value(), Q()))


@admin.register(Resource)
class ResourceAdmin(Transfer, BulkChanges, CuratorAdmin):
    form = ResourceForm
    resource_classes = [ResourceRows]
    touches_catalogue = True
    inlines = [LinkRowsBelow, RelationRowsBelow, NeedRowsBelow, ReviewRowsBelow]
    list_display = ["title", "kind", "level", "cost", "status", "size", "step_count"]
    list_filter = [
        *("kind", "level", "cost", "status", Trouble, IsRetired),
        ("topics", admin.RelatedOnlyFieldListFilter),
    ]
    ordering = ["title", "id"]
    search_fields = ["title", "key", "authors", "publisher", "links__url"]
    search_help_text = _("Title, author, publisher, key or address")
    autocomplete_fields = ["topics"]
    prepopulated_fields = {"key": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "key", "kind", "summary", "topics"]}),
        (
            _("Where it comes from"),
            {"fields": [("authors", "publisher"), ("year", "language")]},
        ),
        (
            _("For whom"),
            {"fields": [("level", "cost"), ("needs_computer", "needs_account")]},
        ),
        (
            _("What it counts in"),
            {
                "fields": [
                    ("unit", "total"),
                    ("minutes", "minutes_basis"),
                    "outline",
                    "sections",
                ]
            },
        ),
        (_("Whether to take it"), {"fields": ["status", "merged_into", "is_retired"]}),
        (_("Where it is used"), {"fields": ["used_by", "checked"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        steps = Count(
            "uses__step", filter=Q(uses__step__is_retired=False), distinct=True
        )
        return super().get_queryset(request).annotate(steps=steps)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if "field_name" in request.GET:  # asked by an autocomplete
            queryset = queryset.filter(is_retired=False, merged_into__isnull=True)
        return super().get_search_results(request, queryset, search_term)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        always = ["merged_into", "used_by", "checked"]
        return ["key", *always] if obj else always

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def view_on_site(self, resource: Resource) -> str:
        return reverse("resource", args=[resource.key])

    @admin.display(description=_("size"))
    def size(self, resource: Resource) -> str:
        return unit_count(resource.unit, resource.total) if resource.total else "-"

    @admin.display(description=_("steps"))
    def used_by(self, resource: Resource) -> str:
        uses = StepResource.objects.filter(resource=resource, step__is_retired=False)
        return format_html_join(
            ", ",
            '<a href="{}">{}: {}</a>',
            (
                (
                    reverse("admin:roadmap_step_change", args=[use.step_id]),
                    use.step.roadmap,
                    use.step,
                )
                for use in uses.select_related("step__roadmap")
            ),
        )

    @admin.display(description=_("links, as they were checked"))
    def checked(self, resource: Resource) -> str:
        rows = resource.links.select_related("health") if resource.pk else []
        return format_html_join(
            ", ",
            '<a href="{}">{}: {}</a>',
            (
                (
                    reverse("curate_link", args=[link.pk]),
                    link.url,
                    link.health.get_verdict_display()
                    if hasattr(link, "health")
                    else _("not checked yet"),
                )
                for link in rows
            ),
        )

    @admin.display(description=_("steps"), ordering="steps")
    def step_count(self, resource: Any) -> int:
        return int(resource.steps)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        form.save_outline()
        super().save_related(request, form, formsets, change)


@admin.register(Link)
class LinkAdmin(Transfer, CuratorAdmin):
    """All addresses in one list: to search them, and to import and export them."""

    form = LinkForm
    resource_classes = [LinkRows]
    touches_catalogue = True
    list_display = ["url", "resource", "kind", "is_primary"]
    list_filter = ["kind", "is_primary"]
    list_select_related = ["resource"]
    search_fields = ["url", "canonical", "resource__title", "label"]
    autocomplete_fields = ["resource"]
    fields = ["resource", "url", "kind", "is_primary", "label"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["resource"] if obj else []


@admin.register(Relation)
class RelationAdmin(Transfer, CuratorAdmin):
    """How resources count in each other; changed on the page of the resource."""

    resource_classes = [RelationRows]
    list_display = ["resource", "kind", "to", "number"]
    list_filter = ["kind"]
    list_select_related = ["resource", "to"]
    search_fields = ["resource__title", "to__title", "resource__key", "to__key"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_import(self, request: HttpRequest) -> bool:
        return request.user.has_perm("roadmap.add_relation")


@admin.register(Topic)
class TopicAdmin(CuratorAdmin):
    touches_catalogue = True
    list_display = ["title", "key", "resource_count"]
    ordering = ["title"]
    search_fields = ["title", "key"]
    fields = ["title", "key"]
    prepopulated_fields = {"key": ["title"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(many=Count("resources"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["key"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("resources"), ordering="many")
    def resource_count(self, topic: Any) -> int:
        return int(topic.many)
