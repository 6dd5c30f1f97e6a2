"""The curators' and administrators' admin: one site, behind the site's own door."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponse]
OWN_PASSWORD_PAGES = {"password_change", "password_change_done"}


OPENED_MOST = ("Resource", "Roadmap", "Step", "Topic", "Link", "Relation", "Need")


def _place(model: str) -> int:
    return OPENED_MOST.index(model) if model in OPENED_MOST else len(OPENED_MOST)


class CuratorSite(admin.AdminSite):
    """Signs nobody in by itself: allauth does, with the second factor it asks for."""

    site_title = _("Waymark admin")
    site_header = _("Waymark: catalogue and roadmaps")
    index_title = _("What needs you")
    index_template = "admin/desk.html"
    enable_nav_sidebar = False
    empty_value_display = "-"

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from allauth.account.decorators import secure_admin_login

        self._hide_from_strangers(request)
        door: View = secure_admin_login(super().login)
        return door(request, extra_context)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Who is signed in but may not be here gets 404, as on every other page."""
        from roadmap.admin.widgets import is_key

        inner: View = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            self._hide_from_strangers(request)
            if any("\0" in text for one in request.GET.lists() for text in one[1]):
                raise BadRequest  # PostgreSQL has no such letter
            if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
                raise Http404  # chosen rows are named by keys
            try:
                return inner(request, *args, **kwargs)
            except PermissionDenied:
                raise Http404 from None

        return update_wrapper(guarded, inner)

    def _hide_from_strangers(self, request: HttpRequest) -> None:
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the admin's own password pages: the account pages change it."""
        from roadmap.admin.preview import preview

        urls = [
            url
            for url in super().get_urls()
            if getattr(url, "name", None) not in OWN_PASSWORD_PAGES
        ]
        own = path("preview/", self.admin_view(preview), name="markdown_preview")
        return [own, *urls]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The catalogue first, in it what is opened most."""
        apps: list[dict[str, Any]] = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "roadmap")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from roadmap.admin.dashboard import desk

        shown = desk() if request.user.has_perm("roadmap.view_roadmap") else None
        return super().index(request, {"desk": shown, **(extra_context or {})})


class CuratorAdminConfig(AdminConfig):
    """Stands for django.contrib.admin in INSTALLED_APPS."""

    default_site = "config.admin_site.CuratorSite"
