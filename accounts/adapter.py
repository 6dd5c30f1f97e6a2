"""Where sign-up and sign-in follow this site's own rules."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions, joining, queries, sessions
from accounts.addresses import is_local
from accounts.mail import is_mail_held
from accounts.models import SignupPolicy, User

UNKNOWN_ACCOUNT = "account/email/unknown_account"


class AccountAdapter(DefaultAccountAdapter):
    """allauth with a sign-up policy, local redirects only and held mails."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return joining.is_open(request)

    def save_user(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        form: BaseForm,
        commit: bool = True,
    ) -> AbstractBaseUser:
        """Store the person and count their invitation, both or neither."""
        try:
            with transaction.atomic():
                counted = self.count_invitation(request)
                super().save_user(request, user, form, commit)
                if counted is not None and isinstance(user, User):
                    actions.note_use(invite_id=counted, person=user, at=timezone.now())
        except actions.InvitationIsOver:
            self.start_again(_("This invitation is over. Ask for a new one."))
        except IntegrityError:
            self.start_again(_("That address was taken a moment ago. Sign in."))
        return user

    def count_invitation(self, request: HttpRequest) -> int | None:
        """The number of the invitation that lets this person in, if one does."""
        invite_id = joining.kept_invitation(request)
        if invite_id is None:
            return None
        try:
            actions.use_invite(invite_id=invite_id, at=timezone.now())
        except actions.InvitationIsOver:
            if queries.site_settings().signup != SignupPolicy.OPEN:
                raise
            return None
        return invite_id

    def start_again(self, reason: str) -> None:
        """End sign-up here: somebody else was faster."""
        messages.error(self.request, reason)
        raise ImmediateHttpResponse(redirect("account_signup"))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        sessions.begin(request)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **details: Any
    ) -> HttpResponse:
        if details["signup"]:
            joining.forget_invitation(request)
        answer: HttpResponse = super().post_login(request, user, **details)
        return answer

    def is_safe_url(self, url: str) -> bool:
        return is_local(url)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send, but never hold a mail for somebody who has no account here."""
        if template_prefix == UNKNOWN_ACCOUNT and is_mail_held():
            return
        super().send_mail(template_prefix, email, context)
