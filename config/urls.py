"""Where everything is mounted."""

from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = [
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("roadmap.urls")),
    path("", include("curating.urls")),
    path("", include("mentoring.urls")),
    path("", include("progress.urls")),
]
