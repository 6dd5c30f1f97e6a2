"""Addresses of people; included at the root, before allauth's own."""

from allauth.mfa.totp.views import activate_totp
from csp.decorators import csp_update
from django.urls import path

from accounts.views import demo, invitation, people, profile

with_data_images = csp_update({"img-src": ["data:"]})

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("appearance/", profile.appearance, name="appearance"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("demo/sign-in/<slug:persona>/", demo.demo_sign_in, name="demo_sign_in"),
    path("staff/people/", people.people, name="people"),
    path("staff/people/<int:pk>/", people.people_role, name="people_role"),
    path(
        "staff/people/<int:pk>/sign-out/",
        people.people_sessions_end,
        name="people_sessions_end",
    ),
    path(
        "staff/people/sign-up/",
        people.people_signup_policy,
        name="people_signup_policy",
    ),
    path("staff/people/invitations/", people.people_invite, name="people_invite"),
    path(
        "staff/people/invitations/<int:pk>/revoke/",
        people.people_invite_revoke,
        name="people_invite_revoke",
    ),
    path("staff/people/mail/", people.people_mail, name="people_mail"),
    path(
        "staff/people/mail/<int:pk>/passed-on/",
        people.people_mail_passed_on,
        name="people_mail_passed_on",
    ),
    # The QR code of this one page is a data: image.
    path(
        "accounts/2fa/totp/activate/",
        with_data_images(activate_totp),
        name="mfa_activate_totp",
    ),
]
