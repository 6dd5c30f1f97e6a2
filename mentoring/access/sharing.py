"""What learners show, for themselves and for whoever has the link."""

from dataclasses import dataclass

from django.http import Http404

from accounts.models import User
from accounts.tokens import token_hash
from mentoring.models import DayLink
from progress.models import ProgressEvent
from progress.queries.study import Head, head_of


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day that its learner shows, with the last act of it that has an advice."""

    head: Head
    link: DayLink
    event: ProgressEvent


def day_link(person: User, pk: int) -> DayLink:
    """A link of this person's own; Http404 for any other. One query."""
    found = DayLink.objects.filter(learner=person, pk=pk).first()
    if found is None:
        raise Http404("no such link")
    return found


def shown_day(token: str) -> ShownDay:
    """The day whose learner gave this token away; Http404 for one that is unknown,
    taken back, or of somebody who is gone. Three queries."""
    links = DayLink.objects.filter(token_hash=token_hash(token), revoked_at=None)
    link = links.filter(learner__is_active=True, learner__erasure_at=None)
    found = link.select_related("learner").first()
    event = last_advice(found) if found else None
    if found is None or event is None:
        raise Http404("no such day")
    return ShownDay(head_of(found.learner), found, event)


def last_advice(link: DayLink) -> ProgressEvent | None:
    """The day's newest act of which the advice is kept; one query."""
    acts = ProgressEvent.objects.acts_of(link.learner).filter(local_date=link.day)
    return acts.filter(advice__isnull=False).with_names().order_by("-pk").first()
