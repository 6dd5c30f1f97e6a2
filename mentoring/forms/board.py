"""What mentors write to learners, and what they tell the curators."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mentoring.models import WordKind
from mentoring.models.sharing import LONGEST_REPORT
from mentoring.models.words import LONGEST_PHRASE, LONGEST_WORD
from progress.forms import KeyedForm

MOST_RECIPIENTS = 300
NUL = "\x00"


class NumbersField(forms.Field):
    """Numbers of memberships, given several times; what is no number is left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        texts = [str(one) for one in value or ()]
        is_small = (one.isascii() and one.isdigit() and len(one) < 10 for one in texts)
        pairs = zip(texts, is_small, strict=True)
        return sorted({int(text) for text, small in pairs if small})


class WordsForm(KeyedForm):
    """A text to one or more learners."""

    to = NumbersField(required=False)
    knew = NumbersField(required=False)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            (WordKind.NUDGE, _("A reminder")),
            (WordKind.COMMENT, _("A comment")),
        ],
        widget=forms.RadioSelect,
        initial=WordKind.NUDGE,
    )
    step = forms.SlugField(required=False, max_length=100, widget=forms.HiddenInput)
    phrase = forms.CharField(required=False, max_length=LONGEST_PHRASE)
    body = forms.CharField(
        label=_("What you write"),
        required=False,
        max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    keep = forms.BooleanField(label=_("Keep it as a phrase of mine"), required=False)

    def clean(self) -> dict[str, Any]:
        """A phrase that was chosen stands where nothing is written."""
        data = super().clean() or self.cleaned_data
        body = (data.get("body") or data.get("phrase") or "").strip()
        if not body and "body" not in self.errors:
            self.add_error("body", _("Please write something, or choose a phrase."))
        if data.get("keep") and len(body) > LONGEST_PHRASE:
            text = _now("A phrase has at most %(most)s letters.")
            self.add_error("body", text % {"most": LONGEST_PHRASE})
        if "to" in data and not data["to"]:
            self.add_error(None, _("Choose at least one learner."))
        if len(data.get("to", ())) > MOST_RECIPIENTS:
            text = _now("At most %(most)s learners at once.")
            self.add_error(None, text % {"most": MOST_RECIPIENTS})
        return {**data, "body": body}


class AnswerForm(KeyedForm):
    body = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PhraseForm(forms.Form):
    body = forms.CharField(
        label=_("A new phrase"),
        max_length=LONGEST_PHRASE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReportForm(KeyedForm):
    words = forms.CharField(
        label=_("What you want to add"),
        required=False,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
