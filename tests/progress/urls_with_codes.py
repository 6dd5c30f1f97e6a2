"""The site where a mail server is set: codes let people in. allauth decides that when
its addresses are first read."""

from allauth.account.views import request_login_code
from django.urls import path

from config import urls

urlpatterns = [
    path("accounts/login/code/", request_login_code, name="account_request_login_code"),
    *urls.urlpatterns,
]
