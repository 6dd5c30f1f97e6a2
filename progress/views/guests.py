"""Marks without an account: who may make them, and how they go again."""

from collections.abc import Callable
from functools import wraps

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from progress import access
from progress.actions.change import Outcome
from progress.marks import MOST_MARKS, NoMoreMarks
from progress.queries.study import study_of
from progress.views.answers import answer, is_fragment, next_url

View = Callable[..., HttpResponse]


def guests_may(view: View) -> View:
    """Let guests post to a view that learners post to: it goes into their session.

    The first mark of a session is limited by the network that it comes from; more
    than a session may hold are refused with a sentence.
    """

    @login_not_required
    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if isinstance(request.user, User) or request.method != "POST":
            return view(request, *args, **kwargs)
        if access.marks(request).is_first and not consume(request, action="mark"):
            return refused(request, _too_many_guests())
        try:
            return view(request, *args, **kwargs)
        except NoMoreMarks:
            return refused(request, _too_many_marks())

    return marked


def _too_many_guests() -> str:
    return _(
        "Many people marked something from your network just now. Nothing was kept;"
        " try again in an hour, or create an account."
    )


def _too_many_marks() -> str:
    text = ngettext(
        "This browser keeps %(n)s mark, and that is how many there are. What you"
        " marked is safe; create an account to go on.",
        "This browser keeps %(n)s marks, and that is how many there are. What you"
        " marked is safe; create an account to go on.",
        MOST_MARKS,
    )
    return text % {"n": MOST_MARKS}


def refused(request: HttpRequest, text: str) -> HttpResponse:
    """Back to the page the form stood on, with a sentence."""
    messages.error(request, text)
    if is_fragment(request):
        return HttpResponseClientRedirect(next_url(request))
    return HttpResponseRedirect(next_url(request))


@login_not_required
@require_POST
def undo_mark(request: HttpRequest, number: int) -> HttpResponse:
    """Take back the last mark, if it is still the one with this number; an earlier
    one is refused with a sentence."""
    marks = access.marks(request)
    if marks.take_back(number):
        messages.success(request, _("Taken back."))
    elif 0 < number < len(marks):
        text = _("You marked more after that. Take back the last one first.")
        messages.info(request, text)
    return _now(request)


@login_not_required
@require_POST
def forget_marks(request: HttpRequest) -> HttpResponse:
    marks = access.marks(request)
    if len(marks):
        marks.forget()
        messages.success(request, _("Everything you marked here is forgotten."))
    return _now(request)


def _now(request: HttpRequest) -> HttpResponse:
    """The page the form stood on, with the marks that are left; without any there
    is no Today."""
    head = access.head(access.visitor(request))
    if not len(access.marks(request)):
        home = reverse("home")
        if is_fragment(request):
            return HttpResponseClientRedirect(home)
        return HttpResponseRedirect(home)
    return answer(request, Outcome(study_of(head, timezone.localdate())), "")
