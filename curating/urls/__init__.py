"""Addresses of what curators do, and of what learners tell them."""

from django.urls import URLPattern

from curating.urls import desk, drafts, resources, ticks, told

urlpatterns: list[URLPattern] = [
    *desk.urlpatterns,
    *drafts.urlpatterns,
from curating.urls import desk, lists, resources, told

urlpatterns: list[URLPattern] = [
    *desk.urlpatterns,
    *lists.urlpatterns,
    *resources.urlpatterns,
    *ticks.urlpatterns,
    *told.urlpatterns,
]
