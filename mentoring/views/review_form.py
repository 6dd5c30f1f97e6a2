"""The form of a review: read, kept as a draft, shown again."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mentoring.access.reviews import ReviewPlace
from mentoring.actions.review_drafts import DraftConflict, save_draft
from mentoring.forms.reviews import AtForm, ReviewForm, typed_points
from mentoring.models import ReviewDraft
from mentoring.queries.phrases import phrase_of
from mentoring.queries.review_page import last_asked, review_page, reviews_of, step_doc
from mentoring.queries.review_typed import Typed
from progress.views.answers import is_fragment


def form_of(place: ReviewPlace, data: QueryDict) -> ReviewForm:
    """The form as it was sent, with the saved phrase that was chosen; two queries."""
    asked = last_asked(place, reviews_of(place))
    sent = data.copy()
    phrase = phrase_of(place.mentor, AtForm(data).number("phrase"))
    if phrase:
        sent["text"] = "\n".join(filter(None, [sent.get("text", ""), phrase]))
    points = asked.points if asked else ()
    return ReviewForm(sent, step=step_doc(place), asked=points)


def keep(
    request: HttpRequest, place: ReviewPlace, form: ReviewForm
) -> ReviewDraft | HttpResponse | None:
    """What was stored; the page with both texts where another tab saved something."""
    mine = AtForm(request.POST).number("mine")
    known = form.cleaned_data["known"] or 0 if mine is None else mine
    try:
        return save_draft(place, said=form.said, known=known, at=timezone.now())
    except DraftConflict as found:
        context = {"stored": found.stored, "review_url": address(place)}
        if is_fragment(request):
            template = "mentoring/_review_conflict.html"
            return render(request, template, context, status=409)
        return show_again(request, place, form, status=409, **context)


def keep_for_later(place: ReviewPlace, form: ReviewForm) -> None:
    """Keep the words of an answer that came too late, over any older draft."""
    at, said = timezone.now(), form.said
    try:
        save_draft(place, said=said, known=0, at=at)
    except DraftConflict as found:
        save_draft(place, said=said, known=found.stored.edits, at=at)


def show_again(
    request: HttpRequest,
    place: ReviewPlace,
    form: ReviewForm,
    status: int = 422,
    **more: object,
) -> HttpResponse:
    """The page with what was typed and what is wrong with it."""
    at = AtForm(request.POST).place
    typed = typed_in(form)
    page = review_page(place, at=at, now=timezone.now(), typed=typed)
    context = {"page": page, "page_url": address(place), **more}
    return render(request, "mentoring/review.html", context, status=status)


def typed_in(form: ReviewForm) -> Typed:
    """What stands in the fields of a form that was sent, right or wrong."""
    form.is_valid()
    levels = ((n, form.cleaned_data.get(f"level_{n}")) for n in range(len(form.rubric)))
    asked = (one["point"] for one in form.asked)
    again = (number for number in asked if form.data.get(f"again-{number}"))
    errors = (str(text) for texts in form.errors.values() for text in texts)
    return Typed(
        text=form.data.get("text", ""),
        levels={n: level for n, level in levels if isinstance(level, int)},
        points=tuple(typed_points(form.data)),
        again=frozenset(again),
        known=form.cleaned_data.get("known") or 0,
        errors=tuple(errors),
    )


def address(place: ReviewPlace, form: AtForm | None = None) -> str:
    """The page of the review, at the part that was asked for."""
    url = reverse("review", args=[place.version.pk])
    if form is None:
        return url
    at = form.place
    asked = {"show": at.show, "first": at.first, "at": at.open}
    usual = {"show": "text", "first": 1, "at": ""}
    query = {name: value for name, value in asked.items() if value != usual[name]}
    return f"{url}?{urlencode(query)}" if query else url
