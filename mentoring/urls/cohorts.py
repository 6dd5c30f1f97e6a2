"""Opening, joining, planning and leaving cohorts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
