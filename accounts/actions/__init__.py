"""Changes about people. One function per change."""

from accounts.actions.clearing import forget_what_is_over
from accounts.actions.inviting import mail_invite
from accounts.actions.joining import (
    InvitationIsOver,
    create_invite,
    note_use,
    revoke_invite,
    set_signup_policy,
    use_invite,
)
from accounts.actions.leaving import (
    TIME_TO_COME_BACK,
    ask_for_erasure,
    keep_account,
    tell_about_erasure,
)
from accounts.actions.mails import hold_mail, release_mail
from accounts.actions.people import (
    LastAdministrator,
    end_sessions,
    has_other_administrator,
    make_administrator,
    save_profile,
    set_appearance,
    set_roles,
)

__all__ = [
    "TIME_TO_COME_BACK",
    "ask_for_erasure",
    "has_other_administrator",
    "keep_account",
    "tell_about_erasure",
    "InvitationIsOver",
    "LastAdministrator",
    "create_invite",
    "end_sessions",
    "forget_what_is_over",
    "hold_mail",
    "make_administrator",
    "mail_invite",
    "note_use",
    "release_mail",
    "revoke_invite",
    "save_profile",
    "set_appearance",
    "set_roles",
    "set_signup_policy",
    "use_invite",
]
