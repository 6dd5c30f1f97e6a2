"""Asking mentors, and answering."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mentoring.access.cohorts import mentor
from mentoring.access.questions import (
    AskingPlace,
    about_all,
    about_step,
    own_question,
    question_to,
)
from mentoring.actions import questions as actions
from mentoring.forms.questions import AnswerForm, QuestionForm
from mentoring.queries.questions import ask_page
from mentoring.queries.questions import mentor_questions as questions_of
from progress.views.answers import next_url


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    return _ask(request, about_all(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def step_questions(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    return _ask(request, about_step(request.user, slug, key))


def _ask(request: HttpRequest, place: AskingPlace) -> HttpResponse:
    """The page, or what was asked on it."""
    if request.method != "POST":
        return _page(request, place, QuestionForm(cohorts=place.cohorts))
    form = QuestionForm(request.POST, cohorts=place.cohorts)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    data = form.cleaned_data
    actions.ask(
        place,
        cohort=form.chosen,
        body=data["body"],
        is_for_all=data["is_for_all"],
        at=timezone.now(),
        key=data["key"],
    )
    messages.success(request, _("Your question is with your mentors."))
    return HttpResponseRedirect(request.path)


def _page(
    request: HttpRequest, place: AskingPlace, form: QuestionForm, status: int = 200
) -> HttpResponse:
    context = {"page": ask_page(place), "form": form, "page_url": request.path}
    return TemplateResponse(request, "mentoring/ask.html", context, status=status)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    question = own_question(request.user, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        data, at = form.cleaned_data, timezone.now()
        actions.add(question, body=data["body"], at=at, key=data["key"])
        messages.success(request, _("Added. Your mentors see it."))
    else:
        messages.error(request, " ".join(map(str, form.errors.get("body", []))))
    return HttpResponseRedirect(actions.path_of(question))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    question = own_question(request.user, pk)
    actions.withdraw(question, at=timezone.now())
    messages.success(request, _("The question is withdrawn; nobody sees it any more."))
    return HttpResponseRedirect(actions.path_of(question))


@require_safe
def mentor_questions(request: HttpRequest) -> HttpResponse:
    return _answer_page(request, AnswerForm(), 0)


def _answer_page(
    request: HttpRequest, form: AnswerForm, pk: int, status: int = 200
) -> HttpResponse:
    """pk: of the question whose answer needs another look."""
    are_answered = request.GET.get("show") == "answered"
    asked = request.GET.get("page")
    page = questions_of(mentor(request.user), are_answered=are_answered, asked=asked)
    context = {
        **{"page": page, "form": form, "refused": pk, "are_answered": are_answered},
        "page_url": reverse("mentor_questions"),
    }
    return TemplateResponse(request, "mentoring/questions.html", context, status=status)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_to(request.user, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, form, pk, status=422)
    data = form.cleaned_data
    actions.answer(
        question,
        mentor=mentor(request.user),
        body=data["body"],
        at=timezone.now(),
        key=data["key"],
    )
    text = _("%(name)s is told of your answer.")
    messages.success(request, text % {"name": question.learner.display_name})
    return HttpResponseRedirect(next_url(request, "mentor_questions"))
