"""What sign-up asks beside address and password."""

from typing import Any

from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import joining
from accounts.models import User
from accounts.zones import guest_zone, known_zones


class SignupDetails(forms.Form):
    """Base of allauth's sign-up form: a name, and the zone the script fills in."""

    field_order = ("email", "password1", "name", "time_zone")

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("What mentors and co-learners call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-time-zone": ""})
    )

    def clean_time_zone(self) -> str:
        """What the form brings, else the guest's cookie, else UTC."""
        posted: str = self.cleaned_data["time_zone"]
        return posted if posted in known_zones() else guest_zone(context.request)

    def clean(self) -> dict[str, Any]:
        """Look at the address here: adapter.clean_email also sees password resets."""
        data = super().clean() or self.cleaned_data
        email = data.get("email")
        if email and (reason := joining.refusal(context.request, email)):
            self.add_error("email", reason)
        return data

    def signup(self, request: HttpRequest, user: User) -> None:
        """Store the answers; allauth calls it once the person is stored."""
        user.name = self.cleaned_data["name"]
        user.time_zone = self.cleaned_data["time_zone"]
        user.save(update_fields=["name", "time_zone"])
