"""Reading lists: taking one in, and answering what is asked about it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.models import User
from curating.access import curator, list_given
from curating.actions import lists as actions
from curating.forms.lists import ListForm, answers_in, seen_in
from curating.lists.refusals import ListRefused
from curating.models import ListImport, ListKind
from curating.queries import lists as queries
from curating.queries.list_page import ListPage, list_page, part_with_open
from curating.wording_lists import clash_words, refusal_words
from roadmap.document import DocumentError

A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """All lists, and the form for another one."""
    person = curator(request.user)
    if request.method != "POST":
        return _start(
            request, ListForm(initial={"roadmap": request.GET.get("roadmap")})
        )
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form)
    try:
        row = _take_in(form, person)
    except ListRefused as refusal:
        form.add_error(None, refusal_words(refusal))
    except DocumentError as error:
        form.add_error(None, str(error))
    if form.errors:
        return _start(request, form)
    return redirect("list_draft" if row.kind == ListKind.ROADMAP else "list", row.pk)


def _take_in(form: ListForm, person: User) -> ListImport:
    return actions.take_in(
        form.given,
        by=person,
        key=form.cleaned_data["key"] or actions.new_key(),
        at=timezone.now(),
    )


def _start(request: HttpRequest, form: ListForm) -> HttpResponse:
    pages = Paginator(queries.lists(), A_PAGE)
    context = {"form": form, "page": pages.get_page(request.GET.get("page"))}
    status = 422 if form.errors else 200
    return render(request, "curating/lists.html", context, status=status)


@require_safe
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    row = list_given(request.user, pk)
    return _page(request, list_page(row, _number(request.GET.get("part"), 1)))


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row, person = list_given(request.user, pk), curator(request.user)
    page = list_page(row, _number(request.POST.get("part"), 1))
    values, wrong = answers_in(page, request.POST)
    try:
        saved = actions.answer(
            row,
            values,
            seen=seen_in(request.POST, row),
            by=person,
            at=timezone.now(),
        )
    except actions.ListIsClosed:
        messages.error(request, _("This list was put aside. Take it up again first."))
        return redirect("list", pk)
    if saved.clashes or wrong:
        return _page(request, list_page(row, page.part.number), saved, wrong)
    return redirect(_next(list_page(row, page.part.number), page.part.number))


def _next(page: ListPage, part: int) -> str:
    """Where it goes on: what is open here, then after, then before; else the draft."""
    number = part_with_open(page.parts, part)
    if number is None:
        return reverse("list_draft", args=[page.list_import.pk])
    place = next(
        one.key
        for one in page.parts[number - 1].questions
        if one.key not in page.found.given
    )
    address = reverse("list", args=[page.list_import.pk])
    return f"{address}?part={number}#q-{place}"


def _page(
    request: HttpRequest,
    page: ListPage,
    saved: actions.Saved | None = None,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "page": page,
        "earlier": queries.seem_earlier(page.list_import),
        "clashes": [clash_words(page, one) for one in saved.clashes] if saved else [],
        "wrong": wrong or {},
    }
    status = 409 if context["clashes"] else 422 if wrong else 200
    return render(request, "curating/list.html", context, status=status)


def _number(text: str | None, otherwise: int) -> int:
    """What somebody sent as a number of at most six digits."""
    known = text or ""
    is_number = known.isascii() and known.isdigit() and len(known) <= 6
    return int(known) if is_number else otherwise


@require_POST
def earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that this is a newer copy of another list."""
    row = list_given(request.user, pk)
    other = list_given(request.user, _number(request.POST.get("earlier"), 0))
    actions.compare_with(row, other)
    words = _("It is a newer copy of “%(title)s”. What was answered holds.")
    messages.success(request, words % {"title": other.title})
    return redirect("list", pk)


@require_POST
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    row = list_given(request.user, pk)
    is_aside = request.POST.get("aside") != "no"
    actions.put_aside(row, aside=is_aside)
    words = _("“%(title)s” is put aside.") if is_aside else _("“%(title)s” is open.")
    messages.success(request, words % {"title": row.title})
    return redirect("lists" if is_aside else reverse("list", args=[pk]))
