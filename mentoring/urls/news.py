"""What people are told, and how they want to hear of it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
