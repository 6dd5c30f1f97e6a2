"""People: who signs in, who belongs to which cohort, who may join."""

from accounts.models.cohorts import (
    Cohort,
    CohortRole,
    Membership,
    MembershipQuerySet,
    WaitingPlace,
)
from accounts.models.people import (
    Appearance,
    User,
    UserManager,
    validate_time_zone,
)
from accounts.models.site import (
    HASH_LENGTH,
    MAIL_KEPT_FOR,
    HeldMail,
    HeldMailQuerySet,
    Invite,
    InviteMail,
    InviteQuerySet,
    InviteUse,
    SignupPolicy,
    SiteSettings,
)

__all__ = [
    "HASH_LENGTH",
    "MAIL_KEPT_FOR",
    "Appearance",
    "Cohort",
    "CohortRole",
    "HeldMail",
    "HeldMailQuerySet",
    "Invite",
    "InviteMail",
    "InviteQuerySet",
    "InviteUse",
    "Membership",
    "MembershipQuerySet",
    "SignupPolicy",
    "SiteSettings",
    "User",
    "UserManager",
    "WaitingPlace",
    "validate_time_zone",
]
