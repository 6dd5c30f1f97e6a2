"""Who reads a version now, so that two do not read the same one unawares."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from mentoring.access.reviews import ReviewPlace
from mentoring.models import Reading

HELD_FOR = timedelta(minutes=30)


@transaction.atomic
def claim(place: ReviewPlace, *, at: datetime) -> Reading:
    """Say that the mentor reads the version for the next half hour, unless somebody
    else does; who it is. Again: for half an hour from then on."""
    rows = Reading.objects.filter(submission=place.version)
    mine = {"mentor": place.mentor, "until": at + HELD_FOR}
    is_free = Q(mentor=place.mentor) | Q(until__lte=at)
    if not rows.filter(is_free).update(**mine):
        new = Reading(submission=place.version, **mine)
        Reading.objects.bulk_create([new], ignore_conflicts=True)
    return rows.select_related("mentor").get()


def give_back(place: ReviewPlace) -> None:
    """Leave the version to the others; nothing where it is not the mentor's."""
    Reading.objects.filter(submission=place.version, mentor=place.mentor).delete()
