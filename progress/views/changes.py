"""What a new version changed for a learner, read and put away."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from progress import access
from progress.actions.moving import see_changes
from progress.views.answers import next_url


class SeenForm(forms.Form):
    """Which version is meant: what a later one changed is still to be read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)


@require_POST
def seen(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.enrolled(request.user, slug)
    form = SeenForm(request.POST)
    if form.is_valid():
        roadmap = place.journey.compiled.roadmap_id
        see_changes(place.learner, roadmap, form.cleaned_data["version"])
    return redirect(next_url(request, "today"))
