"""Which links are asked next."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from roadmap.linkcheck.asking import Job
from roadmap.linkcheck.recording import place_of
from roadmap.linkcheck.verdicts import BROKEN
from roadmap.models import HostState, Link, LinkHealth

# Nobody is asked twice within this time, however often it is ordered.
AGAIN_AFTER = timedelta(minutes=10)
WITNESSES = 3


def checkable() -> QuerySet[Link]:
    """Links that learners can meet: those of a merged resource are addresses of the
    one that is left."""
    return Link.objects.all()


def due(at: datetime) -> QuerySet[Link]:
    """Never checked, changed since, or at their time; the longest waiting first."""
    unknown = Q(health=None) | ~Q(health__url=F("url"))
    links = checkable().filter(unknown | Q(health__next_check_at__lte=at))
    return links.order_by(F("health__next_check_at").asc(nulls_first=True), "pk")


def of_roadmap(slug: str) -> QuerySet[Link]:
    """Links of what the steps of a roadmap use."""
    used = Q(resource__uses__step__roadmap__slug=slug)
    return checkable().filter(used).order_by("pk").distinct()


def not_checked_since(links: QuerySet[Link], at: datetime) -> QuerySet[Link]:
    checked = Q(health__checked_at__gte=at, health__url=F("url"))
    return links.exclude(checked)


def next_jobs(links: QuerySet[Link], limit: int | None, at: datetime) -> list[Job]:
    """At most limit of them, without those of hosts that asked us to wait.

    One query for the hosts and one for the links.
    """
    waiting = HostState.objects.filter(not_before__gt=at)
    wait = set(waiting.values_list("host", flat=True))
    jobs: list[Job] = []
    for link in links.select_related("health").iterator(chunk_size=500):
        if limit is not None and len(jobs) >= limit:
            break
        job = job_of(link)
        if job.place not in wait:
            jobs.append(job)
    return jobs


def job_of(link: Link) -> Job:
    """The link's health is loaded. What worked is asked only whether it changed."""
    health = health_of(link)
    place = place_of(link.url)
    if health is None or health.verdict != "works":
        return Job(link.pk, link.url, place=place)
    return Job(link.pk, link.url, health.etag, health.last_modified, place)


def health_of(link: Link) -> LinkHealth | None:
    """What is thought of the link at its address of today, if it was checked."""
    health = getattr(link, "health", None)
    return health if health is not None and health.url == link.url else None


def witnesses(places: Iterable[str]) -> list[Job]:
    """Links of other places that answered before: if none of them does, our own line
    is down."""
    known = set(places)
    good = checkable().filter(health__url=F("url")).exclude(health__verdict__in=BROKEN)
    found: list[Job] = []
    for link in good.select_related("health").order_by("-health__checked_at")[:500]:
        job = job_of(link)
        if job.place not in known:
            known.add(job.place)
            found.append(job)
        if len(found) == WITNESSES:
            break
    return found


def order(links: QuerySet[Link], at: datetime) -> int:
    """Have these checked as soon as may be; how many that makes due."""
    rows = LinkHealth.objects.filter(link__in=links, next_check_at__gt=at)
    old = rows.filter(checked_at__lte=at - AGAIN_AFTER)
    return old.update(next_check_at=at)
