"""What the link desk needs in templates."""

import re
from datetime import datetime
from typing import Any

from django import template

from curating import desk_words
from curating.engine.addresses import difference
from curating.engine.proposals import Proposal
from curating.models import Fix
from curating.queries.desk import Desk, is_checked_now
from curating.queries.problems import Problem, mark_of
from roadmap.models import Link, LinkHealth

register = template.Library()

LONG = 34


@register.simple_tag
def pick(problem: Problem, one: Proposal) -> str:
    """How a form names this proposal for this problem."""
    return f"{problem.ref}:{one.kind}:{mark_of(one)}"


@register.filter
def badge(problem: Problem) -> tuple[str, str, bool]:
    return desk_words.badge(problem)


@register.filter
def since(problem: Problem) -> str:
    return desk_words.since_words(problem)


@register.filter
def fix_title(one: Proposal) -> str:
    return desk_words.fix_title(one)


@register.filter
def fix_reason(one: Proposal) -> str:
    return desk_words.fix_reason(one)


@register.filter
def act_label(one: Proposal) -> str:
    return desk_words.act_label(one)


@register.filter
def where(places: Any) -> str:
    return desk_words.places_words(places)


@register.filter
def health_words(health: LinkHealth | None) -> str:
    return desk_words.health_words(health)


@register.filter
def verdict_words(verdict: str) -> str:
    return desk_words.verdict_words(verdict)


@register.filter
def moment(at: datetime) -> str:
    return desk_words.moment_words(at)


@register.filter
def done(fix: Fix) -> str:
    return desk_words.done_words(fix)


@register.filter
def addresses(one: Proposal) -> tuple[str, str]:
    """What goes and what comes, without what both begin with where that is long."""
    start = difference(one.old, one.new)[0] if one.old and one.new else ""
    if len(start) <= LONG:
        return _bare(one.old), _bare(one.new)
    kept = start.rstrip("/").rfind("/") + 1
    return f"…/{one.old[kept:]}", f"…/{one.new[kept:]}"


@register.filter
def parts(url: str) -> list[str]:
    """Where an address may be broken into lines: after a few of its signs."""
    return [part for part in re.split(r"(?<=[/?&_=-])(?=\w{4})", url) if part]


def _bare(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://") if url else ""


@register.simple_tag
def count_of(desk: Desk, name: str) -> int:
    return desk.counts.get(name, 0)


@register.simple_tag
def is_being_checked(link: Link | None, desk: Desk) -> bool:
    return link is not None and is_checked_now(link, desk.facts)


@register.simple_tag
def draft_of(problem: Problem, desk: Desk) -> Fix | None:
    return desk.draft_of(problem)
