"""Opening, joining, planning and leaving cohorts."""

from django.urls import URLPattern, path

from mentoring.views import (
    announcements,
    invites,
    joining,
    members,
    opening,
    own_cohort,
    plan,
    settings,
)

OF = "mentoring/<slug:slug>/"
OWN = "cohorts/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("cohorts/", opening.cohorts, name="cohorts"),
    path("cohorts/join/<str:token>/", joining.cohort_join, name="cohort_join"),
    path(OWN, own_cohort.own_cohort, name="own_cohort"),
    path(f"{OWN}explain/", own_cohort.own_explain, name="own_explain"),
    path(
        f"{OWN}explanations/<int:pk>/withdraw/",
        own_cohort.own_explanation_withdraw,
        name="own_explanation_withdraw",
    ),
    path(f"{OWN}nudges/", own_cohort.own_nudges, name="own_nudges"),
    path(f"{OWN}leave/", own_cohort.own_leave, name="own_leave"),
    path(f"{OWN}waiting/leave/", joining.waiting_leave, name="waiting_leave"),
    path("mentoring/open/", opening.cohort_open, name="cohort_open"),
    path(f"{OF}settings/", settings.cohort_settings, name="cohort_settings"),
    path(f"{OF}settings/close/", settings.cohort_close, name="cohort_close"),
    path(f"{OF}settings/reopen/", settings.cohort_reopen, name="cohort_reopen"),
    path(f"{OF}settings/archive/", settings.cohort_archive, name="cohort_archive"),
    path(f"{OF}plan/", plan.cohort_plan, name="cohort_plan"),
    path(f"{OF}plan/shift/", plan.cohort_shift, name="cohort_shift"),
    path(f"{OF}mentors/add/", members.mentor_add, name="mentor_add"),
    path(f"{OF}mentors/<int:pk>/remove/", members.mentor_remove, name="mentor_remove"),
    path(f"{OF}members/", members.cohort_members, name="cohort_members"),
    path(f"{OF}members/<int:pk>/end/", members.member_end, name="member_end"),
    path(
        f"{OF}waiting/<int:pk>/remove/", members.waiting_remove, name="waiting_remove"
    ),
    path(f"{OF}invitations/link/", invites.invite_link, name="invite_link"),
    path(
        f"{OF}invitations/<int:pk>/revoke/",
        invites.invite_revoke,
        name="invite_revoke",
    ),
    path(
        f"{OF}invitations/addresses/",
        invites.invite_addresses,
        name="invite_addresses",
    ),
    path(
        f"{OF}announcements/",
        announcements.cohort_announcements,
        name="cohort_announcements",
    ),
]
