"""The link desk, one link, and what is done about them."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from curating.access import curator, fix_of, link_of
from curating.actions import fixes
from curating.actions.choosing import Done, Pick, do_chosen
from curating.desk_words import done_words, refusal_words
from curating.forms.desk import DeskForm, asked_of
from curating.models import Fix
from curating.queries import desk as queries
from curating.queries.link_page import link_page
from curating.queries.problems import Problem
from curating.tasks import count_what_waits
from progress.views.answers import next_url

MOST_SAID = 5


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    curator(request.user)
    page = queries.desk(asked_of(request.GET), timezone.now())
    context = {
        "desk": page,
        "to_curate": page.counts["todo"],
        "checks_are_on": settings.LINK_CHECKS,
        "page_url": request.get_full_path(),
    }
    return render(request, "curating/desk.html", context)


@require_safe
def link(request: HttpRequest, pk: int) -> HttpResponse:
    place = link_of(request.user, pk)
    page = link_page(place.stock, place.resource, pk, timezone.now())
    context = {"page": page, "page_url": request.path}
    return render(request, "curating/link.html", context)


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Do what was chosen; what is to be taken out of use is looked at first."""
    person, back = curator(request.user), next_url(request, "curate")
    form = DeskForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was chosen. Tick what you mean first."))
        return redirect(back)
    picks, at = form.cleaned_data["picks"], timezone.now()
    if form.is_wake:
        return _woken(request, picks, back)
    problems = _problems()
    if not form.cleaned_data["is_sure"]:
        leaving = [one for one in picks if one.kind == "out" and one.ref in problems]
        if leaving:
            return _look_first(request, leaving, problems, back)
    key = form.cleaned_data["key"]
    _say(request, do_chosen(problems, picks, by=person, at=at, key=key))
    count_what_waits.enqueue()
    return redirect(back)


def _problems() -> dict[str, Problem]:
    revision = queries.facts().revision
    found, _counted = queries.problems_at(timezone.now(), revision)
    return {one.ref: one for one in found}


def _look_first(
    request: HttpRequest, picks: list[Pick], problems: dict[str, Problem], back: str
) -> HttpResponse:
    rows = [(pick, problems[pick.ref]) for pick in picks]
    context = {"rows": rows, "page_url": back}
    return render(request, "curating/out.html", context)


def _woken(request: HttpRequest, picks: list[Pick], back: str) -> HttpResponse:
    for pick in picks:
        fixes.wake(pick.ref)
    messages.success(request, _("They are shown again."))
    return redirect(back)


def _say(request: HttpRequest, done: Done) -> None:
    for title, refused in done.refused[:MOST_SAID]:
        messages.error(request, refusal_words(title, refused))
    if len(done.fixes) == 1:
        say_done(request, done.fixes[0])
    elif done.fixes:
        text = ngettext("%(n)s fix applied.", "%(n)s fixes applied.", len(done.fixes))
        messages.success(request, text % {"n": len(done.fixes)})
    if done.put_off:
        text = ngettext("%(n)s put off.", "%(n)s put off.", done.put_off)
        messages.success(request, text % {"n": done.put_off})


def say_done(request: HttpRequest, fix: Fix) -> None:
    """What was done, what has to follow, and the way back."""
    text = f"{fix.resource.title}: {done_words(fix)}."
    if fix.drafts:
        text += " " + _("Publish the roadmap for it to take effect.")
    undo = reverse("curate_undo", args=[fix.pk])
    messages.success(request, text, extra_tags=undo)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    person, fix = curator(request.user), fix_of(request.user, pk)
    try:
        fixes.undo_fix(fix, by=person, at=timezone.now())
    except fixes.Refused as error:
        messages.error(request, refusal_words(fix.resource.title, error))
    else:
        text = _("%(title)s is as it was before.")
        messages.success(request, text % {"title": fix.resource.title})
        count_what_waits.enqueue()
    return redirect(next_url(request, "curate"))
