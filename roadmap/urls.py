"""Public pages of the catalogue."""

from django.urls import path

from roadmap.views import catalogue

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
]
