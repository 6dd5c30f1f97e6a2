"""What an administrator decides: roles, who may join, invitations."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.domains import folded, is_domain
from accounts.forms.choices import capitalised
from accounts.models import SignupPolicy, SiteSettings, User

MOST_DOMAINS = 100


class RolesForm(forms.Form):
    """One person's roles, each a switch; everybody is a learner."""

    is_mentor = forms.BooleanField(
        label=_("Mentor"),
        required=False,
        help_text=_("Helps the learners of their cohorts."),
    )
    is_curator = forms.BooleanField(
        label=_("Curator"),
        required=False,
        help_text=_("Looks after resources and roadmaps."),
    )
    is_administrator = forms.BooleanField(
        label=_("Administrator"),
        required=False,
        help_text=_("Decides who may join, and names all of these."),
    )
    is_active = forms.BooleanField(
        label=_("May sign in"),
        required=False,
        help_text=_("Taken away, it signs the person out everywhere at once."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        initial = {
            "is_mentor": person.is_mentor,
            "is_curator": person.is_curator,
            "is_administrator": person.is_superuser,
            "is_active": person.is_active,
        }
        super().__init__(*args, **{"initial": initial, **kwargs})


class SignupPolicyForm(forms.Form):
    """Who may create an account; domains are kept when they do not apply."""

    policy = forms.ChoiceField(
        label=_("Who may create an account"),
        choices=capitalised(SignupPolicy),
        widget=forms.RadioSelect,
    )
    domains = forms.CharField(
        label=_("Domains"),
        required=False,
        max_length=10_000,
        help_text=_("One on each line, such as example.org."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, site: SiteSettings, **kwargs: Any) -> None:
        initial = {"policy": site.signup, "domains": "\n".join(site.domains)}
        super().__init__(*args, **{"initial": initial, **kwargs})

    def clean_domains(self) -> list[str]:
        words = re.split(r"[\s,;]+", self.cleaned_data["domains"].strip())
        found = list(dict.fromkeys(folded(word.lstrip("@")) for word in words if word))
        wrong = [domain for domain in found if not is_domain(domain)]
        if wrong:
            raise forms.ValidationError(
                _now("This is not a domain: %(domain)s."),
                params={"domain": wrong[0][:80]},
            )
        if len(found) > MOST_DOMAINS:
            raise forms.ValidationError(
                _now("At most %(count)d domains."), params={"count": MOST_DOMAINS}
            )
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        wants_domains = data.get("policy") == SignupPolicy.DOMAINS
        if wants_domains and data.get("domains") == []:
            self.add_error("domains", _("Name at least one domain."))
        return data


class InviteForm(forms.Form):
    """How many people an invitation lets in, and for how long."""

    max_uses = forms.IntegerField(
        label=_("People it lets in"), min_value=1, max_value=1000, initial=1
    )
    days = forms.IntegerField(
        label=_("Days it works"), min_value=1, max_value=365, initial=7
    )
