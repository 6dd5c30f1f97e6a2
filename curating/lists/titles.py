"""A short title and a kind for what one item asks for."""

import re
import unicodedata
from collections.abc import Sequence

from curating.lists.columns import meaning
from curating.lists.types import Item, Link, StepKind

SHORT = 80
LONGEST = 100
REMARK = re.compile(
    r"\s\((?:optional|recommended|~?\d{1,4}[\d\s.-]{0,10}(?:h|hrs?|hours?|min\w{0,4}"
    r"|weeks?|days?))\b[^()]{0,40}\)$",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"^(?:this one by .{0,60}|this|that|these|here|link|lectures?|video|videos|blog"
    r"|course|website|site"
    r"|article|book|tutorial|playlist|pdf|slides|notes|click here|more|page|source|alt"
    r"|chat|best courses?|official)(?: (?:one|here|video|blog|course|article|book|link"
    r"|playlist|page|post|tutorial|\d+))?$",
    re.IGNORECASE,
)
REFERRED = re.compile(r"\b(?:refer|see|look (?:up|at)|check)\b", re.IGNORECASE)
BREAK = re.compile(r" -{1,2} | [\u2013\u2014] |: | \((?=~?\d)|\. ")
CLAUSE = re.compile(
    r"^(?:once|before|after|if|when|now|as|while|in case|since|having)\b[^,.]{0,120}?"
    r"(?:, | then )",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:it(?:'s| is) (?:advisable|recommended|best|good|a good idea) to |please "
    r"|(?:you|we|i) (?:are ready to|have to|need to|can|should|could|may|might|will"
    r"|would)(?: now| also| then)* |then |now |next |start (?:with|by) "
    r"|(?:go|going) through |(?:some of |one of )?the |a |an |some of )",
    re.IGNORECASE,
)
SKIPPED = re.compile(
    r"^(?:you (?:can|may) )?skip (?:the )?(.{3,100}?) "
    r"(?:and do it |for now|until |at )",
    re.IGNORECASE,
)
KINDS: Sequence[tuple[StepKind, re.Pattern[str]]] = (
    (
        "habit",
        re.compile(
            r"^(?:keep (?:\w+ )?(?:up|reading|updated|practi[sc]ing)|follow |stay "
            r"|every (?:day|week)|daily |subscribe|blogs? to read"
            r"|newsletters?\b|podcasts?\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "support",
        re.compile(
            r"^(?:ask (?:for|your|a|seniors|questions|people)|get help|find a mentor"
            r"|join (?:the|a|our) (?:community|group|forum|chat|discord|slack))",
            re.IGNORECASE,
        ),
    ),
    (
        "project",
        re.compile(
            r"^(?:(?:a |the |final |small |capstone |mini |your |first )*"
            r"projects?\b"
            r"|build |code |implement |create |develop |program |write (?:a|your) "
            r"|compete |kaggle\b|capstone|assignments?\b|hackathon|make (?:a|your) )"
            r"|\b(?:project|assignment|capstone)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "practice",
        re.compile(
            r"^(?:practi[sc]e|exercis|solve |problem sets?|drills?|katas?|quiz"
            r"|train |do the exercises)",
            re.IGNORECASE,
        ),
    ),
)


def title_of(item: Item, links: Sequence[Link]) -> tuple[str, int]:
    """(title, how sure) of an item; links: its own that are resources."""
    if item.kind == "row":
        return _title_of_row(item, links)
    text = " ".join(item.text.split())
    if item.kind in {"heading", "node"} and text:
        return shortened(text), 100
    first = links[0] if links else None
    if first and first.title and item.places[item.links.index(first.number)][0] == 0:
        return shortened(first.title), 95
    head = BREAK.split(text, maxsplit=1)[0].strip(" :,;")
    head = head.rstrip(".")
    if 0 < len(head) <= SHORT and not _is_prose(head):
        return _capital(head), 90
    named = [
        link.title
        for link in links
        if link.title and not VAGUE.match(link.title) and not _only_referred(item, link)
    ]
    if len(named) == 1 and text:
        return shortened(named[0]), 75
    if text:
        return _from_sentence(text), 60
    return (shortened(first.title or first.address), 70) if first else ("", 0)


def _title_of_row(item: Item, links: Sequence[Link]) -> tuple[str, int]:
    """The column that names it, or the first that says anything."""
    said = [(meaning(name), text.strip()) for name, text in item.cells if text.strip()]
    for wanted in ("title", "", "link", "when", "notes"):
        for code, text in said:
            if code == wanted and not text.isdigit():
                linked = next((one.title for one in links if one.title), "")
                text = linked if linked and text.startswith(linked) else text
                return shortened(text), 95 if wanted == "title" else 85
    if links:
        return shortened(links[0].title or links[0].address), 70
    return (shortened(said[0][1]), 50) if said else ("", 0)


def _only_referred(item: Item, link: Link) -> bool:
    start = item.places[item.links.index(link.number)][0]
    return bool(REFERRED.search(item.text[max(0, start - 40) : start]))


def _is_prose(text: str) -> bool:
    return bool(CLAUSE.match(f"{text}, ") or LEAD.match(text)) or text.count(" ") > 9


def _from_sentence(text: str) -> str:
    if skipped := SKIPPED.match(text[:300]):
        return shortened(skipped[1])
    sentence = re.split(r"(?<=[.!?]) ", text[:600], maxsplit=1)[0]
    said = CLAUSE.sub("", sentence, count=1)
    for _ in range(6):
        shorter = LEAD.sub("", said, count=1)
        if shorter == said or not shorter:
            break
        said = shorter
    return shortened(_capital(said.strip(" .,;:")))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].islower() else text


def shortened(text: str) -> str:
    """At most LONGEST characters, cut between words; without remarks on time."""
    text = " ".join(text.split())
    text = REMARK.sub("", text) or text
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST].rpartition(" ")[0] or text[: LONGEST - 1]
    return f"{cut.rstrip(' ,;:.-')}\u2026"


def kind_of(title: str, text: str) -> StepKind:
    """What sort of step the title, or the first words of the text, ask for."""
    for kind, pattern in KINDS:
        if pattern.search(title[:120]) or pattern.match(text[:120].lstrip()):
            return kind
    return "study"


def slug(text: str) -> str:
    """Small letters, numbers and hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]{1,60}", plain.decode().replace("'", ""))
    return "-".join(words)[:60].strip("-") or "step"


class Keys:
    """Gives each title a key of its own: bread, bread-2, bread-3."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.last: dict[str, int] = {}

    def of(self, title: str) -> str:
        base = slug(title)
        key = base
        while key in self.taken:
            self.last[base] = self.last.get(base, 1) + 1
            key = f"{base}-{self.last[base]}"
        self.taken.add(key)
        return key
