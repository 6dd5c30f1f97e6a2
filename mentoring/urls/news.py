"""What people are told, and how they want to hear of it."""

from django.urls import path

from mentoring.views import news

urlpatterns = [
    path("news/", news.news, name="news"),
    path("news/seen/", news.seen, name="news_seen"),
    path("profile/news/", news.choices, name="news_choices"),
]
