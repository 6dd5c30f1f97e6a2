"""Addresses of what curators do, and of what learners tell them."""

from django.urls import URLPattern

from curating.urls import resources

urlpatterns: list[URLPattern] = [*resources.urlpatterns]
