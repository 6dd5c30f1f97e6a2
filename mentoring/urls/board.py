"""The mentor's desk, the page of a cohort, and what is written to learners."""

from django.urls import URLPattern, path

from mentoring.views import board, desk, evidence, learners, words

OF = "mentoring/<slug:slug>/"
OWN = "cohorts/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("mentoring/", desk.desk, name="mentoring"),
    path("mentoring/own/phrases/", desk.phrases, name="phrases"),
    path(
        "mentoring/own/phrases/<int:pk>/remove/",
        desk.phrase_remove,
        name="phrase_remove",
    ),
    path(OF, board.cohort, name="cohort"),
    path(f"{OF}text/", board.text, name="cohort_text"),
    path(f"{OF}seen/", board.seen, name="cohort_seen"),
    path(f"{OF}pace/", evidence.cohort_pace, name="cohort_pace"),
    path(f"{OF}stuck/", evidence.cohort_stuck, name="cohort_stuck"),
    path(f"{OF}stuck/<slug:key>/report/", evidence.cohort_report, name="cohort_report"),
    path(f"{OF}export/<slug:form>/", evidence.cohort_export, name="cohort_export"),
    path(f"{OF}words/", words.cohort_words, name="cohort_words"),
    path(
        f"{OF}explanations/<int:pk>/accept/",
        learners.explanation_accept,
        name="explanation_accept",
    ),
    path(f"{OF}learners/<int:pk>/", learners.cohort_learner, name="cohort_learner"),
    path(f"{OWN}words/", words.words, name="words"),
    path(f"{OWN}words/<int:pk>/answer/", words.word_answer, name="word_answer"),
]
