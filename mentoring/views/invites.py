"""How people come into a cohort: a link with its QR code, mails to addresses."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.mail import is_mail_held
from accounts.tasks import send_invitations
from mentoring.access.cohorts import CohortPlace, run
from mentoring.access.members import invite_of
from mentoring.actions.invites import end_invite, invite_by_link, invite_by_mail
from mentoring.actions.seats import CohortIsClosed
from mentoring.forms.members import AddressesForm, LinkForm
from mentoring.qr import qr_code
from mentoring.queries.dry_run import DryRun, dry_run
from mentoring.views.members import show_members


@require_POST
def invite_link(request: HttpRequest, slug: str) -> HttpResponse:
    place, form = run(request.user, slug), LinkForm(request.POST)
    if not form.is_valid():
        return show_members(request, place, link_form=form)
    try:
        _invite, token = invite_by_link(
            cohort=place.cohort,
            by=place.person,
            max_uses=form.cleaned_data["max_uses"],
            days=form.cleaned_data["days"],
            at=timezone.now(),
        )
    except CohortIsClosed:
        return _closed(request, place)
    link = request.build_absolute_uri(reverse("cohort_join", args=[token]))
    return show_members(request, place, new_link=link, qr=qr_code(link))


@require_POST
def invite_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = run(request.user, slug)
    invite = invite_of(place, pk)
    end_invite(invite=invite, by=place.person, at=timezone.now())
    messages.success(request, _("The invitation is taken back."))
    return redirect("cohort_members", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_addresses(request: HttpRequest, slug: str) -> HttpResponse:
    """First what would happen to each line; then, confirmed, just that does."""
    place = run(request.user, slug)
    if request.method != "POST":
        return _addresses_page(request, place, form=AddressesForm())
    form = AddressesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _addresses_page(request, place, form=form)
    found = dry_run(place.cohort, form.lines(), at=timezone.now())
    is_confirmed = "confirm" in request.POST
    if is_confirmed and form.cleaned_data["shown"] == found.digest:
        return _invited(request, place, found)
    again = {"form": form.as_text(), "found": found, "is_other": is_confirmed}
    return _addresses_page(request, place, **again)


def _addresses_page(
    request: HttpRequest, place: CohortPlace, **context: Any
) -> HttpResponse:
    context |= {"place": place, "is_mail_held": is_mail_held()}
    status = 422 if context["form"].errors else 200
    return TemplateResponse(request, "mentoring/addresses.html", context, status=status)


def _invited(request: HttpRequest, place: CohortPlace, found: DryRun) -> HttpResponse:
    try:
        count = invite_by_mail(
            cohort=place.cohort,
            addresses=found.to_invite,
            by=place.person,
            at=timezone.now(),
        )
    except CohortIsClosed:
        return _closed(request, place)
    send_invitations.enqueue()
    text = ngettext(
        "%(n)s invitation is on its way.", "%(n)s invitations are on their way.", count
    )
    messages.success(request, text % {"n": count})
    return redirect("cohort_members", place.cohort.slug)


def _closed(request: HttpRequest, place: CohortPlace) -> HttpResponse:
    messages.error(request, _("This cohort is closed. Open it again first."))
    return redirect("cohort_members", place.cohort.slug)
