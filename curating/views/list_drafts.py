"""What a reading list would write, looked at and written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from curating.access import curator, list_given
from curating.actions.list_writing import NotWritten, Written, fingerprint
from curating.actions.list_writing import write as do
from curating.models import ListImport
from curating.queries.list_draft import hindrances, list_draft
from curating.wording_lists import not_written_words

MOST = 200
"""Rows of one sort on the page; the rest is counted."""


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, list_given(request.user, pk))


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    row, person = list_given(request.user, pk), curator(request.user)
    try:
        written = do(
            row,
            seen=request.POST.get("seen", ""),
            take=request.POST.getlist("take"),
            by=person,
            at=timezone.now(),
        )
    except NotWritten as refusal:
        return _page(request, row, refusal)
    messages.success(request, _written_words(written))
    return redirect("curated_draft", written.roadmap.slug)


def _written_words(written: Written) -> str:
    if not written.changed:
        return _("Nothing has changed since it was written.")
    made = ngettext("%(n)s new resource", "%(n)s new resources", written.made)
    values = {"title": written.roadmap.title, "made": made % {"n": written.made}}
    return _("The draft of “%(title)s” is written, with %(made)s.") % values


def _page(
    request: HttpRequest, row: ListImport, refusal: NotWritten | None = None
) -> HttpResponse:
    found = list_draft(row)
    hard, soft = hindrances(found.with_changes(found.proposed))
    context: dict[str, Any] = {
        "draft": found,
        "list_import": row,
        "seen": fingerprint(found),
        "changes": found.changes[:MOST],
        "steps": found.whole.roadmap.steps[:MOST],
        "made": found.found.made[:MOST],
        "left": [one for one in found.found.left if not one.is_taken][:MOST],
        "hard": hard[:MOST],
        "soft": soft[:MOST],
        "refusal": not_written_words(refusal) if refusal else [],
    }
    status = 409 if refusal else 200
    return render(request, "curating/list_draft.html", context, status=status)
