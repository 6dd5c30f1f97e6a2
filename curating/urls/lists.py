"""From a reading list to a roadmap."""

from django.urls import path

from curating.views import list_drafts, lists

ONE = "curate/lists/<int:pk>/"

urlpatterns = [
    path("curate/lists/", lists.lists, name="lists"),
    path(ONE, lists.questions, name="list"),
    path(f"{ONE}answers/", lists.answer, name="list_answer"),
    path(f"{ONE}earlier/", lists.earlier, name="list_earlier"),
    path(f"{ONE}aside/", lists.aside, name="list_aside"),
    path(f"{ONE}draft/", list_drafts.draft, name="list_draft"),
    path(f"{ONE}draft/write/", list_drafts.write, name="list_write"),
]
