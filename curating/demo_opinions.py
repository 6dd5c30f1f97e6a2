"""What sample learners say of the resources they did: enough for numbers on one."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from curating.actions.reviews import Said, say
from curating.models import Effort, Opinion
from progress.models import ResourceProgress
from roadmap.models import Resource

COURSE = "ng-neural-networks-and-deep-learning"
YES, PARTLY, NO = Opinion.YES, Opinion.PARTLY, Opinion.NO
LESS, AS_TOLD, MORE = Effort.LESS, Effort.AS_TOLD, Effort.MORE


def say_what_it_was_like(now: datetime) -> None:
    """One learner after the other says something, the newest yesterday."""
    course = Resource.objects.get(key=COURSE)
    done = ResourceProgress.objects.filter(resource=course, units__gte=2)
    people = User.objects.filter(pk__in=done.values("learner")).order_by("email")
    for number, (person, said) in enumerate(zip(people, _said(), strict=False)):
        say(person, course.pk, said, at=now - timedelta(days=9 - number))


def _said() -> list[Said]:
    return [
        Said(YES, YES, AS_TOLD, _("The notation of week 2 is worth writing down.")),
        Said(YES, PARTLY, MORE, _("Week 4 took me twice as long as it says.")),
        Said(YES, YES, LESS),
        Said(YES, YES, AS_TOLD),
        Said(PARTLY, YES, AS_TOLD, _("A lot of it I knew; the assignments are good.")),
        Said(YES, PARTLY, MORE),
        Said(YES, YES, AS_TOLD),
        Said(NO, PARTLY, LESS),
    ]
