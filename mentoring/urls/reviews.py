"""Work handed in, its answers, and questions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
