"""Work handed in, its answers, and questions."""

from django.urls import URLPattern, path

from mentoring.views import questions, reviews

STEP = "roadmaps/<slug:slug>/steps/<slug:key>/"
REVIEW = "mentoring/reviews/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("mentoring/reviews/", reviews.reviews, name="reviews"),
    path(REVIEW, reviews.review, name="review"),
    path(f"{REVIEW}reading/", reviews.read, name="review_read"),
    path(f"{REVIEW}draft/", reviews.draft, name="review_draft"),
    path(f"{REVIEW}decision/", reviews.conclude, name="review_decide"),
    path(f"{REVIEW}take-back/", reviews.undo, name="review_take_back"),
    path("mentoring/files/<uuid:token>/", reviews.file, name="review_file"),
    path("mentoring/questions/", questions.mentor_questions, name="mentor_questions"),
    path(
        "mentoring/questions/<int:pk>/answer/", questions.answer, name="question_answer"
    ),
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:pk>/add/", questions.add, name="question_add"),
    path("questions/<int:pk>/withdraw/", questions.withdraw, name="question_withdraw"),
    path(f"{STEP}questions/", questions.step_questions, name="step_questions"),
]
