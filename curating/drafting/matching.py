"""Which resource of the catalogue a title may mean: by words, then by likeness."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from curating.drafting.types import Match

LIKE = 84
"""Per cent of likeness from which somebody is asked."""
MOST = 3
CANDIDATES = 300
RAREST = 4
VAGUE = re.compile(
    r"^(?:(?:this|the|that|these|here|my|an?|official|basic|best|some|more|full|on)\b\W*)*"
    r"(?:(?:blog|video|article|post|book|course|link|lecture|tutorial|website|site|page"
    r"|playlist|paper|notes?|slides|guide|series|doc|documentation|pdf|here)s?)?\W*\d*$"
)


def folded(text: str) -> str:
    """Small letters and digits without accents, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w{1,60}", plain))


def is_vague(title: str) -> bool:
    """Whether the words name no resource: this blog, video 2, official tutorials."""
    return bool(VAGUE.match(folded(title)[:100]))


class Titles:
    """All titles of a catalogue, by their words. Making it is linear in their size."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """rows: key, title, authors."""
        self.titles: list[tuple[str, str, str]] = []
        self.places: dict[str, list[int]] = defaultdict(list)
        self.keys: dict[str, list[str]] = defaultdict(list)
        for key, title, authors in rows:
            short = folded(title)
            for word in set(short.split()):
                self.places[word].append(len(self.titles))
            self.titles.append((key, short, f"{short} {folded(authors)}"))
            self.keys[short].append(key)

    def called(self, text: str) -> tuple[Match, ...]:
        """The one of which this is the whole title; else those that are like it."""
        keys = self.keys.get(folded(text), [])
        return (
            (Match(key=keys[0], confidence=100),) if len(keys) == 1 else self.near(text)
        )

    def near(self, text: str) -> tuple[Match, ...]:
        """The titles most like it, best first; at most CANDIDATES are compared."""
        if is_vague(text):
            return ()
        wanted = folded(text)[:300]
        found: list[tuple[int, str]] = []
        for place in self.candidates(wanted):
            key, title, with_authors = self.titles[place]
            like = max(
                fuzz.token_sort_ratio(wanted, title),
                fuzz.token_sort_ratio(wanted, with_authors),
            )
            if like >= LIKE:
                found.append((-round(min(like, 99)), key))
        return tuple(
            Match(key=key, confidence=-like) for like, key in sorted(found)[:MOST]
        )

    def candidates(self, wanted: str) -> list[int]:
        """Those that share one of its rarest words."""
        words = {word for word in wanted.split() if word in self.places}
        rarest = sorted(words, key=lambda word: (len(self.places[word]), word))
        found: dict[int, None] = {}
        for word in rarest[:RAREST]:
            room = CANDIDATES - len(found)
            found.update(dict.fromkeys(self.places[word][:room]))
        return list(found)
