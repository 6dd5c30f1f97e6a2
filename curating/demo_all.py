"""The whole sample site: people, their cohort, and what curators find."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from curating.actions.counting import count_desk
from curating.actions.reach import count_reach
from curating.demo_edit import open_sample_draft
from curating.demo_links import check_sample_links
from curating.demo_lists import take_in_sample
from curating.demo_opinions import say_what_it_was_like
from curating.demo_told import tell_samples
from mentoring.demo_all import make_everybody


@transaction.atomic
def make_site(now: datetime) -> list[User]:
    """Sample people with histories that end at now, links with what their checks would
    have found, what learners told of them, and a list that is half answered; all or
    none of it."""
    people = make_everybody(now)
    check_sample_links(now)
    tell_samples(now)
    say_what_it_was_like(now)
    take_in_sample(now)
    count_reach(at=now)
    open_sample_draft(now)
    count_desk(at=now)
    return people
