"""What a heading, or the words below it, say about a section."""

import re
from typing import Literal

SectionKind = Literal["", "about", "opening", "contents", "library", "path", "aside"]

_ABOUT = re.compile(
    r"^\W*(?:how to |the |our )?(?:contribut\w*|licen[cs]e|acknowledge?ments?|credits?"
    r"|sponsors?|donat\w*|about(?: (?:this|the|me)\b.*)?\W*$|change ?log"
    r"|code of conduct|authors?\b|maintainers?|feedback|star history|team\W*$|citation"
    r"|community\W*$|translations?\W*$|how to use|use this|faq|disclaimer|contact"
    r"|support us|what is this|why use|badges|status\W*$|meta\W*$|version)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:introduction|intro|overview|preface|foreword|welcome|summary|motivation"
    r"|prerequisites?|requirements?"
    r"|conclusion|the end|final words|why this list)\W*$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^\W*(?:table of )?contents?\W*$|^\W*toc\W*$|^\W*index\W*$", re.IGNORECASE
)
_LIBRARY = re.compile(
    r"^\W*(?:[\w/&']{1,30} ){0,3}(?:courses?|books?|blogs?|posts?|articles?"
    r"|tutorials?|videos?"
    r"|resources?|links?|references?|reading|papers?|podcasts?|tools?|websites?"
    r"|channels?|communities|newsletters?|reviews?|lectures?|playlists?|materials?"
    r"|cheat ?sheets?|libraries|extras?|bonus|misc\w*|others?)(?: and | & |/|\W|$)",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"\b(?:road ?map|(?:learning |study )?path(?:way)?|(?:study |learning |daily )?plan"
    r"|curriculum|syllabus|steps|schedule|check ?list|program(?:me)?|guide)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^\W*(?:notes?|tips?|hints?|further stud(?:y|ies)|remarks?|advice)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\W*(week|day|phase|stage|module|step|level|part|unit|month|semester|lesson"
    r"|chapter)s?\s{1,3}(\d{1,3})\b",
    re.IGNORECASE,
)

CHOICE = re.compile(
    r"\b(?:any one(?: of)?|any of (?:these|the following|them)|choose (?:any )?one"
    r"|pick (?:any )?one|(?:choose|pick) (?:between|from)"
    r"|one of (?:these|the following)"
    r"|your choice|either of|choose (?:any )?(?:two|2|three|3)"
    r"|(?:quite )?a few options|several options|one is enough"
    r"|(?:pick ?up|choose|pick|select) (?:an?|your|one) (?:\w{1,20} ){0,2}(?:language"
    r"|framework|track|tool|library|stack|topic|book|path|option|specialization))\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|1st|2nd|3rd|[4-9]th)"
    r"(?: (two|three|four))?(?= (?:course|one|book|video|part)s?\b)",
    re.IGNORECASE,
)


def kind_of_section(title: str) -> SectionKind:
    """What a heading promises; "" for a subject."""
    title = title[:200]
    if _CONTENTS.match(title):
        return "contents"
    if _NUMBERED.match(title):
        return "path"
    if _OPENING.match(title):
        return "opening"
    if _ABOUT.match(title) and len(title) < 60:
        return "about"
    if _ASIDE.match(title):
        return "aside"
    if _LIBRARY.match(title):
        return "library"
    return "path" if _PATH.search(title) else ""


def number_of_section(title: str) -> tuple[str, int] | None:
    """("week", 3) of a heading that says so."""
    found = _NUMBERED.match(title[:200])
    return (found[1].lower(), int(found[2])) if found else None
