"""What learners say of a link or wish for, and what curators answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from curating.models import LONGEST_WORDS, Outcome, ReportReason, SuggestionKind
from roadmap.urls_canonical import canonical_url


def words_field(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReportForm(forms.Form):
    """key, next: what every form of the study carries."""

    reason = forms.ChoiceField(
        label=_("What is wrong with the link?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    words = words_field(_("More about it"))

    @property
    def chosen(self) -> ReportReason:
        return ReportReason(self.cleaned_data["reason"])


class SuggestForm(forms.Form):
    """roadmap, step: the step from whose page it comes."""

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    roadmap = forms.SlugField(required=False, widget=forms.HiddenInput)
    step = forms.SlugField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What would you do?"),
        choices=SuggestionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    url = forms.URLField(
        label=_("Its address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Of what you would add, or the right one of this."),
    )
    title = forms.CharField(
        label=_("Its title"),
        required=False,
        max_length=200,
        help_text=_("Of what you would add."),
    )
    words = words_field(_("Why, or what is to be corrected"))

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("http://", "https://")):
            raise ValidationError(_("This is not an address of a page."))
        try:
            if url:
                canonical_url(url)
        except ValueError:
            raise ValidationError(_("This is not an address of a page.")) from None
        return url

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") == SuggestionKind.ADD:
            for name in ("url", "title"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Please say what you would add."))
        elif data.get("kind") and not data.get("words") and "words" not in self.errors:
            self.add_error("words", _("Please say it in a few words."))
        return data


class CloseForm(forms.Form):
    """How a curator closes a report."""

    outcome = forms.ChoiceField(
        choices=[
            (one.value, one.label)
            for one in (Outcome.MENDED, Outcome.MEMBERS, Outcome.DISMISSED)
        ]
    )
    answer = words_field(_("A word to whoever said it"))


class AnswerForm(forms.Form):
    """How a curator answers a suggestion."""

    state = forms.ChoiceField(choices=[("accepted", ""), ("declined", "")])
    answer = words_field(_("A word to whoever said it"))
