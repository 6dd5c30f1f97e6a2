"""The three things that are measured."""

from django.urls import path

from tests.bench.floor import views

urlpatterns = [
    path("small/", views.small),
    path("rows/", views.rows),
    path("write/<int:step>/", views.write),
]
