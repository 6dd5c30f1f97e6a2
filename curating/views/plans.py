"""What becomes of the steps of a version in its draft: one by one, or as proposed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from curating.access import RoadmapPlace, in_draft
from curating.actions.plans import SettledMeanwhile, settle, settle_all
from curating.engine.edit_plan import entry_of
from curating.forms.drafts import FateForm
from curating.queries.drafts import draft_page
from curating.wording import fate_words
from roadmap.actions import DraftIsClosed


@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Settle all that nobody has settled as it is proposed."""
    place = in_draft(request.user, slug)
    seen, now = request.POST.get("seen", ""), timezone.now()
    try:
        count = settle_all(place.roadmap, seen=seen, by=place.person, at=now)
    except SettledMeanwhile:
        words = _("What is proposed has changed meanwhile: look at it again.")
        messages.error(request, words)
        return redirect(f"{reverse('curated_draft', args=[slug])}#plan")
    except DraftIsClosed:
        return _closed(request, slug)
    if count:
        words = ngettext("%d step is settled.", "%d steps are settled.", count) % count
        messages.success(request, words)
    return redirect("curated_draft", slug)


def _closed(request: HttpRequest, slug: str) -> HttpResponse:
    messages.error(request, _("The draft was closed meanwhile; nothing was settled."))
    return redirect("curated_draft", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    place = in_draft(request.user, slug)
    form = _form(request, place, step)
    if not form.is_valid():
        return _answer(request, place, form, 422 if form.is_bound else 200)
    try:
        _settle(place, form)
    except SettledMeanwhile:
        now = _form(request, place, step)
        now.seen()
        return _answer(request, place, now, 409)
    except DraftIsClosed:
        return _closed(request, slug)
    messages.success(request, _("“%s” is settled.") % form.entry.title)
    return redirect("curated_draft", slug)


def _form(request: HttpRequest, place: RoadmapPlace, step: str) -> FateForm:
    """With the draft as it is now. Http404 for a step that the version has not."""
    page = draft_page(place.roadmap)
    entry = entry_of(page.before, page.plan, step) if page.before else None
    if entry is None:
        raise Http404("no such step in the version")
    sent = request.POST if request.method == "POST" else None
    return FateForm(sent, entry=entry, page=page)


def _answer(
    request: HttpRequest, place: RoadmapPlace, form: FateForm, status: int
) -> HttpResponse:
    """409: with what somebody else settled meanwhile."""
    context = {"place": place, "page": form.page, "entry": form.entry, "form": form}
    if status == 409:
        context["meanwhile"] = fate_words(form.entry, form.page.titles)
    return render(request, "curating/plan_step.html", context, status=status)


def _settle(place: RoadmapPlace, form: FateForm) -> None:
    settle(
        place.roadmap,
        form.entry.step,
        form.cleaned_data["fate"],
        form.cleaned_data["into"],
        seen=form.cleaned_data["said"],
        by=place.person,
        at=timezone.now(),
    )
