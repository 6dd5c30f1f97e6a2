"""What words and links are made of: patterns, and the values they are read into."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate

from curating.lists.types import LeftReason

SPECIAL = re.compile(r"[\\`!\[\]<*_~&\n]|https?://|www\.(?=\w)", re.IGNORECASE)
TARGET = re.compile(
    r"\(\s*+(?:<([^<>\n]{0,2000}+)>|((?:[^\s()]{1,2000}+|\([^\s()]{0,500}+\)){0,20}+))"
    r"(?:\s++(?:\"[^\"]{0,500}+\"|'[^']{0,500}+'|\([^()]{0,500}+\)))?\s*+\)"
)
# Brackets that do not match, or spaces in the address: taken until the first bracket.
BROKEN = re.compile(r"\(([^)\n]{0,500}+)\)")
LOOKS_LIKE_ADDRESS = re.compile(r"^[(<\s]{0,3}(?:https?:/|www\.)", re.IGNORECASE)
REFERENCE = re.compile(r"\[([^\[\]]{0,200}+)\]")
BARE = re.compile(r"(?:https?://|www\.)[^\s<>\"`\[\]|\\^{}]{1,2000}+", re.IGNORECASE)
BETWEEN_ANGLES = re.compile(r"<((?:https?|mailto):[^\s<>]{1,2000}+)>", re.IGNORECASE)
TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20}+)"
    r"((?:[^<>\"']{1,2000}+|\"[^\"<]{0,2000}+\"|'[^'<]{0,2000}+'){0,60}+)>"
)
ATTRIBUTE = re.compile(
    r"([a-zA-Z-]{1,30}+)\s{0,5}+=\s{0,5}+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,20});")
NAMED_BEFORE = re.compile(r"(?:^|[\s(*])([A-Z][\w+#.'-]{1,40}) ?\($")
LABEL_BEFORE = re.compile(r"(?:^|[.!?;] )([^.!?;:()]{2,80})(?::| -| –) ?\(?$")

MAX_OPEN = 40  # brackets that wait for their end
MAX_TITLE = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line of the source, from a column on."""

    text: str
    line: int
    column: int = 1


@dataclass(slots=True)
class RawLink:
    """A link in a text. place: of its title in the text; written "" = not resolved."""

    written: str
    title: str
    line: int
    column: int
    place: tuple[int, int]
    image: bool = False
    bare: bool = False


@dataclass(slots=True)
class Inline:
    """What was read: the text, its links, and where each line begins in it.

    used: labels of references; hidden: comments and code with addresses in them.
    """

    text: str = ""
    links: list[RawLink] = field(default_factory=list)
    starts: list[tuple[int, int]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    hidden: list[tuple[LeftReason, Piece]] = field(default_factory=list)

    def join(self, other: "Inline", shift: int, line: int) -> None:
        """Takes over what was read of a cell whose text begins at shift."""
        for link in other.links:
            link.place = link.place[0] + shift, link.place[1] + shift
        self.links += other.links
        self.used |= other.used
        self.hidden += other.hidden
        if line != self.starts[-1][1]:
            self.starts.append((shift, line))


@dataclass(slots=True)
class Opener:
    """A bracket, or an HTML anchor with its address, that waits for its end."""

    out: int
    begin: int
    links: int
    image: bool = False
    address: str | None = None


class Places:
    """Where in the source each character of some pieces stands."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        lengths = (len(piece.text) + 1 for piece in pieces[:-1])
        self.begins = list(accumulate(lengths, initial=0))

    def of(self, at: int) -> tuple[int, int]:
        """(line, column) of the character at this place of the pieces."""
        index = bisect_right(self.begins, at) - 1
        piece = self.pieces[index]
        return piece.line, piece.column + at - self.begins[index]


def plain(text: str) -> str:
    """The text with its entities as characters; only whole ones, with a semicolon."""
    return ENTITY.sub(lambda found: unescape(found[0]), text)


def attributes(text: str) -> dict[str, str]:
    """Attributes of an HTML tag, names in lower case."""
    found = ATTRIBUTE.findall(text[:4_000])
    return {name.lower(): plain(a or b or c) for name, a, b, c in found}


def runs_of_ticks(text: str) -> dict[int, list[int]]:
    """By length, where runs of backticks begin, the last first."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`++", text):
        runs.setdefault(len(run[0]), []).append(run.start())
    for starts in runs.values():
        starts.reverse()
    return runs


def stays(text: str, at: int, end: int) -> bool:
    """Whether these stars, lines or waves are no marks of emphasis but text."""
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    inside = before.isalnum() and after.isalnum()
    apart = (not before or before.isspace()) and (not after or after.isspace())
    return apart or (text[at] == "_" and inside) or (text[at] == "~" and end - at == 1)


def begins_inside(text: str, at: int) -> bool:
    """Whether a "www." is only the end of another word."""
    return at > 0 and text[at] in "wW" and text[at - 1].isalnum()


def has_more(text: str, known: list[str]) -> bool:
    """Whether attributes hold addresses that are not in one of these."""
    if "http" not in text.lower():
        return False
    written = " ".join(known)
    return any(one not in written for one in BARE.findall(plain(text)))


def address_at(text: str, at: int) -> tuple[str, int] | None:
    """The address in brackets at this place, and where they end; broken ones too."""
    if strict := TARGET.match(text, at):
        return strict[1] if strict[1] is not None else strict[2], strict.end()
    broken = BROKEN.match(text, at)
    if broken and LOOKS_LIKE_ADDRESS.match(broken[1]):
        return broken[1].strip(), broken.end()
    return None
