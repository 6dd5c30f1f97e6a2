"""What changes with a mail server: codes and confirmation need one."""

from collections.abc import Mapping
from typing import Any

# Without a mail server each mail is kept for the administrator to pass on.
HELD: Mapping[str, Any] = {"EMAIL_BACKEND": "accounts.mail.HeldMailBackend"}


def settings_of(mail: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that follow from the EMAIL_* settings of one mail server."""
    delivers = mail["EMAIL_BACKEND"] != HELD["EMAIL_BACKEND"]
    return {
        **mail,
        "HAS_MAIL": delivers,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory" if delivers else "none",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": delivers,
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": delivers,
        "ACCOUNT_EMAIL_NOTIFICATIONS": delivers,
        "MFA_ALLOW_UNVERIFIED_EMAIL": not delivers,
    }
