"""Changes of several resources at once; each keeps its history."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roadmap import actions
from roadmap.models import Cost, Level, Resource, ResourceStatus, Topic

LEAVE = [("", _("leave as it is"))]
MOST_SHOWN = 100  # a page of the list has fewer; "select all" sends the switch instead

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class SeveralForm(forms.Form):
    """What to set on all chosen resources; what is left alone stays."""

    level = forms.ChoiceField(choices=[*LEAVE, *Level.choices], required=False)
    cost = forms.ChoiceField(choices=[*LEAVE, *Cost.choices], required=False)
    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        required=False,
        label=_("Add the topic"),
        empty_label=_("add none"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Choose at least one thing to set."))
        return cleaned


@transaction.atomic
def change_each(
    resources: Iterable[Resource], change: Callable[[Resource], bool]
) -> int:
    """Apply change to each resource, one saved row and one history row per change.

    change says whether it changed anything; how many it did is the answer. Rows are
    locked in the order of their ids. Four statements for each resource.
    """
    keys = sorted(resource.pk for resource in resources)
    rows = Resource.objects.select_for_update(no_key=True).filter(pk__in=keys)
    changed = sum(change(row) for row in rows.order_by("pk"))
    if changed:
        actions.touch_catalogue()
    return changed


def setting(**values: Any) -> Callable[[Resource], bool]:
    """A change that sets these columns."""

    def change(row: Resource) -> bool:
        if all(getattr(row, name) == value for name, value in values.items()):
            return False
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        return True

    return change


def setting_from(cleaned: dict[str, Any]) -> Callable[[Resource], bool]:
    """A change that sets what SeveralForm says."""
    columns = {name: cleaned[name] for name in ("level", "cost") if cleaned[name]}
    set_columns, topic = setting(**columns), cleaned["topic"]

    def change(row: Resource) -> bool:
        changed = set_columns(row)
        if topic and not row.topics.filter(pk=topic.pk).exists():
            row.topics.add(topic)
            changed = True
        return changed

    return change


class BulkChanges(Base):
    """The actions of the list of resources."""

    actions: Any = ["retire", "bring_back", "mark_superseded", "set_several"]

    def _tell(self, request: HttpRequest, changed: int) -> None:
        words = ngettext("%d resource changed.", "%d resources changed.", changed)
        level = messages.SUCCESS if changed else messages.INFO
        self.message_user(request, words % changed, level)

    @admin.action(description=_("Take out of use"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Resource]) -> None:
        self._tell(request, change_each(queryset, setting(is_retired=True)))

    @admin.action(description=_("Bring back into use"), permissions=["change"])
    def bring_back(self, request: HttpRequest, queryset: QuerySet[Resource]) -> None:
        self._tell(request, change_each(queryset, setting(is_retired=False)))

    @admin.action(
        description=_("Mark that there is a newer one"), permissions=["change"]
    )
    def mark_superseded(
        self, request: HttpRequest, queryset: QuerySet[Resource]
    ) -> None:
        change = setting(status=ResourceStatus.SUPERSEDED)
        self._tell(request, change_each(queryset, change))

    @admin.action(
        description=_("Set level or cost, add a topic..."), permissions=["change"]
    )
    def set_several(
        self, request: HttpRequest, queryset: QuerySet[Resource]
    ) -> HttpResponse | None:
        """Ask what to set on a page of its own, then set it."""
        form = SeveralForm(request.POST if "apply" in request.POST else None)
        if form.is_valid():
            self._tell(request, change_each(queryset, setting_from(form.cleaned_data)))
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Set on all of these"),
            "form": form,
            "resources": queryset[:MOST_SHOWN],
            "count": queryset.count(),
            "select_across": request.POST.get("select_across", "0"),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/roadmap/several.html", context)
