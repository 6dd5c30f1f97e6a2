"""What mentors told the curators of steps: to read, and to close."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mentoring.actions.reports import close_report
from mentoring.models import StepReport
from progress.admin import ReadOnlyAdmin


@admin.register(StepReport)
class StepReportAdmin(ReadOnlyAdmin):
    list_display = [
        "reported_at",
        "step",
        "trouble",
        "cohort",
        "reported_by",
        "is_open",
    ]
    list_filter = [("closed_at", admin.EmptyFieldListFilter), "step__roadmap"]
    list_select_related = ["step", "cohort", "reported_by"]
    search_fields = ["step__title", "words"]
    search_help_text = _("Step or words")
    fields = ["step", "cohort", "reported_by", "reported_at", "words", "figures"]
    readonly_fields = ["figures"]
    actions = ["close"]

    @admin.display(description=_("what it is"))
    def trouble(self, report: StepReport) -> str:
        return str(report.evidence.get("trouble", ""))

    @admin.display(description=_("open"), boolean=True)
    def is_open(self, report: StepReport) -> bool:
        return report.closed_at is None

    @admin.display(description=_("figures"))
    def figures(self, report: StepReport) -> str:
        return json.dumps(report.evidence, indent=1, ensure_ascii=False)

    @admin.action(description=_("Close: nothing is left to do"), permissions=["view"])
    def close(self, request: HttpRequest, rows: QuerySet[StepReport]) -> None:
        person: Any = request.user
        at = timezone.now()
        count = sum(close_report(report=row, by=person, at=at) for row in rows)
        text = ngettext("%(n)s report is closed.", "%(n)s reports are closed.", count)
        messages.success(request, text % {"n": count})
