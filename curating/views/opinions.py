"""What learners say of a resource."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import oneself
from curating.actions import reviews as actions
from curating.engine.drop_off import may_say
from curating.forms.resources import ReviewForm
from curating.models import Effort, Opinion
from curating.queries.resource import ids_of
from curating.queries.reviews import opinions_of, own_review
from progress import access
from progress.queries.study import study_of
from roadmap.facts import total_units
from roadmap.spans import length


@login_not_required
@require_safe
def opinions(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(access.visitor(request), key)
    return _page(request, place)


@require_POST
def say(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(request.user, key)
    if not _may_say(place):
        raise Http404("not half of it is done")
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form)
    said = actions.Said(
        useful=Opinion(form.cleaned_data["useful"]),
        clear=Opinion(form.cleaned_data["clear"]),
        effort=Effort(form.cleaned_data["effort"]),
        words=form.cleaned_data["words"],
    )
    learner, ids = oneself(request.user), _ids(place)
    actions.say(learner, place.resource_id, said, at=timezone.now(), merged=ids)
    messages.success(request, _("Thank you. It can be changed at any time."))
    return redirect("opinions", place.resource.key)


@require_POST
def unsay(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(request.user, key)
    actions.unsay(oneself(request.user), _ids(place), at=timezone.now())
    messages.success(request, _("What you said is taken back."))
    return redirect("opinions", place.resource.key)


def _ids(place: access.ResourcePlace) -> list[int]:
    return ids_of(place.head.catalogue, place.resource.key)


def _may_say(place: access.ResourcePlace) -> bool:
    if place.head.learner is None:
        return False
    study = study_of(place.head, timezone.localdate())
    key = place.resource.key
    done = length(study.engine.effective.get(key, ()))
    return may_say(done, total_units(place.head.catalogue.facts[key]))


def _page(
    request: HttpRequest, place: access.ResourcePlace, form: ReviewForm | None = None
) -> HttpResponse:
    ids = _ids(place)
    context: dict[str, Any] = {
        "resource": place.resource,
        "opinions": opinions_of(ids),
        "may_say": _may_say(place),
    }
    if place.head.learner is not None:
        context["own"] = own = own_review(place.head.learner, ids)
        context["form"] = form or ReviewForm(initial=vars(own) if own else None)
    status = 422 if form else 200
    return render(request, "curating/opinions.html", context, status=status)
