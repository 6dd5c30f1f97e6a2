"""The words of one item: its text without marks, and the links in it.

One pass from left to right. Every pattern takes what it matches for good (no way back)
or has a limit, so the cost is linear in the length.
"""

from collections.abc import Callable, Mapping, Sequence

from curating.lists.addresses import trimmed
from curating.lists.inline_parts import (
    BARE,
    BETWEEN_ANGLES,
    ENTITY,
    LABEL_BEFORE,
    MAX_OPEN,
    MAX_TITLE,
    NAMED_BEFORE,
    REFERENCE,
    SPECIAL,
    TAG,
    Inline,
    Opener,
    Piece,
    Places,
    RawLink,
    address_at,
    attributes,
    begins_inside,
    has_more,
    plain,
    runs_of_ticks,
    stays,
)
from curating.lists.refusals import MAX_LINKS, ListRefused
from curating.lists.types import LeftReason


def read_inline(
    pieces: Sequence[Piece], definitions: Mapping[str, str] | None = None
) -> Inline:
    """The text and the links of these pieces. definitions: label to address."""
    if len(pieces) == 1 and not SPECIAL.search(pieces[0].text):
        return Inline(pieces[0].text, starts=[(0, pieces[0].line)])
    return _Scanner(pieces, definitions or {}).run()


class _Scanner:
    def __init__(self, pieces: Sequence[Piece], definitions: Mapping[str, str]) -> None:
        self.pieces = pieces
        self.source = "\n".join(piece.text for piece in pieces)
        self.definitions = definitions
        self.out: list[str] = []
        self.size = 0
        self.places = Places(pieces)
        self.result = Inline(starts=[(0, pieces[0].line)] if pieces else [])
        self.open: list[Opener] = []
        self.anchor: Opener | None = None
        self.ticks = runs_of_ticks(self.source)
        self.readers: Mapping[str, Callable[[int], int]] = {
            "\\": self.escape,
            "`": self.code,
            "!": self.picture,
            "[": self.opening,
            "]": self.closing,
            "<": self.angle,
            "&": self.entity,
            "\n": self.new_line,
            **dict.fromkeys("*_~", self.emphasis),
        }

    def run(self) -> Inline:
        at = 0
        source = self.source
        while special := SPECIAL.search(source, at):
            self.say(source[at : special.start()])
            at = self.readers.get(special[0], self.bare)(special.start())
        self.say(source[at:])
        self.end_anchor()
        self.result.text = "".join(self.out)
        return self.result

    def say(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.size += len(text)

    def say_one(self, at: int) -> int:
        self.say(self.source[at])
        return at + 1

    def escape(self, at: int) -> int:
        follows = self.source[at + 1 : at + 2]
        if follows and not follows.isalnum() and not follows.isspace():
            self.say(follows)
            return at + 2
        return self.say_one(at)

    def code(self, at: int) -> int:
        """Words in code are words; a run of ticks without its end is left out."""
        length = 1
        while self.source.startswith("`", at + length):
            length += 1
        ends = self.ticks.get(length, [])
        while ends and ends[-1] <= at:
            ends.pop()
        if not ends:
            return at + length
        self.hide("in_code", at, ends[-1])
        self.say(self.source[at + length : ends[-1]].replace("\n", " "))
        return ends[-1] + length

    def picture(self, at: int) -> int:
        if not self.source.startswith("[", at + 1):
            return self.say_one(at)
        self.wait(Opener(self.size, at, len(self.result.links), image=True))
        return at + 2

    def opening(self, at: int) -> int:
        if self.source.startswith("[^", at) and (
            foot := REFERENCE.match(self.source, at)
        ):
            return foot.end()
        self.wait(Opener(self.size, at, len(self.result.links)))
        self.say("[")
        return at + 1

    def wait(self, opener: Opener) -> None:
        if len(self.open) == MAX_OPEN:
            self.open.clear()
        self.open.append(opener)

    def closing(self, at: int) -> int:
        if not self.open:
            return self.say_one(at)
        opener = self.open.pop()
        if self.size - opener.out > MAX_TITLE:
            return self.say_one(at)
        label = self.said(opener.out + (0 if opener.image else 1))
        target = self.target(at + 1, label)
        if target is None:
            self.say("]")
            return at + 1
        written, end = target
        if has_more(self.source[at + 1 : end], [plain(written)]):
            self.hide("in_comment", at + 2 + len(written), end)
        self.take_back(opener, written)
        self.link(opener, written, label)
        return end

    def target(self, at: int, label: str) -> tuple[str, int] | None:
        """The address behind a closing bracket, and where it ends."""
        if found := address_at(self.source, at):
            return found
        reference = REFERENCE.match(self.source, at)
        name = (reference[1] if reference else "") or label
        key = " ".join(name.lower().split())
        if key in self.definitions:
            self.result.used.add(key)
            return self.definitions[key], reference.end() if reference else at
        return None

    def said(self, start: int) -> str:
        """What was said since this place of the text; joins what is kept."""
        kept = []
        size = self.size
        while self.out and size > start:
            piece = self.out.pop()
            size -= len(piece)
            kept.append(piece)
        text = "".join(reversed(kept))
        if size < start:
            self.out.append(text[: start - size])
            text = text[start - size :]
        if text:
            self.out.append(text)
        return text

    def take_back(self, opener: Opener, written: str) -> None:
        """The bracket leaves the text, and with it the same address as a title."""
        self.result.links[opener.links :] = [
            link
            for link in self.result.links[opener.links :]
            if not (link.bare and link.written in written)
        ]
        label = self.said(opener.out)
        if label:
            self.out.pop()
        self.size = opener.out
        self.say(label if opener.image else label.removeprefix("["))
        if not opener.image:
            for link in self.result.links[opener.links :]:
                start, end = link.place
                link.place = max(opener.out, start - 1), max(opener.out, end - 1)

    def link(self, opener: Opener, written: str, label: str) -> None:
        line, column = self.places.of(opener.begin)
        title = " ".join(label.split())
        link = RawLink(
            plain(written.strip()), title, line, column, (opener.out, self.size)
        )
        link.image = opener.image
        self.keep(link)

    def keep(self, link: RawLink) -> None:
        if len(self.result.links) == MAX_LINKS:
            raise ListRefused(link.line, "too_many_links", limit=MAX_LINKS)
        self.result.links.append(link)

    def angle(self, at: int) -> int:
        if address := BETWEEN_ANGLES.match(self.source, at):
            self.bare_link(at, address[1])
            return address.end()
        if self.source.startswith("<!--", at):
            end = self.source.find("-->", at)
            return self.say_one(at) if end < 0 else self.comment(at, end)
        tag = TAG.match(self.source, at)
        if not tag:
            return self.say_one(at)
        first = len(self.result.links)
        self.tag(at, tag[2].lower(), bool(tag[1]), tag[3])
        known = [link.written for link in self.result.links[first:]]
        known += [self.anchor.address or ""] if self.anchor else []
        if has_more(tag[0], known):
            self.hide("in_code", at, tag.end())
        return tag.end()

    def comment(self, at: int, end: int) -> int:
        self.hide("in_comment", at, end)
        return end + 3

    def hide(self, reason: LeftReason, at: int, end: int) -> None:
        """Addresses in what is no text are noted, with the reason."""
        text = self.source[at:end]
        if "http" in text.lower():
            self.result.hidden.append((reason, Piece(text, *self.places.of(at))))

    def tag(self, at: int, name: str, closes: bool, rest: str) -> None:
        if name == "a":
            self.end_anchor()
        if name == "a" and not closes and (address := attributes(rest).get("href")):
            self.anchor = Opener(self.size, at, len(self.result.links), address=address)
        elif name == "img":
            named = attributes(rest)
            opener = Opener(self.size, at, len(self.result.links), image=True)
            self.say(named.get("alt", ""))
            self.link(opener, named.get("src", ""), named.get("alt", ""))
        elif name in {"br", "p", "div", "td", "li"}:
            self.say(" ")

    def end_anchor(self) -> None:
        if self.anchor:
            opener, self.anchor = self.anchor, None
            opener.out = min(opener.out, self.size)
            self.link(opener, opener.address or "", self.said(opener.out))

    def entity(self, at: int) -> int:
        if not (found := ENTITY.match(self.source, at)):
            return self.say_one(at)
        self.say(plain(found[0]).replace("\xa0", " "))
        return found.end()

    def new_line(self, at: int) -> int:
        self.say(" ")
        index = len(self.result.starts)
        self.result.starts.append((self.size, self.pieces[index].line))
        return at + 1

    def emphasis(self, at: int) -> int:
        """Marks of emphasis go; a star, line or wave between words stays."""
        mark = self.source[at]
        end = at
        while self.source.startswith(mark, end):
            end += 1
        if stays(self.source, at, end):
            self.say(self.source[at:end])
        return end

    def bare(self, at: int) -> int:
        found = BARE.match(self.source, at)
        address = trimmed(found[0]) if found else ""
        if len(address) < 8 or begins_inside(self.source, at):
            return self.say_one(at)
        self.bare_link(at, address)
        return at + len(address)

    def bare_link(self, at: int, address: str) -> None:
        """A link without a title: named by the words that lead to it, if they do."""
        before = self.said(max(0, self.size - 100))
        named = NAMED_BEFORE.search(before) or LABEL_BEFORE.search(before)
        place = self.size, self.size
        title = ""
        if named:
            shift = self.size - len(before)
            place = shift + named.start(1), shift + named.end(1)
            title = " ".join(named[1].split())
        line, column = self.places.of(at)
        self.keep(RawLink(plain(address), title, line, column, place, bare=True))
