"""Links that trouble, for tests of the desk."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from curating.models import Reach
from curating.queries import desk
from curating.queries.problems import Problem, mark_of
from roadmap.models import Link, LinkHealth, Resource

NOW = timezone.now()


def make_health(link: Link, verdict: str, **fields: Any) -> LinkHealth:
    """What checks say of a link since ten days."""
    values = {
        "url": link.url,
        "verdict": verdict,
        "confidence": 90,
        "since": NOW - timedelta(days=10),
        "checked_at": NOW - timedelta(hours=1),
        "next_check_at": NOW + timedelta(days=1),
        "checks": 5,
        **fields,
    }
    row, _ = LinkHealth.objects.update_or_create(link=link, defaults=values)
    return row


def make_link(resource: Resource, url: str, **fields: Any) -> Link:
    link, _ = Link.objects.update_or_create(
        resource=resource, url=url, defaults={"is_primary": False, **fields}
    )
    return link


def primary(key: str) -> Link:
    """The link that learners open, made if there is none."""
    found = Link.objects.filter(resource__key=key, is_primary=True).first()
    if found is None:
        resource = Resource.objects.get(key=key)
        found = make_link(resource, f"https://example.org/{key}", is_primary=True)
    return found


def make_reach(key: str, learners: int) -> None:
    Reach.objects.update_or_create(
        resource=Resource.objects.get(key=key),
        defaults={"learners": learners, "steps": 1, "counted_at": NOW},
    )


def problems(at: datetime = NOW) -> dict[str, Problem]:
    found, _counted = desk.problems_at(at, desk.facts().revision)
    return {one.ref: one for one in found}


def pick_text(problem: Problem, kind: str = "") -> str:
    """What the button of a row sends."""
    both = (problem.first, *problem.others)
    one = next(one for one in both if one.kind == (kind or problem.first.kind))
    return f"{problem.ref}:{one.kind}:{mark_of(one)}"
