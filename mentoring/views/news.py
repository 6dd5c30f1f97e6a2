"""What somebody was told, and how they want to hear of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access import oneself
from mentoring.actions.news import see_news
from mentoring.actions.news_choices import choose_news
from mentoring.forms.news import NewsChoicesForm, SeenForm
from mentoring.queries.news import channel_rows, news_page


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    person = oneself(request.user)
    page = news_page(person, request.GET.get("page", ""))
    return TemplateResponse(request, "mentoring/news.html", {"page": page})


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    person = oneself(request.user)
    form = SeenForm(request.POST)
    if form.is_valid():
        see_news(person, up_to=form.cleaned_data["up_to"], at=timezone.now())
    if "HX-Request" in request.headers:
        return HttpResponse(status=204)
    return redirect("news")


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    person = oneself(request.user)
    rows, today = channel_rows(person), timezone.localdate()
    said = request.POST if request.method == "POST" else None
    form = NewsChoicesForm(said, person=person, rows=rows, today=today)
    if form.is_valid():
        choose_news(
            person=person,
            ways=form.ways,
            mail_hour=form.cleaned_data["mail_hour"],
            away_until=form.cleaned_data.get("away_until"),
        )
        messages.success(request, _("It is saved."))
        return redirect("news_choices")
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "mentoring/news_choices.html", context, status=status
    )
