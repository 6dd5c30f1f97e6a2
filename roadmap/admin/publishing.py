"""Drafts opened, words corrected and versions taken along; curators' own pages do the
rest."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roadmap import actions
from roadmap.models import Roadmap

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


def publish_words(request: HttpRequest, roadmap: Roadmap) -> None:
    """Publish what was corrected while no draft is open, and say so.

    A correction that cannot be published yet stays saved; the answer names why.
    """
    before = roadmap.current_version_id
    try:
        with transaction.atomic():
            version = actions.publish_correction(
                roadmap=roadmap,
                by=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
            )
    except actions.NotPublishable as refused:
        words = _("Saved, but not shown to learners yet: %s")
        messages.warning(request, words % refused)
        return
    if version and version.pk != before:
        messages.success(
            request,
            _("Corrected: learners see it now, in version %d.") % version.number,
        )


class Publishing(Base):
    """Buttons of a roadmap's page; all call roadmap.actions."""

    def get_urls(self) -> list[URLPattern]:
        views = {
            "open": self.open_view,
            "export": self.export_view,
        }
        own = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"roadmap_roadmap_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def _roadmap(self, request: HttpRequest, object_id: int) -> Roadmap:
        row: Roadmap | None = Roadmap.objects.filter(pk=object_id).first()
        if row is None or not self.has_change_permission(request, row):
            raise Http404
        return row

    def _back(self, row: Roadmap) -> HttpResponse:
        return HttpResponseRedirect(
            reverse("admin:roadmap_roadmap_change", args=[row.pk])
        )

    @method_decorator(require_POST)
    def open_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = actions.open_draft(roadmap=self._roadmap(request, object_id))
        messages.success(
            request, _("The draft is open: steps, needs and scopes can be changed.")
        )
        return self._back(row)

    @method_decorator(require_safe)
    def export_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The current version as it is stored, byte for byte."""
        version = self._roadmap(request, object_id).current_version
        if version is None:
            raise Http404
        return version_as_file(version)


def version_as_file(version: Any) -> HttpResponse:
    """The stored document of a version, as a file to keep."""
    name = f"{version.roadmap.slug}-{version.number}.json"
    return HttpResponse(
        version.document.encode(),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
