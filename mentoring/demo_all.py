"""All sample people, and the cohort of 24 that one mentor has."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db import transaction

from accounts.models import Cohort, Invite, Membership, User, WaitingPlace
from mentoring.actions.news import see_news
from mentoring.demo import Sample, Story
from mentoring.demo_answers import tell_answers
from mentoring.demo_people import tell_everything
from mentoring.demo_words import tell_words
from mentoring.models import News
from progress.demo import NAMES, make_people, make_person
from roadmap.frozen import open_door


@transaction.atomic
def make_everybody(now: datetime) -> list[User]:
    """The sample people and their cohort, with histories that end at now; all or none
    of them. What they did before is forgotten: days are always counted from today."""
    _forget_cohorts()
    people = make_people(now)
    Cohort.objects.all().delete()
    named = {person.name.partition(" ")[0]: person for person in people}
    learners = {name: make_person(name.lower(), name) for name in NAMES}
    second = make_person("wanda", "Wanda Lim", is_mentor=True)
    sample = Sample(now, named["Tomas"], second, learners, Story(now))
    sample.open()
    for tell in (tell_everything, tell_answers, tell_words):
        tell(sample)
    sample.story.happen()
    _see_what_is_old(now)
    return [*people, second, *learners.values()]


def _see_what_is_old(now: datetime) -> None:
    """Everybody has looked at what they were told before today."""
    for person in User.objects.filter(news__isnull=False).distinct():
        old = News.objects.filter(person=person, made_at__lt=now - timedelta(days=1))
        newest = old.order_by("-pk").first()
        see_news(person, up_to=newest.pk if newest else 0, at=now)


def _forget_cohorts() -> None:
    """Every cohort: a demo has a database of its own."""
    with open_door():
        for model in apps.get_app_config("mentoring").get_models():
            model._base_manager.all()._raw_delete("default")
        Invite.objects.filter(cohort__isnull=False).delete()
        WaitingPlace.objects.all().delete()
        Membership.objects.all().delete()
