"""Joining a roadmap, changing the path, pausing, leaving."""

from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from progress import access
from progress.actions import enrolments as actions
from progress.forms import JoinForm, KeyedForm, PathForm, PauseForm
from progress.path_answers import default_answers
from progress.queries.paths import choices_of, preview
from progress.queries.shares import share_preview
from progress.queries.study import Study, study_of
from progress.views.answers import answer, refuse
from progress.views.guests import guests_may


@guests_may
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.roadmap(access.visitor(request), slug)
    if place.journey.enrolment is not None and place.head.learner is not None:
        return redirect("roadmap", slug)
    form = JoinForm(
        _posted(request),
        roadmap=place.journey.roadmap,
        initial=answers_now(place),
    )
    if form.is_bound and form.is_valid():
        return _join(request, place, form)
    return _show(request, "progress/join.html", place, form)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _join(
    request: HttpRequest, place: access.RoadmapPlace, form: JoinForm
) -> HttpResponse:
    outcome = actions.enrol(
        place,
        answers=form.answers(),
        known=form.cleaned_data.get("known", []),
        at=timezone.now(),
        key=form.cleaned_data["key"],
    )
    return answer(request, outcome, _("You are on %(roadmap)s.") % _named(place))


def _show(
    request: HttpRequest,
    template: str,
    place: access.RoadmapPlace,
    form: PathForm,
    study: Study | None = None,
    **context: object,
) -> HttpResponse:
    """The page of a form with what each answer means; 422 if it was refused."""
    choices = choices_of(study or _study(place), place.journey)
    context |= {"form": form, "place": place, "choices": choices}
    if form.errors:
        return refuse(request, template, context)
    return TemplateResponse(request, template, context)


def first_answers(place: access.RoadmapPlace) -> dict[str, object]:
    """What the form proposes: the default aim, and "I don't know yet"."""
    aim = default_answers(place.journey.roadmap).aim
    return {"aim": aim or PathForm.UNDECIDED, "tracks": [PathForm.UNDECIDED]}


def _study(place: access.RoadmapPlace) -> Study:
    return study_of(place.head, timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def path(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the path: first what would change, then the change itself."""
    place = access.enrolled(request.user, slug)
    form = PathForm(
        _posted(request),
        roadmap=place.journey.roadmap,
        initial=answers_now(place),
    )
    if not form.is_bound or not form.is_valid():
        return _show(request, "progress/path.html", place, form)
    if "preview" in request.POST:
        said = _study(place), place.journey, form.answers()
        found = {"preview": preview(*said), "shares": share_preview(*said)}
        return _show(request, "progress/path.html", place, form, said[0], **found)
    outcome = actions.change_path(
        place, answers=form.answers(), at=timezone.now(), key=form.cleaned_data["key"]
    )
    return answer(request, outcome, _("Your path has changed."))


def answers_now(place: access.RoadmapPlace) -> dict[str, object]:
    """The answers that the learner has given so far."""
    enrolment = place.journey.enrolment
    if enrolment is None:
        return first_answers(place)
    return {
        "aim": enrolment.aim or PathForm.UNDECIDED,
        "tracks": enrolment.tracks
        or ([PathForm.UNDECIDED] if enrolment.is_undecided else []),
        "share_kind": enrolment.share_kind,
        "share_percent": enrolment.share_percent,
    }


@require_POST
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.enrolled(request.user, slug)
    form = PauseForm(request.POST)
    until: date | None = form.cleaned_data["until"] if form.is_valid() else None
    if until is not None and until < timezone.localdate():
        form.add_error("until", _("Please choose today or a later day."))
    if form.errors:
        context = {"form": form, "place": place}
        return refuse(request, "progress/pause.html", context)
    outcome = actions.pause(
        place, until=until, at=timezone.now(), key=form.cleaned_data["key"]
    )
    return answer(request, outcome, _("%(roadmap)s rests.") % _named(place))


@require_POST
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.enrolled(request.user, slug)
    outcome = actions.resume(place, at=timezone.now(), key=_key(request))
    return answer(request, outcome, _("%(roadmap)s goes on.") % _named(place))


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.roadmap(request.user, slug)  # sent twice, it has left already
    outcome = actions.leave(place, at=timezone.now(), key=_key(request))
    text = _("You left %(roadmap)s. What you did stays yours.") % _named(place)
    return answer(request, outcome, text)


def _named(place: access.RoadmapPlace) -> dict[str, str]:
    return {"roadmap": place.journey.roadmap.title}


def _key(request: HttpRequest) -> str:
    form = KeyedForm(request.POST)
    return str(form.cleaned_data["key"]) if form.is_valid() else ""
