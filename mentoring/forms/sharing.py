"""To whom something is shown."""

from django import forms


class CohortForm(forms.Form):
    cohort = forms.IntegerField(min_value=1, max_value=2**62)
