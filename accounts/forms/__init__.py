"""Forms about people."""

from accounts.forms.people import InviteForm, RolesForm, SignupPolicyForm
from accounts.forms.profile import ProfileForm
from accounts.forms.signup import SignupDetails

__all__ = [
    "InviteForm",
    "ProfileForm",
    "RolesForm",
    "SignupDetails",
    "SignupPolicyForm",
]
