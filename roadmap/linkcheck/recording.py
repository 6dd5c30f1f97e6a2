"""What checks found is written here: their own tables, and never content."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from roadmap.actions import touch_catalogue
from roadmap.linkcheck.addresses import Refused, parse
from roadmap.linkcheck.asking import Host
from roadmap.linkcheck.verdicts import (
    BROKEN,
    Answer,
    Past,
    State,
    judge,
    leads,
    spread_of,
)
from roadmap.models import HostState, Link, LinkCheck, LinkHealth

REMEMBERED = 20
KEPT_DAYS = timedelta(days=90)
KEPT_AT_LEAST = 20
TARGET_LENGTH = 2000

HOST_FIELDS = (
    *("not_before", "pause", "robots", "robots_status", "robots_at"),
    *("nonsense", "nonsense_at"),
)


@transaction.atomic
def record(link: Link, answer: Answer, at: datetime) -> LinkHealth | None:
    """Write down one answer of a link, and what is said of it from now on.

    link: as it was asked. None, and nothing is written, where it has another address
    by now or is no more. An answer that is not newer than the last one changes
    nothing. The catalogue gets a new revision only where learners are led elsewhere
    than before.
    """
    rows = Link.objects.select_for_update(no_key=True)
    if not rows.filter(pk=link.pk, url=link.url).exists():
        return None
    health = LinkHealth.objects.filter(link=link).first()
    if health is not None and health.url != link.url:
        health.delete()
        health = None
    if health is not None and health.checked_at >= at:
        return health
    past = _past(link)
    LinkCheck.objects.create(
        link=link,
        url=link.url,
        checked_at=at,
        verdict=answer.verdict,
        status=answer.status,
        milliseconds=answer.milliseconds,
        target=answer.target[:TARGET_LENGTH],
        why=answer.why[:200],
    )
    state = judge(_state(health), past, answer, at, spread_of(link.pk))
    return _write(link, health, state, answer, at)


def _past(link: Link) -> list[Past]:
    rows = LinkCheck.objects.filter(link=link, url=link.url)
    newest = rows.values_list("verdict", "checked_at")[:REMEMBERED]
    return [Past(verdict, at) for verdict, at in newest]


def _state(health: LinkHealth | None) -> State | None:
    if health is None:
        return None
    return State(
        health.verdict,
        health.confidence,
        health.since,
        health.checks,
        health.next_check_at,
    )


def _write(
    link: Link, health: LinkHealth | None, state: State, answer: Answer, at: datetime
) -> LinkHealth:
    led = health is None or health.leads
    health = health or LinkHealth(link=link, url=link.url)
    health.verdict = state.verdict
    health.confidence = state.confidence
    health.since = state.since
    health.checks = state.checks
    health.next_check_at = state.next_check_at
    health.checked_at = at
    health.status = answer.status
    health.milliseconds = answer.milliseconds
    health.leads = leads(state.verdict, state.confidence)
    if answer.verdict not in BROKEN and not answer.unchanged:
        health.target = answer.target[:TARGET_LENGTH]
        health.title = answer.title
        health.etag = answer.etag
        health.last_modified = answer.last_modified
    health.save()
    if health.leads != led:
        touch_catalogue()
    return health


@transaction.atomic
def record_archive(
    health: LinkHealth, url: str, taken_at: datetime | None, at: datetime
) -> None:
    """Write down the nearest archived copy of a broken link, or that there is none."""
    rows = LinkHealth.objects.filter(pk=health.pk)
    before = rows.values_list("archive_url", flat=True).first()
    rows.update(archive_url=url, archive_at=taken_at, archive_asked_at=at)
    if before is not None and before != url:
        touch_catalogue()


def hosts_of(urls: Iterable[str]) -> dict[str, Host]:
    """What is remembered of the hosts of these addresses, by place; one query each
    500."""
    names = sorted({place_of(url) for url in urls})
    hosts = {name: Host(name, pause=1 if name else 0) for name in names}
    for start in range(0, len(names), 500):
        for row in HostState.objects.filter(host__in=names[start : start + 500]):
            values = {field: getattr(row, field) for field in HOST_FIELDS}
            hosts[row.host] = Host(row.host, **values)
    return hosts


def record_host(host: Host) -> None:
    """Write down what a host asked of us, where that changed."""
    if host.is_changed and host.name:
        values = {field: getattr(host, field) for field in HOST_FIELDS}
        HostState.objects.update_or_create(host=host.name, defaults=values)
        host.is_changed = False


def place_of(url: str) -> str:
    """Host and port, one queue each; "" for what is never asked."""
    try:
        return parse(url).place
    except Refused:
        return ""


def thin(at: datetime) -> int:
    """Answers older than KEPT_DAYS go; of each link the newest KEPT_AT_LEAST stay."""
    gone = 0
    old = LinkCheck.objects.filter(checked_at__lt=at - KEPT_DAYS)
    for link_id in old.order_by().values_list("link_id", flat=True).distinct():
        mine = LinkCheck.objects.filter(link_id=link_id)
        kept = list(mine.values_list("pk", flat=True)[:KEPT_AT_LEAST])
        gone += old.filter(link_id=link_id).exclude(pk__in=kept).delete()[0]
    return gone
