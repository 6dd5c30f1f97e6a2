"""What somebody may do with all their data: take it along, or have it erased."""

import tempfile

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import access, actions
from accounts.addresses import safe_next
from progress.download import write_download
from progress.tasks import tell


@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    person = access.oneself(request.user)
    stays = person.is_superuser and not actions.has_other_administrator(person.pk)
    context = {"is_last_administrator": stays, "days": actions.TIME_TO_COME_BACK.days}
    return TemplateResponse(request, "progress/own_data.html", context)


@require_POST
@reauthentication_required
def download(request: HttpRequest) -> FileResponse:
    person = access.oneself(request.user)
    # Without a name from the beginning: it is gone with the answer, whatever happens.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_download(person, file, at=timezone.now())
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"waymark-{timezone.localdate()}.zip"
    )


@require_POST
@reauthentication_required
def delete_account(request: HttpRequest) -> HttpResponse:
    person = access.oneself(request.user)
    try:
        leaving = actions.ask_for_erasure(person_id=person.pk, at=timezone.now())
    except actions.LastAdministrator:
        messages.error(request, _("Name another administrator first."))
        return redirect("own_data")
    tell.enqueue(person.pk)
    day = date_format(timezone.localtime(leaving.erasure_at), "DATE_FORMAT")
    messages.success(request, _("Your account will be erased on %s.") % day)
    return redirect("own_data")


@require_POST
def keep_account(request: HttpRequest) -> HttpResponse:
    person = access.oneself(request.user)
    actions.keep_account(person_id=person.pk)
    messages.success(request, _("Your account stays, with everything in it."))
    return redirect(safe_next(request, "own_data"))
