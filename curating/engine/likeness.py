"""How alike two titles are, and which resources may be one and the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

# Words of a title that tell nothing from another.
SMALL = frozenset(
    (
        *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to"),
        *("course", "edition", "intro", "introduction", "online", "tutorial", "with"),
    )
)
ALIKE = 75  # percent, from which two titles may mean the same
COMMON = 8  # a word of more titles than this tells nothing
# Sites whose addresses differ behind the question mark only.
BY_QUERY = ("youtube.com/", "news.ycombinator.com/", "google.com/")


@dataclass(frozen=True, slots=True)
class Known:
    """A resource as far as likeness goes. related: keys it is tied to already. uses:
    in how many places steps ask for it. addresses: canonical."""

    key: str
    title: str
    authors: str
    kind: str
    uses: int
    addresses: tuple[str, ...]
    related: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Twins:
    """Two resources that look like one: kept is asked for more often. sure: percent;
    by_address: their addresses are one up to what stands behind the question mark."""

    gone: str
    kept: str
    sure: int
    by_address: bool


def words_of(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, in lower case."""
    found = re.findall(r"[^\W_]+", title.casefold())
    return frozenset(found) - SMALL or frozenset(found)


def likeness(one: str, other: str) -> int:
    """Percent of the telling words of two titles that both have; 0 where their
    numbers differ, because parts and years are not the same thing."""
    ours, theirs = words_of(one), words_of(other)
    if not ours or not theirs or _numbers(ours) != _numbers(theirs):
        return 0
    return 100 * len(ours & theirs) // len(ours | theirs)


def contains(page: str, title: str) -> int:
    """Percent of a title's telling words that the title of a page has."""
    ours = words_of(title)
    return 100 * len(ours & words_of(page)) // len(ours) if ours else 0


def _numbers(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if any(map(str.isdigit, word)))


def twins(resources: Sequence[Known]) -> list[Twins]:
    """Pairs that look like one resource, the surest first.

    Compared are only those that share an address up to its query, or a word that few
    titles have: O(n) buckets of bounded size, so that six thousand take a second.
    """
    known = {one.key: one for one in resources}
    found = {}
    for pair in sorted(_candidates(resources)):
        one, other = known[pair[0]], known[pair[1]]
        told = None if other.key in one.related else _told(one, other)
        if told:
            found[pair] = told
    return sorted(found.values(), key=lambda one: (-one.sure, one.gone, one.kept))


def _told(one: Known, other: Known) -> Twins | None:
    by_address = bool(_bare(one) & _bare(other))
    alike = likeness(one.title, other.title)
    if one.key in other.related or alike < (50 if by_address else ALIKE):
        return None
    if not by_address and (one.kind != other.kind or not _same_authors(one, other)):
        return None
    gone, kept = sorted((one, other), key=lambda known: (known.uses, -len(known.key)))
    return Twins(gone.key, kept.key, 100 if by_address else min(alike, 95), by_address)


def _same_authors(one: Known, other: Known) -> bool:
    ours, theirs = words_of(one.authors), words_of(other.authors)
    return not one.authors or not other.authors or bool(ours & theirs)


def _bare(one: Known) -> frozenset[str]:
    """Addresses up to the query, where a path tells the page."""
    return frozenset(
        bare
        for address in one.addresses
        if (bare := address.partition("?")[0].rstrip("/")).count("/")
        and not bare.startswith(BY_QUERY)
    )


def _candidates(resources: Sequence[Known]) -> Iterator[tuple[str, str]]:
    """Pairs of keys, in order, some of them more than once before the set."""
    counted = Counter(word for one in resources for word in words_of(one.title))
    buckets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in resources:
        for bare in _bare(one):
            buckets["address", bare].append(one.key)
        telling = words_of(one.title)
        buckets["title", " ".join(sorted(telling))].append(one.key)
        for word in telling:
            if counted[word] <= COMMON:
                buckets["word", word].append(one.key)
    pairs: set[tuple[str, str]] = set()
    for keys in buckets.values():
        pairs.update(combinations(sorted(set(keys))[: 2 * COMMON], 2))
    yield from pairs
