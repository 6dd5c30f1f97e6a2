"""Other ways laid over a path."""

from django.urls import path

from mentoring.views import overlays

COHORT = "mentoring/<slug:slug>/"

urlpatterns = [
    path(f"{COHORT}path/", overlays.of_cohort, name="overlays"),
    path(
        f"{COHORT}learners/<int:pk>/path/",
        overlays.of_learner,
        name="learner_overlays",
    ),
    path(f"{COHORT}path/<int:pk>/lift/", overlays.lift, name="overlay_lift"),
]
