"""What learners did, for administrators to look at. Nothing is changed here."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from progress.models import Enrolment, ProgressEvent

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class ReadOnlyAdmin(Base):
    """A list with search and filters; rows can be opened, never written."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False


@admin.register(Enrolment)
class EnrolmentAdmin(ReadOnlyAdmin):
    list_display = ["learner", "roadmap", "version_number", "started_on", "left_at"]
    list_filter = ["roadmap", "is_undecided", "share_kind"]
    list_select_related = ["learner", "roadmap", "version"]
    search_fields = ["learner__email", "learner__name"]
    search_help_text = _("Name or e-mail of the learner")

    @admin.display(description=_("version"), ordering="version__number")
    def version_number(self, enrolment: Enrolment) -> int:
        return enrolment.version.number


@admin.register(ProgressEvent)
class ProgressEventAdmin(ReadOnlyAdmin):
    list_display = ["recorded_at", "learner", "verb", "actor", "step", "resource"]
    list_filter = ["verb"]
    list_select_related = ["learner", "actor", "step", "resource"]
    search_fields = ["learner__email", "learner__name"]
    search_help_text = _("Name or e-mail of the learner")
    ordering = ["-id"]
