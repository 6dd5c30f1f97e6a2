"""Addresses of cohorts, of mentors' work, and of what learners see of both."""

from mentoring.urls import board, cohorts, news, reviews

urlpatterns = [
    *cohorts.urlpatterns,
    *board.urlpatterns,
    *reviews.urlpatterns,
    *news.urlpatterns,
]
