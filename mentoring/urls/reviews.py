"""Work handed in, its answers, and questions."""

from django.urls import URLPattern, path

from mentoring.views import reviews

REVIEW = "mentoring/reviews/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("mentoring/reviews/", reviews.reviews, name="reviews"),
    path(REVIEW, reviews.review, name="review"),
    path(f"{REVIEW}reading/", reviews.read, name="review_read"),
    path(f"{REVIEW}draft/", reviews.draft, name="review_draft"),
    path(f"{REVIEW}decision/", reviews.conclude, name="review_decide"),
    path(f"{REVIEW}take-back/", reviews.undo, name="review_take_back"),
    path("mentoring/files/<uuid:token>/", reviews.file, name="review_file"),
]
