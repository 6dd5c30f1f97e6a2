"""What a page says, as far as it may take room. Pure."""

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from html.parser import HTMLParser

# zlib finds out by itself whether it is gzip or zlib.
EITHER = 47
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
PLAIN = frozenset({"", "identity"})
# Words and not marks count as what a page says, and no more than these.
WORDS_READ = 400
TITLE_LENGTH = 200
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
    """What a page of HTML says; nothing for other sorts."""
    if "html" not in content_type.lower():
        return Said("", "")
    reader = _Reader()
    reader.feed(_text(body, content_type))
    title = " ".join("".join(reader.title).split())[:TITLE_LENGTH]
    words = " ".join(" ".join(reader.words).split()[:WORDS_READ])
    return Said(title.replace("\x00", ""), words)


def _text(body: bytes, content_type: str) -> str:
    """In one of the encodings that pages have; some of Python's take long to read."""
    named = CHARSET.search(content_type + body[:1024].decode("latin-1"))
    try:
        return body.decode(named[1] if named else "utf-8", errors="replace")
    except LookupError:
        return body.decode("utf-8", errors="replace")


class _Reader(HTMLParser):
    """Collects the first title and the words that are seen."""

    UNSEEN = frozenset({"script", "style", "template", "noscript", "svg"})

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.words: list[str] = []
        self._open = ""
        self._has_title = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in self.UNSEEN or (tag == "title" and not self._has_title):
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._has_title |= tag == "title"
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title.append(data)
        elif not self._open and len(self.words) < WORDS_READ:
            self.words.append(data)
