"""The profile: how somebody is called, when they study, what suits them."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.forms.choices import capitalised
from accounts.models import Appearance, User
from accounts.profile import ProfileAnswers
from accounts.zones import UTC, known_zones, readable, zones_by_region

MINUTES = 60
HALF_HOUR = 30
RESOURCE_LANGUAGES = {
    "zh": _("Chinese"),
    "en": _("English"),
    "fr": _("French"),
    "de": _("German"),
    "hi": _("Hindi"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "ko": _("Korean"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "es": _("Spanish"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
}
REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


def zone_choices(current: str) -> list[tuple[Any, Any]]:
    """Zones grouped by region, with UTC and an older spelling if one is stored."""
    groups: list[tuple[Any, Any]] = [
        (REGIONS.get(region, region), zones) for region, zones in zones_by_region()
    ]
    listed = {name for _region, zones in zones_by_region() for name, _city in zones}
    single = [(UTC, UTC)]
    if current not in listed | {UTC}:
        single.append((current, readable(current)))
    return [*single, *groups]


def language_choices(current: list[str]) -> list[tuple[str, Any]]:
    """The usual languages, with whatever else is stored already by its code."""
    others = [(code, code) for code in current if code not in RESOURCE_LANGUAGES]
    return [*RESOURCE_LANGUAGES.items(), *others]


class ProfileForm(forms.Form):
    """Every answer has a value already, so that nothing must be filled in."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("What mentors and co-learners call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        help_text=_("Your days and weeks begin by this clock."),
        widget=forms.Select,
    )
    study_days = forms.MultipleChoiceField(
        label=_("Study days"),
        choices=[(str(number + 1), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    hours_per_week = forms.DecimalField(
        label=_("Hours a week"),
        min_value=Decimal("0.5"),
        max_value=Decimal(100),
        max_digits=12,
        decimal_places=9,
        help_text=_("What you can really give, all roadmaps together."),
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )
    minutes_at_hand = forms.IntegerField(
        label=_("Minutes in a sitting"),
        min_value=5,
        max_value=600,
        help_text=_("Suggestions are cut to this length."),
    )
    appearance = forms.ChoiceField(
        label=_("Appearance"), choices=capitalised(Appearance), widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of this site"))
    free_only = forms.BooleanField(label=_("Suggest only what is free"), required=False)
    away_from_computer = forms.BooleanField(
        label=_("I am mostly not at a computer"),
        required=False,
        help_text=_("Leaves out what needs one."),
    )
    reads_languages = forms.MultipleChoiceField(
        label=_("Languages of resources"),
        required=False,
        help_text=_("None chosen means any language."),
        widget=forms.CheckboxSelectMultiple,
    )
    has_shortcuts = forms.BooleanField(label=_("Keyboard shortcuts"), required=False)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": initial_of(person), **kwargs})
        fields: dict[str, Any] = self.fields
        fields["time_zone"].widget.choices = zone_choices(person.time_zone)
        fields["reads_languages"].choices = language_choices(person.reads_languages)
        if person.minutes_per_week % HALF_HOUR:
            # A browser would refuse the stored value on a step of half hours.
            fields["hours_per_week"].widget.attrs["step"] = "any"
        if len(settings.LANGUAGES) > 1:
            fields["language"].choices = settings.LANGUAGES
        else:
            del self.fields["language"]
        self.present_language = person.language

    def clean_time_zone(self) -> str:
        name: str = self.cleaned_data["time_zone"]
        if name not in known_zones():
            raise forms.ValidationError(_("This is not a time zone we know."))
        return name

    def values(self) -> ProfileAnswers:
        """The valid answers as `actions.save_profile` takes them."""
        values: Any = {"language": self.present_language, **self.cleaned_data}
        hours: Decimal = values.pop("hours_per_week")
        minutes = (hours * MINUTES).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        values["minutes_per_week"] = int(minutes)
        values["study_days"] = "".join(sorted(set(values["study_days"])))
        answers: ProfileAnswers = values
        return answers


def initial_of(person: User) -> dict[str, Any]:
    fields = ProfileForm.base_fields
    values = {name: getattr(person, name) for name in fields if hasattr(person, name)}
    hours = Decimal(person.minutes_per_week) / MINUTES
    values["hours_per_week"] = f"{hours.quantize(Decimal('0.01')).normalize():f}"
    values["study_days"] = list(person.study_days)
    return values
