"""Addresses of cohorts, of mentors' work, and of what learners see of both."""

from mentoring.urls import board, cohorts, news, overlays, reviews, sharing

# The board takes any word for a cohort's name, so it comes after what has names of its
# own.
urlpatterns = [
    *cohorts.urlpatterns,
    *reviews.urlpatterns,
    *news.urlpatterns,
    *sharing.urlpatterns,
    *overlays.urlpatterns,
    *board.urlpatterns,
]
