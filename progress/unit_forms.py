"""Units, places inside them and minutes, as learners send them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from progress.forms import KeyedForm
from roadmap.spans import Spans

MOST_SPANS = 200
LONGEST_SPANS = 4000
LARGEST_UNIT = 100_000
MOST_MINUTES = 24 * 60
MOST_INSIDE = 6_000  # minutes, or hours


def minutes_field(**options: Any) -> forms.IntegerField:
    """Whole minutes of study, from one to a day."""
    return forms.IntegerField(
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={
            "invalid": _("Please write a whole number."),
            "min_value": _("Please write 1 or more."),
            "max_value": _("At most 24 hours at once."),
        },
        **options,
    )


class SpansField(forms.Field):
    """Half-open units as "3-4,6-9"."""

    default_error_messages = {"spans": _("These are not units of this resource.")}

    def to_python(self, value: Any) -> Spans:
        text = str(value or "")
        if len(text) > LONGEST_SPANS:
            raise ValidationError(self.error_messages["spans"], "spans")
        try:
            pairs = [part.split("-") for part in text.split(",") if part]
            spans = tuple((int(start), int(end)) for start, end in pairs)
        except ValueError:
            raise ValidationError(self.error_messages["spans"], "spans") from None
        if len(spans) > MOST_SPANS or any(
            not 0 <= start < end <= LARGEST_UNIT for start, end in spans
        ):
            raise ValidationError(self.error_messages["spans"], "spans")
        return spans


class InsideForm(KeyedForm):
    """ "About 2 of 5 hours of week 2": a place inside one long unit."""

    inside = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=MOST_INSIDE,
        decimal_places=2,
        error_messages={
            "invalid": _("Please write a number."),
            "min_value": _("Please write 0 or more."),
            "max_digits": _("Please write a smaller number."),
            "max_value": _("Please write a smaller number."),
            "max_decimal_places": _("Please write at most two decimals."),
        },
    )
    inside_was = forms.CharField(required=False, max_length=20)
    inside_unit = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_UNIT
    )
    inside_scale = forms.ChoiceField(choices=[("h", ""), ("min", "")], required=False)

    def kept(self) -> list[tuple[str, str]]:
        """What the form carries unseen and must carry again."""
        names = ("inside_was", "inside_unit", "inside_scale")
        return [(name, self.data.get(name, "")) for name in names]

    def place_inside(self) -> tuple[int, int] | None:
        """(unit, minutes) of a valid form; None where the field was left as it was."""
        said, unit = self.cleaned_data["inside"], self.cleaned_data["inside_unit"]
        if said is None or unit is None:
            return None
        if self.data.get("inside", "").strip() == self.cleaned_data["inside_was"]:
            return None
        return unit, round(
            said * (1 if self.cleaned_data["inside_scale"] == "min" else 60)
        )


class ClockSliceForm(KeyedForm):
    """What the clock is started for."""

    resource = forms.SlugField(max_length=100, required=False)
    spans = SpansField(required=False)
    minutes = forms.IntegerField(required=False, min_value=1, max_value=600)


class UnitsForm(InsideForm):
    """Either the slice that was done, or the unit that was reached, perhaps with the
    place inside the next one; and how long it was, where a clock has stopped."""

    did = SpansField(required=False)
    reached = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_UNIT,
        error_messages={
            "invalid": _("Please write a whole number."),
            "min_value": _("Please write 0 or more."),
        },
    )
    minutes = minutes_field(required=False)
    roadmap = forms.SlugField(max_length=100, required=False)
    step = forms.SlugField(max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        nothing_said = not cleaned.get("did") and cleaned.get("reached") is None
        if nothing_said and not self.errors:
            self.add_error("reached", _("Please say how far you got."))
        return cleaned
