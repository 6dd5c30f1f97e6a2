"""What a page says, as far as it may take room. Pure."""

import hashlib
import html
import re
import zlib
from dataclasses import dataclass, field

# zlib finds out by itself whether it is gzip or zlib.
EITHER = 47
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
PLAIN = frozenset({"", "identity"})
# Words and not marks count as what a page says, and no more than these.
WORDS_READ = 400
WORDS_LENGTH = 4000
TITLE_LENGTH = 200
UNSEEN = frozenset({"script", "style", "template", "noscript", "svg"})
# A tag ends before the next one begins: nothing is looked through twice.
TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>|([^<]+)", re.IGNORECASE)
CHARSET = re.compile(
    r"charset=[\"']?(iso-8859-\d+|windows-125\d|shift_jis|euc-(?:jp|kr)|gb2312"
    r"|gbk|gb18030|big5|koi8-[ru])\b",
    re.IGNORECASE,
)


@dataclass
class Body:
    """Bytes of a page, unpacked; never more than room.

    Where they are packed otherwise than we asked for, nothing is kept.
    """

    encoding: str
    room: int
    parts: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.encoding = self.encoding.strip().lower()
        self._unpacker = zlib.decompressobj(EITHER)

    @property
    def content(self) -> bytes:
        return b"".join(self.parts)

    def take(self, chunk: bytes) -> bool:
        """Keep what fits; False if no more is wanted."""
        data = self._unpacked(chunk)
        if data is None:
            return False
        data = data[: self.room]
        self.parts.append(data)
        self.room -= len(data)
        return self.room > 0

    def _unpacked(self, chunk: bytes) -> bytes | None:
        if self.encoding in PLAIN:
            return chunk
        if self.encoding not in PACKED:
            return None
        try:
            return self._unpacker.decompress(chunk, self.room)
        except zlib.error:
            return None


@dataclass(frozen=True, slots=True)
class Said:
    """Title and words of a page. mark: equal for two pages that say the same."""

    title: str
    words: str

    @property
    def mark(self) -> str:
        """ "" for a page that says nothing."""
        if not self.title and not self.words:
            return ""
        text = re.sub(r"\d+", "0", f"{self.title}\n{self.words}").lower()
        return hashlib.sha256(text.encode()).hexdigest()


def said(body: bytes, content_type: str) -> Said:
    """What a page of HTML says; nothing for other sorts.

    Takes time and room in proportion to the page, whatever is written in it.
    """
    if "html" not in content_type.lower():
        return Said("", "")
    title: list[str] = []
    words: list[str] = []
    inside = ""
    has_title = False
    for token in TOKEN.finditer(_text(body, content_type)):
        closes, tag, text = token[1], (token[2] or "").lower(), token[3]
        if text and inside == "title":
            title.append(text)
        elif text and not inside and len(words) < WORDS_READ:
            words.append(text)
        elif tag and not closes and (tag in UNSEEN or tag == "title" and not has_title):
            inside = inside or tag
        elif tag and closes and tag == inside:
            has_title |= tag == "title"
            inside = ""
    return Said(_line(title, TITLE_LENGTH), _line(words, WORDS_LENGTH))


def _line(parts: list[str], length: int) -> str:
    """One line without marks that do not print."""
    text = html.unescape(" ".join(parts)[: 4 * length])
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[
        :length
    ]


def _text(body: bytes, content_type: str) -> str:
    """In one of the encodings that pages have; some of Python's take long to read."""
    named = CHARSET.search(content_type + body[:1024].decode("latin-1"))
    try:
        return body.decode(named[1] if named else "utf-8", errors="replace")
    except LookupError:
        return body.decode("utf-8", errors="replace")
