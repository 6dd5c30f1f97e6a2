"""One resource for curators, and what learners say of it."""

from django.urls import path

from curating.views import opinions, resources, units

CURATED = "curate/resources/<slug:key>/"
SAID = "catalogue/<slug:key>/opinions/"

urlpatterns = [
    path(CURATED, resources.resource, name="curated_resource"),
    path(f"{CURATED}units/", units.units, name="curated_units"),
    path(f"{CURATED}merge/", resources.merge_preview, name="merge_preview"),
    path(f"{CURATED}merge/do/", resources.merge, name="merge"),
    path("curate/merges/<int:pk>/undo/", resources.unmerge, name="unmerge"),
    path(SAID, opinions.opinions, name="opinions"),
    path(f"{SAID}say/", opinions.say, name="opinions_say"),
    path(f"{SAID}take-back/", opinions.unsay, name="opinions_unsay"),
]
