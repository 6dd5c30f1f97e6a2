"""allauth's forms of passkeys, for whatever somebody sends as the browser's answer.

Its own reading takes the answer for a browser's; others would end in an error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError


class AnswerField(forms.JSONField):
    """Also JSON that Python reads no further: endless numbers, endless brackets."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": "..."}
            ) from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing: an answer is good for one time."""
        return None


@contextmanager
def read_or_refused() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError):
        raise get_adapter().validation_error("incorrect_code") from None


class AddPasskey(webauthn.AddWebAuthnForm):
    credential = AnswerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        with read_or_refused():
            return dict(super().clean())


class AuthenticateWithPasskey(webauthn.AuthenticateWebAuthnForm):
    credential = AnswerField(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        with read_or_refused():
            return super().clean_credential()


class SignInWithPasskey(AuthenticateWithPasskey, webauthn.LoginWebAuthnForm):
    credential = AnswerField(widget=forms.HiddenInput)


class ReauthenticateWithPasskey(
    AuthenticateWithPasskey, webauthn.ReauthenticateWebAuthnForm
):
    credential = AnswerField(widget=forms.HiddenInput)
