"""Addresses of what curators do, and of what learners tell them."""

from django.urls import URLPattern

from curating.urls import desk, drafts, lists, resources, ticks, told

urlpatterns: list[URLPattern] = [
    *desk.urlpatterns,
    *drafts.urlpatterns,
    *lists.urlpatterns,
    *resources.urlpatterns,
    *ticks.urlpatterns,
    *told.urlpatterns,
]
