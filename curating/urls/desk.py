"""The link desk."""

from django.urls import path

from curating.views import checking, desk

urlpatterns = [
    path("curate/", desk.desk, name="curate"),
    path("curate/do/", desk.act, name="curate_do"),
    path("curate/links/<int:pk>/", desk.link, name="curate_link"),
    path("curate/fixes/<int:pk>/undo/", desk.undo, name="curate_undo"),
    path("curate/check/", checking.check, name="curate_check"),
]
