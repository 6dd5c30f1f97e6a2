"""Addresses of cohorts, of mentors' work, and of what learners see of both."""

from mentoring.urls import board, cohorts, news, reviews, sharing

urlpatterns = [
    *cohorts.urlpatterns,
    *board.urlpatterns,
    *reviews.urlpatterns,
    *news.urlpatterns,
    *sharing.urlpatterns,
]
