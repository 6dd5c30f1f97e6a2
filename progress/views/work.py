"""What a learner hands in for a project, and its versions."""

from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import oneself
from progress import access
from progress.actions.change import Outcome
from progress.actions.submissions import hand_in, save_draft
from progress.queries.submissions import files_of_version
from progress.views.answers import answer
from progress.views.sent_files import attachment
from progress.views.sent_work import sent
from progress.views.steps import work_again
from progress.work_forms import WorkForm


@require_POST
def save(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    place = access.project(request.user, slug, project)
    form = WorkForm(request.POST, request.FILES, step=place.step)
    outcome = sent(place, form, save_draft)
    if not isinstance(outcome, Outcome):
        return work_again(request, place, form, outcome)
    text = _("The draft is saved.")
    if outcome.event_id is None:
        messages.success(request, text)
    return answer(request, outcome, text)


@require_POST
def submit(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """Hand in; sent again it says so and makes no second version."""
    place = access.project(request.user, slug, project)
    form = WorkForm(request.POST, request.FILES, step=place.step)
    outcome = sent(place, form, hand_in)
    if not isinstance(outcome, Outcome):
        return work_again(request, place, form, outcome)
    values = {"number": form.seen.number, "step": place.step.title}
    text = _("Version %(number)s of %(step)s is handed in.") % values
    if outcome.event_id is None:
        messages.success(request, text)
    return answer(request, outcome, text)


@require_safe
def version(request: HttpRequest, slug: str, project: str, number: int) -> HttpResponse:
    place = access.project(request.user, slug, project)
    found = access.version(place, number)
    context = {"place": place, "version": found, "files": files_of_version(found)}
    return TemplateResponse(request, "progress/work_version.html", context)


@require_safe
@csp_update({"sandbox": True})  # type: ignore[untyped-decorator]
def file(request: HttpRequest, token: UUID) -> HttpResponse:
    return attachment(access.work_file(oneself(request.user), token))
