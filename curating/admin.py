"""What the checks found, as a list with filters. Nothing is changed here."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from progress.admin import ReadOnlyAdmin
from roadmap.models import LinkHealth


@admin.register(LinkHealth)
class LinkHealthAdmin(ReadOnlyAdmin):
    list_display = [
        *("url", "resource", "verdict", "confidence", "status", "since"),
        *("checks", "checked_at", "leads", "on_the_desk"),
    ]
    list_filter = ["verdict", "leads", "link__is_primary", "link__kind"]
    list_select_related = ["link__resource"]
    ordering = ["-since", "id"]
    search_fields = ["url", "link__resource__title", "target"]
    search_help_text = _("Address or title")

    @admin.display(description=_("resource"), ordering="link__resource__title")
    def resource(self, health: LinkHealth) -> str:
        return str(health.link.resource)

    @admin.display(description=_("on the desk"))
    def on_the_desk(self, health: LinkHealth) -> str:
        url = reverse("curate_link", args=[health.link_id])
        return format_html('<a href="{}">{}</a>', url, _("Look at it"))
