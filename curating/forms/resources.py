"""What is said of a resource, and which one it is put together with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curating.models import LONGEST_REVIEW, Effort, Opinion


class ReviewForm(forms.Form):
    useful = forms.ChoiceField(
        label=_("Was it useful?"), choices=Opinion.choices, widget=forms.RadioSelect
    )
    clear = forms.ChoiceField(
        label=_("Was it clear?"), choices=Opinion.choices, widget=forms.RadioSelect
    )
    effort = forms.ChoiceField(
        label=_("How long does it take?"),
        choices=Effort.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_REVIEW,
        help_text=_("Those who look after the list read it, without your name."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OtherForm(forms.Form):
    other = forms.CharField(
        label=_("The other one"),
        max_length=500,
        help_text=_("Its key, its title or an address of it."),
    )
