"""What a cohort is, and its pace."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from mentoring.actions.cohorts import DUE, Details, Pace
from mentoring.forms.fields import (
    DaysOffField,
    PlanDayField,
    VisibleField,
    days_off_text,
)
from mentoring.queries.path import PathStep
from progress.forms import KeyedForm, check_order, offer

MINUTES = 60
HALF_HOUR = 30
MOST_SEATS = 100_000
MOST_DAYS_TO_MOVE = 730


class DetailsForm(KeyedForm):
    name = VisibleField(
        label=_("Name"), max_length=120, help_text=_("As its learners will read it.")
    )
    starts_on = PlanDayField(label=_("Begins on"))
    ends_on = PlanDayField(label=_("Ends on"), required=False)
    capacity = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Empty means as many as come. Whoever comes later waits in order."),
    )
    answer_days = forms.IntegerField(
        label=_("Days until an answer"),
        min_value=1,
        max_value=60,
        initial=3,
        help_text=_("What you promise to those who hand something in or ask."),
    )
    must_be_approved = forms.BooleanField(
        label=_("What follows a project opens only when it is approved"),
        required=False,
        help_text=_("Otherwise it opens as soon as the work is handed in."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_order(self, "starts_on", "ends_on")
        return cleaned

    def details(self) -> Details:
        """Of a valid form."""
        names = Details.__dataclass_fields__
        return Details(**{name: self.cleaned_data[name] for name in names})


class PaceForm(KeyedForm):
    hours_per_week = forms.DecimalField(
        label=_("Hours a week"),
        min_value=Decimal("0.5"),
        max_value=Decimal(100),
        max_digits=12,
        decimal_places=9,
        initial=5,
        help_text=_("What a learner can give to this roadmap."),
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )
    study_days = forms.MultipleChoiceField(
        label=_("Study days"),
        choices=[(str(number + 1), name) for number, name in WEEKDAYS.items()],
        initial=["1", "2", "3", "4", "5"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    days_off = DaysOffField(
        label=_("Days off"),
        required=False,
        max_length=2_000,
        help_text=_(
            "A line for each: 2026-12-24 or 2026-12-24 to 2027-01-02. Nothing is due"
            " then."
        ),
    )

    def minutes(self) -> int:
        hours: Decimal = self.cleaned_data["hours_per_week"]
        whole = (hours * MINUTES).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return int(whole)

    def pace(self, due: Mapping[str, date]) -> Pace:
        """Of a valid form, with these days."""
        return Pace(
            minutes_per_week=self.minutes(),
            study_days="".join(sorted(set(self.cleaned_data["study_days"]))),
            days_off=self.cleaned_data["days_off"],
            due=due,
        )


class OpenForm(DetailsForm, PaceForm):
    """All that a new cohort needs; the days of its steps are proposed."""

    version = forms.TypedChoiceField(label=_("Roadmap"), coerce=int)
    is_mentor = forms.BooleanField(
        label=_("I mentor this cohort"), required=False, initial=True
    )
    field_order = (
        *("version", "name", "starts_on", "ends_on", "capacity", "answer_days"),
        *("must_be_approved", "hours_per_week", "study_days", "days_off", "is_mentor"),
    )

    def __init__(
        self, *args: Any, versions: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "version", [(str(pk), title) for pk, title in versions])


class RevisedForm(forms.Form):
    """A form that says which state of the cohort its writer saw."""

    revision = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def seen(self) -> int:
        return int(self.cleaned_data["revision"] or 0)


class SettingsForm(DetailsForm, RevisedForm):
    """What can be changed of a cohort later."""


class PlanForm(PaceForm, RevisedForm):
    """The pace and a day for each step, which may be left open."""

    def __init__(self, *args: Any, steps: Sequence[PathStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        for step in steps:
            self.fields[f"{DUE}{step.key}"] = PlanDayField(
                label=step.title, required=False
            )

    def days(self) -> list[forms.BoundField]:
        return [self[f"{DUE}{step.key}"] for step in self.steps]

    def due(self) -> dict[str, date]:
        """Of a valid form: the days that are set."""
        days = {one.key: self.cleaned_data[f"{DUE}{one.key}"] for one in self.steps}
        return {key: day for key, day in days.items() if day is not None}


class ShiftForm(RevisedForm, KeyedForm):
    days = forms.IntegerField(
        label=_("Move all days by"),
        min_value=-MOST_DAYS_TO_MOVE,
        max_value=MOST_DAYS_TO_MOVE,
        initial=7,
        help_text=_("Days; with a minus sign they move back."),
    )


def details_initial(details: Details) -> dict[str, Any]:
    return {name: getattr(details, name) for name in Details.__dataclass_fields__}


def pace_initial(pace: Pace) -> dict[str, Any]:
    hours = Decimal(pace.minutes_per_week) / MINUTES
    return {
        "hours_per_week": f"{hours.quantize(Decimal('0.01')).normalize():f}",
        "study_days": list(pace.study_days),
        "days_off": days_off_text(pace.days_off),
        **{f"{DUE}{key}": day for key, day in pace.due.items()},
    }
