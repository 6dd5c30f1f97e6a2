"""What a cohort is: changed later, closed, opened again, put away."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from mentoring.access.cohorts import CohortPlace, run
from mentoring.actions import closing
from mentoring.actions.changes import ChangedMeanwhile, change_details
from mentoring.actions.cohorts import Details
from mentoring.change_words import change_lines, who_and_when
from mentoring.engine.merging import merged
from mentoring.forms.cohorts import SettingsForm, details_initial
from mentoring.forms.members import MentorForm
from mentoring.queries.changes import Meanwhile, changes_since
from mentoring.queries.members import mentors_of


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_settings(request: HttpRequest, slug: str) -> HttpResponse:
    place = run(request.user, slug)
    if request.method != "POST":
        return settings_page(request, place)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return settings_page(request, place, form=form)
    try:
        seated = change_details(
            cohort=place.cohort,
            details=form.details(),
            revision=form.seen(),
            by=place.person,
            at=timezone.now(),
        )
    except ChangedMeanwhile:
        return _conflict(request, run(request.user, slug), form)
    messages.success(request, _saved(seated))
    return redirect("cohort_settings", slug)


def settings_page(
    request: HttpRequest, place: CohortPlace, **replaced: Any
) -> HttpResponse:
    """The page with its two forms, of which replaced may bring one back."""
    context: dict[str, Any] = {
        "place": place,
        "form": SettingsForm(
            initial={
                **details_initial(Details.of(place.plan)),
                "revision": place.plan.revision,
            }
        ),
        "mentor_form": MentorForm(),
        "mentors": mentors_of(place.cohort),
    } | replaced
    wrong = any(context[name].errors for name in ("form", "mentor_form"))
    status = 409 if "meanwhile" in context else 422 if wrong else 200
    return render(request, "mentoring/settings.html", context, status=status)


def _conflict(
    request: HttpRequest, place: CohortPlace, form: SettingsForm
) -> HttpResponse:
    """What the first changed, and the second's own words where they meant to."""
    found = changes_since(place.cohort, form.seen())
    values = merged(
        Details.of(place.plan).values(), found.changes, form.details().values()
    )
    again = SettingsForm(initial={**values, "revision": place.plan.revision})
    return settings_page(
        request, place, form=again, meanwhile=meanwhile_words(found, {})
    )


def meanwhile_words(
    found: Meanwhile, titles: dict[str, str]
) -> list[tuple[str, list[str]]]:
    return [
        (who_and_when(event), change_lines(event, titles)) for event in found.events
    ]


def _saved(seated: Sequence[User]) -> str:
    if not seated:
        return _("The settings are saved.")
    text = ngettext(
        "The settings are saved. %(n)s person who waited has a seat now.",
        "The settings are saved. %(n)s people who waited have a seat now.",
        len(seated),
    )
    return text % {"n": len(seated)}


@require_POST
def cohort_close(request: HttpRequest, slug: str) -> HttpResponse:
    place = run(request.user, slug)
    if closing.close_cohort(cohort=place.cohort, by=place.person, at=timezone.now()):
        messages.success(request, _("The cohort is closed. You can open it again."))
    return redirect("cohort_settings", slug)


@require_POST
def cohort_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    place = run(request.user, slug)
    if closing.reopen_cohort(cohort=place.cohort, by=place.person, at=timezone.now()):
        messages.success(request, _("The cohort is open again."))
    return redirect("cohort_settings", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_archive(request: HttpRequest, slug: str) -> HttpResponse:
    """What archiving means, and then doing it."""
    place = run(request.user, slug)
    if request.method != "POST":
        return TemplateResponse(request, "mentoring/archive.html", {"place": place})
    closing.archive_cohort(cohort=place.cohort, by=place.person, at=timezone.now())
    text = _("%(name)s is archived. What its learners did stays their own.")
    messages.success(request, text % {"name": place.cohort.name})
    return redirect("cohorts")
