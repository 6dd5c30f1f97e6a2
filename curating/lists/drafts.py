"""Steps that are proposed, and how one is made from an item or a heading."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from curating.lists.resources import reason_of
from curating.lists.section_words import CHOICE
from curating.lists.sections import Section, Tree
from curating.lists.titles import kind_of, shortened, title_of
from curating.lists.types import Item, LeftReason, Link, QuestionCode, StepKind

A_PROJECT = re.compile(
    r"\b(?:small|introductory|final|first|little|simple|own|capstone) projects?\b",
    re.IGNORECASE,
)
ASSIGNMENT = re.compile(
    r"\b(?:next|weekly|final|this week's|coming) (?:assignment|project|exam)\b",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Draft:
    """A step that is proposed. options: (title, numbers of its items)."""

    title: str
    line: int
    kind: StepKind
    stage: tuple[str, ...]
    items: list[int]
    confidence: int = 100
    options: list[tuple[str, list[int]]] = field(default_factory=list)
    asks: QuestionCode | None = None
    ticked: bool | None = None


@dataclass(slots=True)
class Proposal:
    """drafts in the order of the source; owner: item to the draft it belongs to."""

    drafts: list[Draft] = field(default_factory=list)
    owner: dict[int, Draft] = field(default_factory=dict)
    reasons: dict[int, LeftReason] = field(default_factory=dict)
    library: set[int] = field(default_factory=set)
    lists: list[list[Draft]] = field(default_factory=list)


class DraftMaker:
    """Makes drafts and notes which items belong to them. links: of the whole list."""

    def __init__(self, tree: Tree, links: Sequence[Link]) -> None:
        self.tree = tree
        self.links = links
        self.found = Proposal()

    def draft(self, section: Section, bodies: Sequence[Sequence[Item]]) -> Draft:
        """A step that the heading of a section names."""
        heads = [section.heading] if section.heading else []
        words = next((body[0].text for body in bodies if body), "")
        links = self.resources(item for body in [heads, *bodies] for item in body)
        title = section.title or shortened(words)
        title = title or (links[0].title or links[0].address if links else "")
        draft = Draft(title, heads[0].line, kind_of(title, words), (), [], 90)
        draft.stage = section.path[:-1]
        if draft.kind == "project" and kind_of(title, "") == "study":
            draft.kind = "study"
        whole = [one for body in [heads, *bodies] for one in body]
        self.keep(draft, self.numbers(whole))
        return draft

    def keep(self, draft: Draft, numbers: Iterable[int]) -> None:
        self.own(draft, numbers)
        self.found.drafts.append(draft)

    def own(self, draft: Draft, numbers: Iterable[int]) -> None:
        for number in numbers:
            if number not in self.found.owner:
                draft.items.append(number)
                self.found.owner[number] = draft

    def numbers(self, items: Iterable[Item]) -> Iterable[int]:
        for item in items:
            for one in self.tree.family(item):
                yield one.number

    def name(self, item: Item) -> str:
        return title_of(item, self.resources([item]))[0]

    def resources(self, items: Iterable[Item]) -> list[Link]:
        return [
            link
            for item in items
            for number in item.links
            if not reason_of(link := self.links[number])
        ]

    def linked(self, item: Item) -> list[Link]:
        return self.resources(self.tree.family(item))

    def item(self, item: Item, stage: tuple[str, ...]) -> Draft:
        title, confidence = title_of(item, self.resources([item]))
        kind = kind_of(title, item.text)
        first = item.text[:200]
        below = self.tree.below(item)
        draft = Draft(title, item.line, kind, stage, [], confidence)
        draft.ticked = item.ticked
        if CHOICE.search(first):
            draft.kind = "choice"
            if len(below) > 1:
                draft.options = [
                    (self.name(one), list(self.numbers([one]))) for one in below
                ]
        if not any(char.isalnum() for char in title):
            return draft
        bare = not item.links and not below
        if bare and not self.counts_alone(item):
            draft.asks, draft.confidence = "is_step", min(confidence, 50)
        self.keep(draft, self.numbers([item]))
        return draft

    def counts_alone(self, item: Item) -> bool:
        marked = item.place is not None or item.ticked is not None
        return marked or item.kind in {"row", "node"}

    def apart(self, item: Item, section: Section) -> None:
        given = ASSIGNMENT.search(item.text[:2_000])
        if item.links:
            title, _ = title_of(item, self.resources([item]))
            title = title[:1].upper() + title[1:]
        else:
            title = given[0].capitalize() if given else shortened(item.text)
        kind: StepKind = "project" if given and not item.links else "study"
        draft = Draft(title, item.line, kind, section.path, [], 50, asks="own_step")
        self.keep(draft, [item.number])

    def projects_in_prose(self, section: Section) -> None:
        for item in section.body:
            if item.kind != "paragraph" or not item.links:
                continue
            said = A_PROJECT.search(item.text)
            resources = self.resources([item])
            if said and len(resources) == 1:
                title = shortened(resources[0].title or resources[0].address)
                draft = Draft(title, item.line, "project", section.path, [], 60)
                draft.asks = "own_step"
                self.keep(draft, [item.number])
