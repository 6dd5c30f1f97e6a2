"""History pages of the admin, and going back to what a row was."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from roadmap.admin import changes
from roadmap.admin.constraints import in_words
from roadmap.admin.wording import words_of

CHANGES_PER_PAGE = 30

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class HistoryPages(Base):
    """Shows what was changed in a row and below it; each state can be brought back."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_revert"
        view = self.admin_site.admin_view(self.revert_view)
        place = "<int:object_id>/history/<slug:part>/<int:history_id>/"
        return [path(place, view, name=name), *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None or not hasattr(type(row), "history"):
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        pages = Paginator(changes.change_places(row), CHANGES_PER_PAGE)
        page = pages.get_page(request.GET.get("p"))
        context = self._context(request, row) | {
            "title": _("History of %s") % row,
            "page": page,
            "changes": changes.changes(page.object_list),
            "may_change": self.has_change_permission(request, row),
        }
        return TemplateResponse(request, "admin/roadmap/history.html", context)

    def _context(self, request: HttpRequest, row: Model) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "has_view_permission": True,
        }

    def revert_view(
        self, request: HttpRequest, object_id: int, part: str, history_id: int
    ) -> HttpResponse:
        """GET shows what going back would change; POST does it."""
        row = self.get_object(request, str(object_id))
        if row is None or not hasattr(type(row), "history"):
            raise Http404
        if not self.has_change_permission(request, row):
            raise Http404
        model = self._tracked(row, part)
        record = self._records(row, model).filter(history_id=history_id).first()
        if record is None:
            raise Http404
        if request.method == "POST":
            return self._answer_revert(request, row, model, record)
        live: Any = model._base_manager.filter(pk=record.id).first()
        context = self._context(request, row) | {
            "title": _("Go back to this?") if live else _("Bring this back?"),
            "name": changes.title_of(record, model),
            "record": record,
            "differences": list(changes.differences(model, live, record))
            if live
            else [],
            "kept": not self.structure_is_open(row),
            "live": live,
        }
        return TemplateResponse(request, "admin/roadmap/revert.html", context)

    def _tracked(self, row: Model, part: str) -> type[Model]:
        for model, _records in changes.histories(row):
            if model._meta.model_name == part:
                return model
        raise Http404

    def _records(self, row: Model, model: type[Model]) -> Any:
        return dict(changes.histories(row))[model]

    def _columns(self, row: Model, model: type[Model]) -> set[str]:
        """Columns that going back may write: all, or the words of a closed draft."""
        parent = changes.BELOW.get(type(row), ("", ()))[0]
        names = {
            field.name
            for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
            if field.editable and not field.primary_key
        }
        names -= {parent, "key", "slug", *changes.UNSAID}
        return names if self.structure_is_open(row) else names & set(words_of(model))

    def structure_is_open(self, row: Any) -> bool:
        """Whether more than words of row, and of the rows below it, may change."""
        return True

    def check_after_revert(self, row: Any) -> None:
        """Raise ValidationError where row, with the rows below it, cannot stay so."""

    def _answer_revert(
        self, request: HttpRequest, row: Model, model: type[Model], record: Any
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                self.lock(row)  # type: ignore[attr-defined]
                row.refresh_from_db()
                self._revert(row, model, record)
                self.check_after_revert(row)
                self.after_change(request, row)  # type: ignore[attr-defined]
        except ValidationError as refused:
            said = in_words(refused, model).messages
            messages.error(request, _("Nothing was changed. %s") % " ".join(said))
        except IntegrityError:
            messages.error(
                request, _("Nothing was changed: what it belongs to is gone.")
            )
        else:
            messages.success(request, _("It is back as it was."))
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(name, args=[row.pk]))

    def _revert(self, row: Model, model: type[Model], record: Any) -> None:
        columns = self._columns(row, model)
        live: Any = model._base_manager.filter(pk=record.id).first()
        if live is None:
            if not self.structure_is_open(row):
                raise ValidationError(_("Open a draft first."))
            live = record.instance
            live._state.adding = True
        for field in model._meta.concrete_fields:
            if field.name in columns:
                setattr(live, field.attname, getattr(record, field.attname))
        live.full_clean()
        live.save()
        for many in model._meta.many_to_many:
            if many.name in columns:
                keys = changes.many_ids(record, many.name)
                related: Any = many.related_model
                getattr(live, many.name).set(related.objects.filter(pk__in=keys))
