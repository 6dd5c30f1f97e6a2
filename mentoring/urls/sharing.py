"""What learners show of their own."""

from django.urls import path

from mentoring.views import sharing

urlpatterns = [
    path("notes/<int:pk>/show/", sharing.note_show, name="note_show"),
    path("notes/<int:pk>/hide/", sharing.note_hide, name="note_hide"),
    path("history/shown/", sharing.days, name="days"),
    path("history/<int:event_id>/show/", sharing.day_show, name="day_show"),
    path("history/shown/<int:pk>/revoke/", sharing.day_revoke, name="day_revoke"),
    path("why/<str:token>/", sharing.day_shown, name="day_shown"),
]
