"""What learners may send, checked before any action sees it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from progress.actions.pausing import MOST_DAYS_BACK
from progress.models import Barrier, How, PutOffReason, ShareKind
from progress.path_answers import PathAnswers
from roadmap.document import RoadmapDoc, StepDoc


class KeyField(forms.CharField):
    """A form's random key. What cannot be one is none: the form is then a new one."""

    def clean(self, value: Any) -> str:
        try:
            return str(super().clean(value))
        except ValidationError:
            return ""


class KeyedForm(forms.Form):
    """A form with its own random key; the same form twice has one effect."""

    key = KeyField(max_length=64, required=False, widget=forms.HiddenInput)


class DoneForm(KeyedForm):
    how = forms.ChoiceField(choices=[(How.ALL, ""), (How.ENOUGH, "")], required=False)


class SelfCheckForm(KeyedForm):
    """The learner's own look at each criterion of a rubric."""

    def __init__(self, *args: Any, step: StepDoc, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, row in enumerate(step.rubric):
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=row.criterion,
                choices=list(enumerate(row.levels)),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose one.")},
            )


class PutOffForm(KeyedForm):
    reason = forms.ChoiceField(
        choices=[choice for choice in PutOffReason.choices if choice[0]]
    )


class BarrierForm(KeyedForm):
    barrier = forms.ChoiceField(choices=Barrier.choices, required=False)


class PlaceForm(forms.Form):
    """Whether somebody is away from a computer today."""

    away = forms.TypedChoiceField(
        choices=[("0", ""), ("1", "")], coerce=lambda value: value == "1"
    )


class OptionForm(KeyedForm):
    option = forms.SlugField(max_length=60)


class PathMembershipForm(KeyedForm):
    on = forms.BooleanField(required=False)


class DayField(forms.DateField):
    """A day, in the browser's own field."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "invalid": _("Please write a day, for example 2026-09-01.")
            },
            **more,
        )


class PauseForm(KeyedForm):
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Leave it empty to rest until you come back."),
    )


class PauseAllForm(KeyedForm):
    """From a day, at most 60 days back, until another one or until resumed."""

    begin = DayField(
        label=_("From"),
        help_text=_("It may lie up to 60 days back."),
    )
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Leave it empty to rest until you come back."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"begin": today}, **kwargs})
        self.today = today

    def clean_begin(self) -> date:
        begin: date = self.cleaned_data["begin"]
        if begin < self.today - timedelta(days=MOST_DAYS_BACK):
            raise ValidationError(_("A pause may begin up to 60 days back."))
        return self._within_a_year(begin)

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        return until and self._within_a_year(until)

    def _within_a_year(self, day: date) -> date:
        if day > self.today + timedelta(days=366):
            raise ValidationError(_("Please choose a day within a year."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_order(self, "begin", "until")
        return cleaned


def check_order(form: forms.Form, begin: str, end: str) -> None:
    """Refuse two days of which the second is earlier, at the second."""
    first, last = form.cleaned_data.get(begin), form.cleaned_data.get(end)
    if first and last and last < first:
        form.add_error(end, _("The end comes before the beginning."))


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Set the choices of a choice field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class PathForm(KeyedForm):
    """Aim, track and share: which path through a roadmap is walked."""

    aim = forms.ChoiceField(
        label=_("Why do you learn this?"), required=False, widget=forms.RadioSelect
    )
    tracks = forms.MultipleChoiceField(
        label=_("Which track do you want?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    share_kind = forms.ChoiceField(
        label=_("How much of your week may it take?"),
        choices=ShareKind.choices,
        initial=ShareKind.EQUAL,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "tick"}),
    )
    share_percent = forms.IntegerField(
        label=_("Percentage"), required=False, min_value=1, max_value=100
    )

    UNDECIDED = "undecided"

    def __init__(self, *args: Any, roadmap: RoadmapDoc, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roadmap = roadmap
        undecided = (self.UNDECIDED, str(_("I don't know yet")))
        if roadmap.aims:
            aims = [(aim.key, aim.title) for aim in roadmap.aims]
            offer(self, "aim", [*aims, undecided])
        else:
            del self.fields["aim"]
        if roadmap.tracks:
            tracks = [(track.key, track.title) for track in roadmap.tracks]
            offer(self, "tracks", [*tracks, undecided])
        else:
            del self.fields["tracks"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("share_kind") or ShareKind.EQUAL
        is_missing = kind == ShareKind.PERCENT and not cleaned.get("share_percent")
        if is_missing and "share_percent" not in self.errors:
            self.add_error("share_percent", _("Please write a number from 1 to 100."))
        return cleaned

    def answers(self) -> PathAnswers:
        """The answers of a valid form."""
        tracks = self.cleaned_data.get("tracks", [])
        kind = ShareKind(self.cleaned_data.get("share_kind") or ShareKind.EQUAL)
        is_percent = kind == ShareKind.PERCENT
        aim = self.cleaned_data.get("aim", "")
        return PathAnswers(
            aim="" if aim == self.UNDECIDED else aim,
            tracks=tuple(key for key in tracks if key != self.UNDECIDED),
            is_undecided=self.UNDECIDED in tracks and len(tracks) == 1,
            share_kind=kind,
            share_percent=self.cleaned_data["share_percent"] if is_percent else None,
        )


class JoinForm(PathForm):
    """The four questions of joining; every one may be left as it is."""

    known = forms.MultipleChoiceField(
        label=_("What do you know already?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tick"}),
    )

    def __init__(self, *args: Any, roadmap: RoadmapDoc, **kwargs: Any) -> None:
        super().__init__(*args, roadmap=roadmap, **kwargs)
        asked = [step for step in roadmap.steps if step.ask_at_start]
        if asked:
            offer(self, "known", [(step.key, step.title) for step in asked])
        else:
            del self.fields["known"]
