"""Sample people with histories, made by the same actions that real people use."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import transaction

from accounts.models import User
from progress.demo_diary import VISION, WEEK_5, Diary
from progress.demo_finished import finish_week_5
from progress.demo_notes import write_notes
from progress.personal import THEIRS
from roadmap.frozen import open_door

DOMAIN = "demo.waymark.invalid"
COHORT = "autumn"
IMPROVING = "improving-deep-neural-networks"
CNN = "convolutional-neural-networks"
PROJECT = "networks-from-scratch"
HABIT = "keep-up-with-research"
NAMES = (
    *("Ada", "Bela", "Chika", "Dilan", "Emre", "Farah", "Goran", "Hana"),
    *("Ivo", "Jana", "Kofi", "Lina", "Mira", "Nils", "Oya", "Priya"),
    *("Quinn", "Rosa", "Sami", "Tala", "Uma", "Vera", "Wim", "Yuki"),
)


@transaction.atomic
def make_people(now: datetime) -> list[User]:
    """The sample people, with histories that end at now; all or none of them.

    What they did before is forgotten: their days are always counted from today.
    """
    _forget()
    people = [
        make_person("ines", "Ines Novak"),
        make_person("noor", "Noor Haddad"),
        make_person("tomas", "Tomas Berg", is_mentor=True),
        make_person("maya", "Maya Rao", is_curator=True, is_staff=True),
        make_person("lea", "Lea Winter"),
    ]
    _study_of_ines(Diary(people[0], now))
    write_notes(people[0], now)
    finish_week_5(Diary(people[4], now))
    return people


def _forget() -> None:
    """Whatever is somebody's own in study and mentoring."""
    people = User.objects.filter(email__endswith=f"@{DOMAIN}")
    with open_door():
        for declared in reversed(THEIRS):
            if declared.model.startswith(("progress.", "mentoring.", "curating.")):
                rows = apps.get_model(declared.model)._base_manager.filter(
                    **{f"{declared.to}__in": people}
                )
                rows.order_by()._raw_delete(rows.db)
    people.update(paused_from=None, paused_until=None, away_until=None, news_unread=0)


def make_person(name: str, full: str, **roles: Any) -> User:
    """The one who signs in as name at the domain of the demo, made if need be."""
    email = f"{name}@{DOMAIN}"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(
            email, name=full, time_zone="Europe/Berlin", **roles
        )
        EmailAddress.objects.create(user=found, email=email, primary=True)
    return found


def _study_of_ines(diary: Diary) -> None:
    """In the middle of two roadmaps that share a course; told in the order of days."""
    _beginning_of_ines(diary)
    _first_networks_of_ines(diary)
    _last_days_of_ines(diary)


def _beginning_of_ines(diary: Diary) -> None:
    diary.join(VISION, 62, aim="research", tracks=("perception",), known=("python",))
    diary.finish(VISION, "computer-vision-fundamentals", 55)
    diary.finish(VISION, "linear-algebra-for-vision", 47)
    for days, minutes in ((40, 50), (37, 25), (33, 75)):
        diary.study(VISION, IMPROVING, days, minutes)
    diary.finish(VISION, "neural-networks-and-deep-learning", 30)


def _first_networks_of_ines(diary: Diary) -> None:
    diary.join(WEEK_5, 28)
    for days, minutes in ((26, 30), (24, 45), (19, 60)):
        diary.study(VISION, IMPROVING, days, minutes)
    diary.keep_up(VISION, HABIT, 3, 16)
    diary.did(VISION, HABIT, 16)
    diary.finish(VISION, IMPROVING, 12)
    diary.skip(VISION, "structuring-machine-learning-projects", 11)
    diary.did(VISION, HABIT, 9)


def _last_days_of_ines(diary: Diary) -> None:
    """A project handed in twice, not yet checked by herself; the newest evenings inside
    a week of the course."""
    code = "https://example.org/ines/networks-from-scratch"
    diary.read(VISION, CNN, "ng-convolutional-neural-networks", 1, 8.5)
    diary.study(VISION, CNN, 8.1, 35)
    diary.hand_in(
        VISION,
        PROJECT,
        8,
        text="A dense network in NumPy: forward pass, loss, one hidden layer.\n\n"
        "It learns the toy set. I am **not sure** about the gradient of the bias.",
        links=(code,),
    )
    diary.study(VISION, CNN, 6.9, 50)
    diary.study(VISION, CNN, 4, 25)
    diary.hand_in(
        VISION,
        PROJECT,
        3.5,
        text="A dense network in NumPy: forward and backward pass, any number of"
        " layers.\n\nEvery gradient agrees with a numeric one to `1e-7`.",
        links=(code, f"{code}/gradients"),
        what_changed="The bias is summed over the batch; a check for each gradient.",
    )
    diary.did(VISION, HABIT, 2.2)
    diary.study(VISION, CNN, 1.9, 30)
    diary.study(VISION, CNN, 0.9, 25)
