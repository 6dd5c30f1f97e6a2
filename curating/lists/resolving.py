"""Which step of the list is meant by some words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from curating.lists.words.found import NUMBERS, ORDINALS

SMALL = frozenset(
    re.findall(
        r"\S+",
        "a an the of to in on for and or with by is are be your you this that it from"
        " at as course book class concept basics introduction intro learn learning some"
        " any about into using section part level skills knowledge good courses"
        " concepts complete clearly",
    )
)
ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|1st|2nd|3rd|[4-9]th)"
    r"(?: (two|three|four|five))?\b",
    re.IGNORECASE,
)
ANY = re.compile(r"^\W*(?:any|some|one of)\b", re.IGNORECASE)
MOST_STEPS = 50  # that share a word; a word of more steps tells nothing

MOST_IN_STAGE = 8
MOST_WORDS = 10  # of a text that are looked up


def plain(title: str) -> str:
    """Letters and numbers in lower case, to compare titles."""
    return " ".join(re.findall(r"[\w+#]{1,60}", title.lower()))


def words_of(text: str) -> list[str]:
    """Words that tell something, without endings of the plural."""
    found = re.findall(r"[a-z0-9+#]{1,40}", text.lower().replace("'s", ""))
    return [
        word[:-1] if len(word) > 3 and word.endswith("s") else word
        for word in found
        if word not in SMALL
    ]


class Resolver:
    """names: (key of a step, a title of it), the steps' own titles first.

    stages: titles of headings, with the steps below each.
    """

    def __init__(
        self,
        names: Sequence[tuple[str, str]],
        stages: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.stages = {
            " ".join(words_of(title)): tuple(keys)
            for title, keys in (stages or {}).items()
            if len(keys) <= MOST_IN_STAGE
        }
        self.titles: dict[str, list[str]] = {}
        self.exact: dict[str, str] = {}
        self.words: dict[str, list[str]] = {}
        self.sizes: dict[str, int] = {}
        for key, title in names:
            if key not in self.sizes:
                self.titles.setdefault(plain(title), []).append(key)
            if words := " ".join(words_of(title)):
                self.exact.setdefault(words, key)
            self._learn(key, title)

    def _learn(self, key: str, title: str) -> None:
        words = set(words_of(title))
        initials = "".join(
            word[0] for word in re.findall(r"[a-z]{3,40}", title.lower())
        )
        if 2 <= len(initials) <= 4:
            self.exact.setdefault(initials, key)
        if key not in self.sizes:
            self.sizes[key] = len(words)
            for word in words:
                self.words.setdefault(word, []).append(key)

    def resolve(
        self, text: str, listed: Sequence[str] = (), but: str | None = None
    ) -> tuple[tuple[str, ...], int]:
        """(keys, how sure): several for "the first two courses", none if not known.

        listed: the steps that ordinals count. but: the step that is spoken of.
        """
        if listed and (found := ORDINAL.search(text)):
            keys = _counted(found, listed)
            if keys:
                return keys, 80
        same = self.titles.get(plain(text) or "-", [])
        titled = [key for key in same[:MOST_STEPS] if key != but]
        if titled:
            return (titled[0],), 95 if len(titled) == 1 else 60
        words = words_of(text)
        if not words or ANY.match(text):
            return self._closest(words, but)
        exact = self.exact.get(" ".join(words))
        if exact and exact != but:
            return (exact,), 85
        stage = self.stages.get(" ".join(words), ())
        if stage and but not in stage:
            return stage, 75
        return self._closest(words, but)

    def _closest(
        self, words: list[str], but: str | None
    ) -> tuple[tuple[str, ...], int]:
        counts: Counter[str] = Counter()
        for word in list(dict.fromkeys(words))[:MOST_WORDS]:
            keys = self.words.get(word, [])
            if len(keys) <= MOST_STEPS:
                counts.update(keys)
            initial = self.exact.get(word)
            if initial and initial not in keys:
                counts[initial] += self.sizes.get(initial, 1)
        counts.pop(but or "", None)
        if not counts:
            return (), 0
        best = max(
            counts, key=lambda key: (counts[key] / self._span(key, words), counts[key])
        )
        share = counts[best] / min(self.sizes.get(best) or 1, len(set(words)))
        if share < 0.6:
            return (), 0
        return (best,), 75 if share >= 1 else 60

    def _span(self, key: str, words: list[str]) -> int:
        return max(1, self.sizes.get(key, 1), len(set(words)))


def _counted(found: re.Match[str], listed: Sequence[str]) -> tuple[str, ...]:
    place = ORDINALS[found[1].lower()]
    several = NUMBERS.get((found[2] or "one").lower(), 1)
    return tuple(listed[place - 1 : place - 1 + several])
