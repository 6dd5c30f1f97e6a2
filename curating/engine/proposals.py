"""What could be done about a link that troubles, the surest first, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from curating.engine.addresses import corrected, is_deep, is_front_page
from curating.engine.likeness import contains

CERTAIN = 100
BROKEN = frozenset({"gone", "soft_404", "no_answer", "malformed", "unsafe"})
MOVED = frozenset({"moved", "moved_now"})
UNCLEAR = frozenset({"members", "robots", "limited", "unsure"})
LEADS = frozenset({"works", "moved", "moved_now", "slow"})


@dataclass(frozen=True, slots=True)
class LinkState:
    """One link with what the checks say of it; verdict "": not checked yet."""

    id: int
    url: str
    kind: str = "page"
    is_primary: bool = True
    verdict: str = ""
    target: str = ""
    page_title: str = ""
    archive_url: str = ""
    archive_on: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A resource by its key and title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Holder:
    """The resource of a link. newer: what replaced it; instead: what stands instead of
    it in a step that asks for it first; owner: of the target of a redirect, if another
    resource has that address."""

    title: str
    links: tuple[LinkState, ...]
    needs_account: bool = False
    newer: Named | None = None
    instead: Named | None = None
    owner: Named | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to do. kind: as fixes are called, or "watch": nothing. sure: percent.
    old, new: addresses that go and come. why: a code for its sentence. other: the
    resource it is about, link: the other link; on: the day of a copy."""

    kind: str
    sure: int
    why: str
    old: str = ""
    new: str = ""
    other: Named | None = None
    link: int = 0
    on: date | None = None

    @property
    def is_certain(self) -> bool:
        return self.sure == CERTAIN


def group_of(verdict: str) -> str:
    """broken, moved, unclear, slow or works; "" for what was not checked."""
    groups = (("broken", BROKEN), ("moved", MOVED), ("unclear", UNCLEAR))
    found = next((name for name, verdicts in groups if verdict in verdicts), None)
    return found or verdict


def proposals(link: LinkState, holder: Holder) -> list[Proposal]:
    """What could be done about this link; the first is the suggestion, the last two
    are always to keep watching and to take the resource out of use."""
    group = group_of(link.verdict)
    ways = {"broken": _broken, "moved": _moved, "unclear": _unclear}
    found = list(ways[group](link, holder)) if group in ways else []
    ranked = sorted(found, key=lambda one: -one.sure)
    watch = Proposal("watch", CERTAIN, _why_watch(link, holder, bool(ranked)))
    out = Proposal("out", 0, "out")
    if _is_only_watched(link, holder):
        return [watch, *ranked, out]
    return [*ranked, watch, out]


def _is_only_watched(link: LinkState, holder: Holder) -> bool:
    """Whether there is nothing to do now."""
    watched = ("moved_now", "robots", "limited", "slow", "unsure", "works", "")
    return link.verdict in watched or (
        link.verdict == "members" and holder.needs_account
    )


def _why_watch(link: LinkState, holder: Holder, is_more: bool) -> str:
    if link.verdict == "members" and holder.needs_account:
        return "watch_known"
    fallback = "watch" if is_more else "none"
    named = {"moved_now", "robots", "limited", "slow", "unsure"}
    return f"watch_{link.verdict}" if link.verdict in named else fallback


def _broken(link: LinkState, holder: Holder) -> Iterator[Proposal]:
    right = corrected(link.url)
    if right and right not in {one.url for one in holder.links}:
        sure = CERTAIN if link.verdict == "malformed" else 90
        yield Proposal("address", sure, "spelling", link.url, right)
    yield from _other_links(link, holder)
    if link.archive_url and link.verdict not in ("malformed", "unsafe"):
        yield Proposal(
            "archive", 85, "copy", link.url, link.archive_url, on=link.archive_on
        )
    yield from _other_resources(holder)


def _other_links(link: LinkState, holder: Holder) -> Iterator[Proposal]:
    others = {one.url: one for one in holder.links if one.url != link.url}
    for other in others.values():
        is_page = other.id != link.id and other.kind != "archive"
        if link.is_primary and is_page and other.verdict in LEADS:
            alike = contains(other.page_title, holder.title)
            sure = alike if other.page_title and alike < 50 else max(alike, 92)
            yield Proposal("other", sure, "other", link.url, other.url, link=other.id)


def _other_resources(holder: Holder) -> Iterator[Proposal]:
    if holder.newer is not None:
        yield Proposal("newer", 80, "newer", other=holder.newer)
    if holder.instead is not None:
        yield Proposal("swap", 70, "instead", other=holder.instead)


def _moved(link: LinkState, holder: Holder) -> Iterator[Proposal]:
    if not link.target or link.target == link.url:
        return
    if holder.owner is not None:
        yield Proposal(
            "merge", 90, "same_target", link.url, link.target, other=holder.owner
        )
        return
    same = [one for one in holder.links if one.url == link.target]
    if same and link.is_primary:
        new = same[0]
        yield Proposal("other", CERTAIN, "other", link.url, new.url, link=new.id)
        return
    if same:
        return
    yield _to_target(link, holder)


def _to_target(link: LinkState, holder: Holder) -> Proposal:
    if link.verdict == "moved_now":
        return Proposal("target", 40, "for_now", link.url, link.target)
    if is_front_page(link.target) and is_deep(link.url):
        sure = max(20, min(contains(link.page_title, holder.title), 95))
        return Proposal("target", sure, "front_page", link.url, link.target)
    return Proposal("target", CERTAIN, "for_good", link.url, link.target)


def _unclear(link: LinkState, holder: Holder) -> Iterator[Proposal]:
    if link.verdict == "members":
        if not holder.needs_account:
            yield Proposal("members", 90, "members")
        yield from _other_links(link, holder)
        yield from _other_resources(holder)
