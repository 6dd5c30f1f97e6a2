"""What is said to a cohort, and what a learner explains to its mentors."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentoring.forms.fields import VisibleField
from mentoring.models import Cause
from mentoring.models.explanations import LONGEST_EXPLANATION
from mentoring.models.words import LONGEST_ANNOUNCEMENT
from progress.forms import DayField, KeyedForm

MOST_DAYS = 180
EXPLAINABLE = (
    (Cause.SILENT, _("that I am not here for a while")),
    (Cause.BEHIND, _("that I am behind the plan")),
    (Cause.STUCK, _("that I stay on one step for long")),
)


class AnnouncementForm(KeyedForm):
    title = VisibleField(label=_("Title"), max_length=120)
    body = forms.CharField(
        label=_("What you want to say"),
        required=False,
        max_length=LONGEST_ANNOUNCEMENT,
        help_text=_("Markdown works."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    with_plan = forms.BooleanField(
        label=_("With what is due in the next seven days"), required=False
    )


class ExplainForm(KeyedForm):
    causes = forms.MultipleChoiceField(
        label=_("What does it explain?"),
        choices=EXPLAINABLE,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST_EXPLANATION,
        help_text=_("The mentors of this cohort read it, and nobody else."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = DayField(label=_("Until"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not self.today <= day <= self.today + timedelta(days=MOST_DAYS):
            raise ValidationError(_("Please choose a day within the next half year."))
        return day
