"""What a reading list says, as frozen values: what was read, and how sure that is.

Lines and columns count from 1, confidence goes from 0 to 100, minutes are whole. A
scope is half-open as in roadmap.spans: lessons 1 to 4 are (0, 4); an open end is None.
Every link and every list item of the source ends as exactly one of: taken over (by a
step or a use), asked about (by a reading with `asks`), or left over with a reason.
Nothing here holds words for pages: reasons and questions are codes.
"""

from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["markdown", "csv", "json"]
ItemKind = Literal["heading", "item", "row", "paragraph", "node"]
StepKind = Literal["study", "practice", "project", "choice", "habit", "support"]
Role = Literal["primary", "instead", "extra"]
Strength = Literal["required", "recommended", "alongside"]
ReadingKind = Literal[
    "step",
    "use",
    "scope",
    "need",
    "order",
    "effort",
    "choice",
    "track",
    "optional",
    "deferred",
    "known",
    "part_of",
    "address",
    "advice",
]
Advice = Literal["notes", "pace", "ask", "prepare", "thorough", "review", "use", "pick"]
QuestionCode = Literal[
    "is_step",  # yes, no: is this a thing to do at all
    "own_step",  # yes, no: a step of its own, or part of the one it stands in
    "which_step",  # keys of steps, new, none: where does this belong
    "which_part",  # this, whole: is this part of the resource meant
    "is_order",  # yes, no: do the numbers say in which order
    "is_need",  # required, recommended, alongside, none: how strong
    "is_choice",  # one, all: is one of them enough
    "is_optional",  # elective, required: may it be left out
    "is_deferred",  # deferred, elective, required: is it for later
    "is_track",  # track, elective, none: only for some
    "is_known",  # ask, no: only for those who lack it
    "is_part_of",  # yes, no: are these the parts of that
    "is_effort",  # this, none: does it take that long
    "is_address",  # mended, none: is this the address that was meant
]
LeftReason = Literal[
    "empty",  # nothing is said
    "about_the_list",  # how to contribute, licence, authors
    "contents",  # a table of contents, links within the page
    "badge",  # a picture, or a link around pictures alone
    "not_web",  # mail, a place on the page, a file beside the list
    "in_code",  # stands in code
    "in_comment",  # a comment, or what stands before the text
    "no_step",  # prose that says nothing to do
    "column",  # a column of a table that is no resource
    "repeated",  # the same address in the same step
    "unused_definition",  # a reference that the text does not use
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One occurrence of a link. number: its place in ListReading.links.

    written: as in the source; address: the same, mended where it was broken; canonical:
    roadmap.urls_canonical's form, "" for what is no web page. item: number of the item
    that holds it, None in code and comments.
    """

    number: int
    written: str
    address: str
    canonical: str
    title: str
    line: int
    column: int
    headings: tuple[str, ...] = ()
    item: int | None = None
    image: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One heading, list item, table row, paragraph, or node of a chart.

    text: its own words without marks, without what is nested below. places: where the
    title of each of `links` stands in text. starts: (offset in text, line) for each
    line of the source. level: depth of a heading or of a list, from 1. parent: the list
    item around it; heading: the heading above it. mark: "3." or "-" as written; place:
    the number in front, None for a bullet. cells: (name of the column, text).
    """

    number: int
    kind: ItemKind
    line: int
    last_line: int
    text: str
    level: int = 1
    parent: int | None = None
    heading: int | None = None
    mark: str = ""
    place: int | None = None
    ticked: bool | None = None
    links: tuple[int, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    starts: tuple[tuple[int, int], ...] = ()
    cells: tuple[tuple[str, str], ...] = ()

    def line_at(self, offset: int) -> int:
        """The line of the source in which this place of the text stands."""
        line = self.line
        for start, number in self.starts:
            if start > offset:
                break
            line = number
        return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do that the list proposes; place: 0 for the first in the source.

    items: numbers of the items that it consists of, its own first. stage: titles of the
    headings above. options: titles of the ways through a choice.
    """

    key: str
    title: str
    line: int
    place: int
    kind: StepKind = "study"
    stage: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    options: tuple[str, ...] = ()
    ticked: bool | None = None
    confidence: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeValue:
    """Part of a resource. unit: one of roadmap.document.words.UNITS, or second."""

    unit: str
    spans: tuple[tuple[int, int | None], ...] = ()
    label: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A resource in a step. step None: it is asked where it belongs."""

    step: str | None
    link: int
    role: Role = "primary"
    option: str | None = None
    scope: ScopeValue | None = None
    line: int = 0
    confidence: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What is needed: a step of the list where it was recognised, else its words."""

    text: str
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedValue:
    """k of the members, all of them where k is None."""

    members: tuple[Member, ...]
    strength: Strength = "required"
    k: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValue:
    """Steps one after the other, because numbers or words say so."""

    steps: tuple[str, ...]
    by: Literal["numbers", "words"] = "numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortValue:
    """Minutes from low to high, in all or each week; weeks and days; as far as said."""

    minutes: tuple[int, int] | None = None
    weekly_minutes: tuple[int, int] | None = None
    weeks: tuple[int, int] | None = None
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceValue:
    """k of the options are enough. aims: (option, aim) where the aim decides."""

    options: tuple[str, ...]
    k: int = 1
    aims: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsValue:
    """Name of a track, of a whole, of what somebody may know, a code of advice."""

    text: str


Value = (
    ScopeValue | NeedValue | OrderValue | EffortValue | ChoiceValue | WordsValue | None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One possible answer: a code, or the key of a step; text: words of the source."""

    value: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a curator is asked; the first answer is the proposed one."""

    code: QuestionCode
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that was read in the words of the list.

    key: the same in a later copy of the list that says the same, wherever it stands.
    step, link, item: what it is about, as far as known. words: those that led to it.
    """

    key: str
    kind: ReadingKind
    line: int
    words: str
    confidence: int
    step: str | None = None
    link: int | None = None
    item: int | None = None
    value: Value = None
    asks: Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """A link or an item that is not taken over, and why."""

    kind: Literal["link", "item"]
    number: int
    line: int
    text: str
    reason: LeftReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading of the list. parent: place of the one above in `headings`."""

    title: str
    level: int
    line: int
    item: int
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """All that was read from one list. lines: the source as it was read."""

    title: str
    kind: SourceKind
    lines: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    items: tuple[Item, ...] = ()
    steps: tuple[Step, ...] = ()
    uses: tuple[Use, ...] = ()
    readings: tuple[Reading, ...] = ()
    left_over: tuple[LeftOver, ...] = ()

    def questions(self) -> tuple[Reading, ...]:
        """The readings that a curator is asked about, in the order of the source."""
        return tuple(one for one in self.readings if one.asks is not None)
