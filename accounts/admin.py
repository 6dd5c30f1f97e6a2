"""People in the admin: to look at, with bulk changes that call the actions."""

from allauth.mfa import admin as mfa_admin
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as usersessions_admin
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.models import Cohort, Invite, Membership, User

# Their own pages are registered first, then replaced by those below.
__all__ = ["auth_admin", "mfa_admin", "usersessions_admin"]
admin.site.unregister((Group, Authenticator, UserSession))


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Lists and search; changes are made elsewhere."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False


def change_roles(request: HttpRequest, chosen: QuerySet[User], **roles: bool) -> None:
    """Change the named roles of the chosen people and say what was refused."""
    for person in chosen.order_by("pk"):
        present = {
            "is_active": person.is_active,
            "is_mentor": person.is_mentor,
            "is_curator": person.is_curator,
            "is_administrator": person.is_superuser,
        }
        try:
            actions.set_roles(person_id=person.pk, **(present | roles))
        except actions.LastAdministrator:
            messages.error(
                request,
                _now("%(name)s stays: there is no other administrator.")
                % {"name": person},
            )


@admin.register(User)
class PersonAdmin(ReadOnlyAdmin):
    list_display = (
        "email",
        "name",
        "is_mentor",
        "is_curator",
        "is_superuser",
        "is_active",
        "joined_at",
    )
    list_filter = ("is_active", "is_mentor", "is_curator", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("email",)
    exclude = ("password", "groups", "user_permissions")
    actions = ("name_mentors", "name_curators", "deactivate")

    def view_on_site(self, person: User) -> str:
        return reverse("people_role", args=[person.pk])

    @admin.action(description=_("Name them mentors"), permissions=["view"])
    def name_mentors(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        change_roles(request, chosen, is_mentor=True)

    @admin.action(description=_("Name them curators"), permissions=["view"])
    def name_curators(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        change_roles(request, chosen, is_curator=True)

    @admin.action(description=_("They may no longer sign in"), permissions=["view"])
    def deactivate(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        change_roles(request, chosen, is_active=False)


@admin.register(Cohort)
class CohortAdmin(ReadOnlyAdmin):
    list_display = ("name", "starts_on", "ends_on", "capacity", "archived_at")
    search_fields = ("name", "slug")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("person", "cohort", "role", "started_at", "ended_at")
    list_filter = ("role",)
    list_select_related = ("person", "cohort")
    search_fields = ("person__email", "person__name", "cohort__name")


@admin.register(Invite)
class InviteAdmin(ReadOnlyAdmin):
    list_display = (
        "created_at",
        "created_by",
        "cohort",
        "used",
        "max_uses",
        "expires_at",
        "revoked_at",
    )
    list_select_related = ("created_by", "cohort")
    search_fields = ("created_by__email", "cohort__name")
    exclude = ("token_hash",)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Second steps without their secrets; a lost one may be deleted."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name")
    exclude = ("data",)


@admin.register(UserSession)
class UserSessionAdmin(ReadOnlyAdmin):
    list_display = ("user", "created_at", "last_seen_at", "ip", "user_agent")
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name", "ip")
    exclude = ("data",)
