"""What is known of a new resource from its address and the words of its link."""

import re
from urllib.parse import urlsplit

from curating.drafting.matching import is_vague
from curating.lists.types import ScopeValue
from roadmap.document.words import LABEL, RESOURCE_TITLE

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
LONGEST_ADDRESS = 500
KINDS = (
    ("playlist", re.compile(r"youtube\.com/playlist")),
    ("video", re.compile(r"youtube\.com|youtu\.be|vimeo\.com|/videos?/")),
    ("specialization", re.compile(r"coursera\.org/specializations/")),
    ("course", re.compile(r"coursera\.org|edx\.org|udacity|udemy|khanacademy|/course")),
    ("paper", re.compile(r"arxiv\.org|doi\.org|openreview|/papers?/")),
    ("competition", re.compile(r"kaggle\.com/(?:c|competitions)(?:/|$)")),
    ("notebook", re.compile(r"colab\.research|\.ipynb")),
    ("project", re.compile(r"github\.com|gitlab\.com")),
    ("documentation", re.compile(r"//docs?\.|/docs?(?:/|$)|readthedocs")),
    ("tutorial", re.compile(r"/tutorials?(?:/|$)")),
    ("community", re.compile(r"discord|slack\.com|reddit\.com|twitter\.com")),
)
BY_UNIT = {
    **dict.fromkeys(("chapter", "page"), "book"),
    **dict.fromkeys(("lecture", "lesson", "week"), "course"),
    "video": "playlist",
}


def plain(text: str, limit: int) -> str:
    """On one line, without what is unseen, at most limit characters."""
    return " ".join(UNSEEN.sub(" ", text).split())[:limit].strip()


def kind_of(address: str, unit: str) -> str:
    """What sort of resource an address, or what it is counted in, speaks for."""
    if unit in BY_UNIT and unit != "video":
        return BY_UNIT[unit]
    for kind, pattern in KINDS:
        if pattern.search(address[:LONGEST_ADDRESS]):
            return kind
    return BY_UNIT.get(unit, "article")


def title_of(title: str, step: str, address: str) -> str:
    """The words of the link, with the step before them where they name nothing."""
    said = plain(title, RESOURCE_TITLE) or plain(
        urlsplit(address).hostname or "", RESOURCE_TITLE
    )
    if is_vague(said) and step:
        return plain(f"{step}: {said}", RESOURCE_TITLE)
    return said


def is_storable(address: str, canonical: str) -> bool:
    """Whether it fits the table of addresses."""
    return bool(canonical) and max(len(address), len(canonical)) <= LONGEST_ADDRESS


def clock(seconds: int) -> str:
    """8:37, 1:02:05"""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def label_of(value: ScopeValue) -> str:
    """What the list calls this part; a moment in a film as its clock shows it."""
    if value.unit == "second" and value.spans:
        start, end = value.spans[0]
        return clock(start) if end is None else f"{clock(start)} - {clock(end)}"
    return plain(value.label, LABEL)
