"""From draft to version: check, publish, correct, throw away, export."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from roadmap import actions
from roadmap.admin.differences import differences
from roadmap.document import Document, Problem, digest, dump, parse, validate
from roadmap.models import Resource, Roadmap, Step
from roadmap.reading import document_of

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


@dataclass(frozen=True)
class Finding:
    """A problem of a draft, and the page of the admin where it can be mended."""

    is_error: bool
    message: str
    url: str
    place: str


class PublishForm(forms.Form):
    """The note, and the digest of the draft that was looked at."""

    note = forms.CharField(
        max_length=400,
        required=False,
        label=gettext_lazy("What changes, in a sentence"),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
    )
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False)


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


def findings(
    document: Document, roadmap: Roadmap, problems: Iterable[Problem]
) -> list[Finding]:
    """problems with the pages they belong to; two queries."""
    steps = dict(Step.objects.filter(roadmap=roadmap).values_list("key", "pk"))
    found = []
    resources = dict(Resource.objects.values_list("key", "pk"))
    for problem in problems:
        key: int | None = roadmap.pk
        name, place = "roadmap", roadmap.title
        at_step = re.match(r"roadmap\.steps\[(\d+)\]", problem.where)
        at_resource = re.match(r"resources\[(\d+)\]", problem.where)
        if at_step and int(at_step[1]) < len(document.roadmap.steps):
            step = document.roadmap.steps[int(at_step[1])]
            name, key, place = "step", steps.get(step.key), step.title
        elif at_resource and int(at_resource[1]) < len(document.resources):
            resource = document.resources[int(at_resource[1])]
            name, key, place = "resource", resources.get(resource.key), resource.title
        url = reverse(f"admin:roadmap_{name}_change", args=[key]) if key else ""
        found.append(Finding(problem.level == "error", problem.message, url, place))
    return found


class Publishing(Base):
    """Pages and buttons of a roadmap's draft; all call roadmap.actions."""

    def get_urls(self) -> list[URLPattern]:
        views = {
            "check": self.check_view,
            "publish": self.publish_view,
            "open": self.open_view,
            "discard": self.discard_view,
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

    def _page(
        self, request: HttpRequest, row: Roadmap, name: str, **context: Any
    ) -> HttpResponse:
        frame = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "has_view_permission": True,
        }
        template = f"admin/roadmap/roadmap/{name}.html"
        return TemplateResponse(request, template, frame | context)

    def _back(self, row: Roadmap) -> HttpResponse:
        return HttpResponseRedirect(
            reverse("admin:roadmap_roadmap_change", args=[row.pk])
        )

    @method_decorator(require_safe)
    def check_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = self._roadmap(request, object_id)
        document = document_of(row)
        return self._page(
            request,
            row,
            "check",
            title=_("Check of %s") % row,
            findings=findings(document, row, validate(document)),
        )

    def publish_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """What would be published; POST publishes exactly what was shown."""
        row = self._roadmap(request, object_id)
        if not row.draft_is_open:
            messages.info(request, _("There is no draft to publish."))
            return self._back(row)
        form = PublishForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and self._publish(request, row, form):
            return self._back(row)
        document = document_of(row)
        current = row.current_version
        problems = findings(document, row, validate(document))
        data = {
            "note": form.data.get("note", ""),
            "looked_at": digest(dump(document)),
        }
        return self._page(
            request,
            row,
            "publish",
            title=_("Publish %s") % row,
            findings=problems,
            is_blocked=any(finding.is_error for finding in problems),
            current=current,
            sections=differences(
                parse(current.document) if current else None, document
            ),
            form=PublishForm(initial=data) if not form.errors else form,
        )

    def _publish(self, request: HttpRequest, row: Roadmap, form: PublishForm) -> bool:
        """Publish under the lock if the draft is still the one looked at."""
        with transaction.atomic():
            locked = actions.lock_roadmap(row)
            if digest(dump(document_of(locked))) != form.cleaned_data["looked_at"]:
                messages.warning(
                    request, _("The draft has changed meanwhile: look at it again.")
                )
                return False
            try:
                version = actions.publish(
                    roadmap=locked,
                    by=request.user,  # type: ignore[arg-type]
                    at=timezone.now(),
                    note=form.cleaned_data["note"],
                )
            except actions.NotPublishable:
                messages.error(request, _("Nothing was published: see what is wrong."))
                return False
        messages.success(request, _("Version %d is published.") % version.number)
        return True

    @method_decorator(require_POST)
    def open_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = actions.open_draft(roadmap=self._roadmap(request, object_id))
        messages.success(
            request, _("The draft is open: steps, needs and scopes can be changed.")
        )
        return self._back(row)

    def discard_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Asks first; POST puts the rows back to the current version."""
        row = self._roadmap(request, object_id)
        if row.current_version is None or not row.draft_is_open:
            messages.info(request, _("There is no draft that could be thrown away."))
            return self._back(row)
        if request.method == "POST":
            actions.discard_draft(roadmap=row)
            messages.success(request, _("The draft is gone; the version is as it was."))
            return self._back(row)
        return self._page(
            request,
            row,
            "discard",
            title=_("Throw the draft away?"),
            sections=differences(parse(row.current_version.document), document_of(row)),
        )

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
