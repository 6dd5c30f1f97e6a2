"""What may be asked and answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from mentoring.models.questions import LONGEST_QUESTION
from progress.forms import KeyedForm, offer
from progress.work_forms import MarkdownField


class QuestionForm(KeyedForm):
    """A question to the mentors of one of these cohorts."""

    cohort = forms.ChoiceField(label=_("Which mentors do you ask?"))
    body = MarkdownField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you tried, what you saw, what you expected."),
    )
    is_for_all = forms.BooleanField(
        label=_("My cohort may read question and answer, without my name"),
        required=False,
    )

    def __init__(self, *args: Any, cohorts: tuple[Cohort, ...], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "ask_%s", **kwargs})
        self.cohorts = {one.slug: one for one in cohorts}
        offer(self, "cohort", [(one.slug, one.name) for one in cohorts])
        if len(cohorts) == 1:
            self.fields["cohort"].required = False
            self.fields["cohort"].widget = forms.HiddenInput()
            self.fields["cohort"].initial = cohorts[0].slug

    @property
    def chosen(self) -> Cohort:
        slug = self.cleaned_data["cohort"] or next(iter(self.cohorts))
        return self.cohorts[slug]


class AnswerForm(KeyedForm):
    body = MarkdownField(label=_("Your answer"), max_length=LONGEST_QUESTION)
