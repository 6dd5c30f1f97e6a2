"""A roadmap as a check list: taken along, and coming back."""

from django.urls import path

from curating.views import ticks

ROADMAP = "roadmaps/<slug:slug>/"

urlpatterns = [
    path(f"{ROADMAP}export.md", ticks.export, name="roadmap_export"),
    path(f"{ROADMAP}ticks/", ticks.ticks, name="ticks"),
    path(f"{ROADMAP}ticks/take/", ticks.take, name="ticks_take"),
]
