"""What the link desk needs in templates."""

import re
from collections.abc import Callable

from django import template

from curating import desk_words
from curating.engine.addresses import difference
from curating.engine.proposals import Proposal
from curating.models import Fix
from curating.queries.desk import Desk, is_checked_now
from curating.queries.problems import Problem, mark_of
from roadmap.models import Link

register = template.Library()

LONG = 34


@register.simple_tag
def pick(problem: Problem, one: Proposal) -> str:
    """How a form names this proposal for this problem."""
    return f"{problem.ref}:{one.kind}:{mark_of(one)}"


WORDS: dict[str, Callable[..., object]] = {
    "badge": desk_words.badge,
    "since": desk_words.since_words,
    "fix_title": desk_words.fix_title,
    "fix_reason": desk_words.fix_reason,
    "act_label": desk_words.act_label,
    "where": desk_words.places_words,
    "health_words": desk_words.health_words,
    "verdict_words": desk_words.verdict_words,
    "moment": desk_words.moment_words,
    "done": desk_words.done_words,
}
for name, words in WORDS.items():
    register.filter(name, words)


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
