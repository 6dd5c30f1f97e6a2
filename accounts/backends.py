"""Permissions by role instead of by rows of groups and permissions."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest

from accounts import roles
from accounts.models import User


class RoleBackend(ModelBackend):
    """Answers for every permission, so that no later backend asks the database."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: object,
    ) -> None:
        """Nobody signs in here: one door, the other backend, keeps the limits."""

    def has_perm(
        self,
        user_obj: AbstractBaseUser | AnonymousUser,
        perm: str,
        obj: Model | None = None,
    ) -> bool:
        if isinstance(user_obj, User) and roles.allows(user_obj, perm):
            return True
        raise PermissionDenied

    def has_module_perms(
        self, user_obj: AbstractBaseUser | AnonymousUser, app_label: str
    ) -> bool:
        if isinstance(user_obj, User) and roles.opens(user_obj, app_label):
            return True
        raise PermissionDenied
