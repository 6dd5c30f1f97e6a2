"""The mentor's desk, and the page of a cohort."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
