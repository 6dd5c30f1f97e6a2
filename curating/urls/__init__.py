"""Addresses of what curators do, and of what learners tell them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
