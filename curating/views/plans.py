"""What becomes of the steps of a version in its draft: one by one, or as proposed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from curating.access import RoadmapPlace, in_draft
from curating.actions.plans import settle, settle_all
from curating.engine.edit_plan import Entry
from curating.forms.drafts import FateForm, said_of
from curating.queries.drafts import DraftPage, draft_page
from curating.wording import fate_words


@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Settle all that nobody has settled as it is proposed."""
    place = in_draft(request.user, slug)
    undecided = draft_page(place.roadmap).undecided
    count = settle_all(place.roadmap, undecided, by=place.person, at=timezone.now())
    if count:
        words = ngettext("%d step is settled.", "%d steps are settled.", count) % count
        messages.success(request, words)
    return redirect("curated_draft", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    place = in_draft(request.user, slug)
    page = draft_page(place.roadmap)
    entry = _entry(page, step)
    choices = [(one.key, one.title) for one in page.draft.document.roadmap.steps]
    sent = request.POST if request.method == "POST" else None
    form = FateForm(sent, entry=entry, choices=choices)
    context = {"place": place, "page": page, "entry": entry, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "curating/plan_step.html", context, status=status)
    if form.cleaned_data["said"] != said_of(entry):
        form.seen(entry)
        context["meanwhile"] = fate_words(entry, page.titles)
        return render(request, "curating/plan_step.html", context, status=409)
    return _settled(request, place, entry, form)


def _entry(page: DraftPage, step: str) -> Entry:
    """What is planned for a step of the version; one that stays as it is has a plan
    too."""
    for entry in page.plan:
        if entry.step == step and entry.fate != "new":
            return entry
    before = page.before.roadmap.steps if page.before else ()
    for one in before:
        if one.key == step:
            return Entry(step, one.title, "same", (step,), (), True, False)
    raise Http404("no such step in the version")


def _settled(
    request: HttpRequest, place: RoadmapPlace, entry: Entry, form: FateForm
) -> HttpResponse:
    settle(
        place.roadmap,
        entry.step,
        form.cleaned_data["fate"],
        form.cleaned_data["into"],
        by=place.person,
        at=timezone.now(),
    )
    messages.success(request, _("“%s” is settled.") % entry.title)
    return redirect("curated_draft", place.roadmap.slug)
