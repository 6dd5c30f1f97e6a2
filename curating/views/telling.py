"""What a learner tells the curators: a link that does not serve, and suggestions."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curating.actions.suggesting import Wish, suggest
from curating.actions.told import Said, TooMany, report_link
from curating.forms.told import ReportForm, SuggestForm
from curating.models import SuggestionKind
from progress import access
from progress.templatetags.study import form_key
from progress.views.answers import next_url


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """A form of its own; from a menu one button says it at once."""
    place = access.resource(request.user, key)
    learner = access.learner(place.head)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "curating/report.html", place, form)
    said = Said(place.resource_id, form.chosen, form.cleaned_data["words"])
    if not _may(request):
        return redirect(next_url(request, "today"))
    try:
        report_link(learner, said, at=timezone.now())
    except TooMany:
        messages.error(request, _too_many())
    else:
        text = _("The curators know. You hear of it when it is mended.")
        messages.success(request, text)
    return redirect(next_url(request, "today"))


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(request.user, key)
    learner = access.learner(place.head)
    said = request.POST if request.method == "POST" else None
    form = SuggestForm(said, initial=_initial(request))
    if not form.is_valid():
        return _page(request, "curating/suggest.html", place, form)
    if not _may(request):
        return redirect(next_url(request, "today"))
    try:
        key = form.cleaned_data["key"]
        suggest(learner, _wish(place, form), at=timezone.now(), key=key)
    except TooMany:
        messages.error(request, _too_many())
    else:
        messages.success(request, _("Thank you. The curators answer you in your news."))
    return redirect("resource", place.resource.key)


def _initial(request: HttpRequest) -> dict[str, str]:
    """The key of the form, and the step from whose page somebody comes."""
    named = {name: request.GET.get(name, "") for name in ("roadmap", "step")}
    return {"key": form_key(), **named}


def _wish(place: access.ResourcePlace, form: SuggestForm) -> Wish:
    data = form.cleaned_data
    is_new = data["kind"] == SuggestionKind.ADD
    return Wish(
        resource_id=place.resource_id,
        kind=SuggestionKind(data["kind"]),
        url=data["url"] if data["kind"] != SuggestionKind.TAKE_OUT else "",
        title=data["title"] if is_new else "",
        words=data["words"],
        step_id=_step_id(place, data["roadmap"], data["step"]),
    )


def _step_id(place: access.ResourcePlace, roadmap: str, step: str) -> int | None:
    """The step that uses the resource, None where nothing or another is named."""
    try:
        found = access.step_in(place.head, roadmap, step)
        access.resource_of_step(found, place.resource.key)
    except Http404:
        return None
    return found.step_id


def _may(request: HttpRequest) -> bool:
    """Whether this person has not told too much within the hour; says so if not."""
    if consume(request, action="tell", user=request.user):
        return True
    messages.error(request, _("That is a lot for one hour. Please go on later."))
    return False


def _too_many() -> str:
    return _("You have many open ones already. Wait until some are answered.")


def _page(
    request: HttpRequest,
    template: str,
    place: access.ResourcePlace,
    form: ReportForm | SuggestForm,
) -> HttpResponse:
    context = {"place": place, "form": form, "page_url": next_url(request, "today")}
    if request.method != "POST":
        context["page_url"] = f"/catalogue/{place.resource.key}/"
    return render(request, template, context, status=422 if form.errors else 200)
