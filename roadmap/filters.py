"""What a reader asked the catalogue for: query string to filters, and back.

Reading never fails. What is not known is left out and named, so that the page can
say so.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from roadmap.facets import FACETS
from roadmap.search import QUERY_CHARACTERS, words_of

BEST, USED, TITLE, SHORTEST, NEWEST = "best", "used", "title", "shortest", "newest"
SORTS = (USED, TITLE, SHORTEST, NEWEST)
CHOSEN_AT_MOST = 20
PAGE_DIGITS = 6
NAMED_AT_MOST, NAMED_CHARACTERS = 3, 40

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Filters:
    """One view of the catalogue. Equal filters have one address.

    chosen: facet -> values, in the order of FACETS and as asked for. sort: one of
    SORTS, or BEST where words are searched for. page: from 1. is_cut: more words were
    asked for than are read. ignored: what was asked for and is not known here, as it
    was written.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = USED
    page: int = 1
    is_cut: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def usual_sort(self) -> str:
        return BEST if self.words else USED

    @property
    def address(self) -> str:
        """The query string of this view, from its question mark; no defaults."""
        pairs: list[tuple[str, str | int]] = [("q", self.words)] if self.words else []
        pairs += [(facet, v) for facet in FACETS for v in self.chosen.get(facet, ())]
        if self.sort != self.usual_sort:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", self.page))
        return "?" + urlencode(pairs)

    def on_page(self, page: int) -> "Filters":
        return replace(self, page=page)

    def for_words(self, words: str) -> "Filters":
        """The same facets with other words, from the first page on."""
        other = replace(self, words=words, page=1)
        if self.sort == self.usual_sort:
            other = replace(other, sort=other.usual_sort)
        return other

    def without(self, facet: str, value: str | None = None) -> "Filters":
        """Without one value of a facet, or without the facet; from the first page."""
        chosen = dict(self.chosen)
        left = tuple(v for v in chosen.pop(facet, ()) if value and v != value)
        if left:
            chosen[facet] = left
        return replace(self, chosen=chosen, page=1)


def read(query: Query, known: Mapping[str, Collection[str]]) -> Filters:
    """The filters that a query string asks for. known: facet -> values there are.

    Parameters that are none of ours are passed over in silence.
    """
    ignored: list[str] = []
    text = " ".join(" ".join(query.get("q", ())[:1]).split())
    words = _words(text, ignored)
    sort = _sort(query.get("sort", ()), words, ignored)
    page = _page(query.get("page", ()), ignored)
    chosen = {}
    for facet in FACETS:
        values = _values(query.get(facet, ()), known.get(facet, ()), ignored)
        if values:
            chosen[facet] = values
    return Filters(
        words=words,
        chosen=chosen,
        sort=sort,
        page=page,
        is_cut=bool(words) and len(text) > QUERY_CHARACTERS,
        ignored=tuple(value[:NAMED_CHARACTERS] for value in ignored[:NAMED_AT_MOST]),
    )


def _words(text: str, ignored: list[str]) -> str:
    """The part of text that is searched for; nothing if there is no word in it."""
    words = text[:QUERY_CHARACTERS].rstrip()
    if words_of(words):
        return words
    if text:
        ignored.append(text)
    return ""


def _sort(asked: Sequence[str], words: str, ignored: list[str]) -> str:
    usual = BEST if words else USED
    sort = asked[0] if asked else ""
    if sort in SORTS:
        return sort
    if sort and sort != BEST:
        ignored.append(sort)
    return usual


def _page(asked: Sequence[str], ignored: list[str]) -> int:
    number = asked[0] if asked else ""
    if number.isascii() and number.isdigit() and len(number) <= PAGE_DIGITS:
        return max(int(number), 1)
    if number:
        ignored.append(number)
    return 1


def _values(
    asked: Sequence[str], known: Collection[str], ignored: list[str]
) -> tuple[str, ...]:
    """The known values, each once. The order of asking is that of the chips."""
    once = dict.fromkeys(value for value in asked if value)
    ignored += [value for value in once if value not in known]
    return tuple(value for value in once if value in known)[:CHOSEN_AT_MOST]


def words_without(words: str, missing: Collection[str]) -> str:
    """The words without those that come to one of missing when compared."""
    kept = [word for word in words.split() if not set(words_of(word)) & set(missing)]
    return " ".join(kept)
