"""What a mentor may lay over a path, checked against the version that is walked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentoring.actions.overlays import Wanted
from mentoring.models import OverlayKind
from mentoring.models.overlays import LONGEST_REASON
from progress.engine.guidance import Overlay, is_kept
from progress.forms import KeyedForm
from progress.queries.study import Journey
from roadmap.models import Resource, Step


class OverlayForm(KeyedForm):
    """One overlay over a journey; what it names by key is found here."""

    kind = forms.ChoiceField(choices=OverlayKind.choices, widget=forms.HiddenInput)
    step = forms.SlugField(max_length=100, widget=forms.HiddenInput)
    after = forms.SlugField(max_length=100, required=False)
    instead_of = forms.SlugField(max_length=100, required=False)
    resource = forms.SlugField(max_length=100, required=False)
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        help_text=_("Whoever walks the path reads this with your name."),
        error_messages={"required": _("Please say why.")},
    )
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day it holds. Empty: until you lift it."),
    )

    def __init__(self, *args: Any, journey: Journey, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.journey = journey
        self.today = today
        self.changed: Step
        self.before: Step | None = None
        self.old: Resource | None = None
        self.new: Resource | None = None
        self.fields["ends_on"].widget.attrs["min"] = today.isoformat()

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day is not None and not self.today <= day or (day and day.year > 2100):
            raise ValidationError(_("Please choose a day from today on."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        overlay = Overlay(
            number=0,
            kind=said["kind"],
            step=said["step"],
            after=said["after"],
            instead_of=said["instead_of"],
            resource=said["resource"],
        )
        if not is_kept(self.journey.roadmap, overlay):
            raise ValidationError(refusal_of(overlay))
        self._find(overlay)
        return said

    def _find(self, overlay: Overlay) -> None:
        ids = self.journey.compiled.step_ids
        self.changed = Step.objects.select_related("roadmap").get(pk=ids[overlay.step])
        if overlay.kind == "after":
            self.before = Step.objects.get(pk=ids[overlay.after])
        if overlay.kind == "substitute":
            rows = {
                row.key: row
                for row in Resource.objects.filter(
                    key__in=(overlay.instead_of, overlay.resource), merged_into=None
                )
            }
            self.old = rows.get(overlay.instead_of)
            self.new = rows.get(overlay.resource)
            if self.new is None or self.old is None or self.old == self.new:
                raise ValidationError(_("Please choose another resource."))

    @property
    def wanted(self) -> Wanted:
        """What the valid form asks for."""
        return Wanted(
            kind=OverlayKind(self.cleaned_data["kind"]),
            step=self.changed,
            reason=self.cleaned_data["reason"],
            after=self.before,
            instead_of=self.old,
            resource=self.new,
            ends_on=self.cleaned_data["ends_on"],
        )


def refusal_of(overlay: Overlay) -> Any:
    """Why the roadmap cannot take it, in a sentence."""
    if overlay.kind == "after":
        return _("That step waits for this one already, so it cannot come before it.")
    if overlay.kind == "add":
        return _("This step is on everybody's path already.")
    return _("The roadmap does not have that here. Choose again.")
