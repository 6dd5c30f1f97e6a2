"""What follows when somebody signs in, whichever way."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from progress import access, words
from progress.actions.taking_over import TakenOver, take_over

logger = logging.getLogger(__name__)


def take_marks_over(
    sender: object, request: HttpRequest, user: User, **_more: Any
) -> None:
    """Marks of the session become part of the account. If that fails they are kept,
    and signing in goes on."""
    marks = access.marks(request)
    if not len(marks):
        return
    try:
        taken = take_over(user, marks)
    except DatabaseError as error:
        logger.error("marks were not taken over: %s", type(error).__name__)
        return
    marks.forget()
    messages.success(request, told(taken), fail_silently=True)


def told(taken: TakenOver) -> str:
    """What was taken over, in one sentence."""
    if not taken.entries:
        return _("Your account has everything that you marked in this browser.")
    text = ngettext(
        "What you marked in this browser is in your account now: %(n)s entry of your"
        " history, on %(what)s.",
        "What you marked in this browser is in your account now: %(n)s entries of"
        " your history, on %(what)s.",
        taken.entries,
    )
    what = words.listed(taken.roadmaps) or _("resources")
    return text % {"n": taken.entries, "what": what}


def connect() -> None:
    user_logged_in.connect(take_marks_over, dispatch_uid="take_marks_over")
