"""What learners and mentors tell the curators."""

from django.urls import path

from curating.views import telling, told

RESOURCE = "catalogue/<slug:key>/"

urlpatterns = [
    path("curate/told/", told.told, name="told"),
    path("curate/told/reports/<int:pk>/", told.report_close, name="report_close"),
    path(
        "curate/told/suggestions/<int:pk>/",
        told.suggestion_answer,
        name="suggestion_answer",
    ),
    path("curate/told/steps/<int:pk>/", told.step_report_close, name="step_told_close"),
    path(f"{RESOURCE}report/", telling.report, name="resource_report"),
    path(f"{RESOURCE}suggest/", telling.suggestion, name="resource_suggest"),
]
