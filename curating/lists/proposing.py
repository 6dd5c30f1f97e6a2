"""Which items of a list are steps, and which are about something else.

Numbered lists, check boxes, rows and charts: each is a step. Bullets below a heading:
the heading is the step and they are its resources, unless the heading is only a kind of
thing ("Courses") or a path ("Roadmap"). What could be otherwise is asked.
"""

import re
from collections.abc import Iterable, Sequence

from curating.lists.drafts import ASSIGNMENT, Draft, DraftMaker, Proposal
from curating.lists.resolving import plain
from curating.lists.section_words import CHOICE, ORDINAL, SectionKind, number_of_section
from curating.lists.sections import Section, Tree
from curating.lists.titles import shortened
from curating.lists.types import Item, LeftReason, Link

OWN = re.compile(
    r"^(?:also|in addition|additionally|for (?:more|further)|to go deeper"
    r"|if you want more)\b",
    re.IGNORECASE,
)


def propose(tree: Tree, links: Sequence[Link]) -> Proposal:
    """The steps of a list. Linear in the items."""
    return _Proposer(tree, links).run()


class _Proposer:
    def __init__(self, tree: Tree, links: Sequence[Link]) -> None:
        self.tree = tree
        self.make = DraftMaker(tree, links)
        self.found = self.make.found
        self.consumed: set[int] = set()
        self.title = self.title_section()
        self.has_path = self.finds_path()
        self.is_marked = any(
            item.ticked is not None or item.kind in {"row", "node"}
            for one in tree.root.all()
            for item in one.body
        )

    def run(self) -> Proposal:
        for section in self.tree.root.all():
            if id(section) not in self.consumed:
                self.section(section, self.kind(section))
        self.found.drafts.sort(key=lambda draft: (draft.line, draft.items[0]))
        self.join_nodes()
        return self.found

    def title_section(self) -> Section | None:
        """The section of the one heading that is the title of the whole."""
        tops = self.tree.root.sections
        if len(tops) == 1 and tops[0].heading and not self.tree.root.listed():
            return tops[0]
        return None

    def is_whole(self, section: Section) -> bool:
        return section is self.tree.root or section is self.title

    def finds_path(self) -> bool:
        """Whether a section says that it is the way, so that others are a library."""
        return any(
            section.kind == "path"
            and not self.is_whole(section)
            and any(one.listed() for one in section.all())
            for section in self.tree.root.all()
        )

    def kind(self, section: Section) -> SectionKind:
        """Its own kind, or that of the section above."""
        if self.is_whole(section):
            return ""
        above: Section | None = section.parent
        while above and not self.is_whole(above):
            if above.kind in {"about", "contents"}:
                return above.kind
            if above.kind == "library" and section.kind in {"", "library"}:
                return "library"
            above = above.parent
        return section.kind

    def section(self, section: Section, kind: SectionKind) -> None:
        if kind in {"about", "contents"}:
            self.leave(section, "contents" if kind == "contents" else "about_the_list")
        elif kind == "opening" and not any(map(self.make.counts_alone, section.body)):
            return  # its words are read, but it is nothing to do
        elif kind == "library" and self.has_path and not self.is_ordered(section):
            self.set_aside(section)
        elif not self.choice(section):
            self.steps(section, kind)

    def leave(self, section: Section, reason: LeftReason) -> None:
        for item in self.everything(section):
            self.found.reasons[item.number] = reason

    def set_aside(self, section: Section) -> None:
        self.found.library |= {item.number for item in self.everything(section)}

    def everything(self, section: Section) -> Iterable[Item]:
        if section.heading:
            yield section.heading
        for item in section.body:
            yield from self.tree.family(item)

    def is_ordered(self, section: Section) -> bool:
        """Whether its prose takes the listed one after the other."""
        return len(ORDINAL.findall(section.prose()[:4_000])) > 1

    def choice(self, section: Section) -> bool:
        """Whether words say that one of what is listed is enough."""
        words = CHOICE.search(section.prose()[:4_000]) or CHOICE.search(section.title)
        listed = [item for item in section.listed() if item.kind != "row"]
        if not words or not section.title or self.is_whole(section):
            return False
        if len(listed) < 2 and (listed or len(section.sections) < 2):
            return False
        options = self.options(section, listed)
        parts = () if listed else section.sections
        bodies = [section.body, *(part.body for part in parts)]
        self.consumed |= {id(one) for part in parts for one in part.all()}
        draft = self.make.draft(section, bodies)
        for _, numbers in options:
            self.make.own(draft, numbers)
        draft.kind, draft.options, draft.confidence = "choice", options, 80
        return True

    def options(
        self, section: Section, listed: Sequence[Item]
    ) -> list[tuple[str, list[int]]]:
        """Titles and items of the ways through: what is listed, or the sections."""
        if listed:
            make = self.make
            return [(make.name(one), list(make.numbers([one]))) for one in listed]
        return [
            (
                part.title,
                [item.number for one in part.all() for item in self.everything(one)],
            )
            for part in section.sections
        ]

    def steps(self, section: Section, kind: SectionKind) -> None:
        listed = section.listed()
        numbered = number_of_section(section.title) is not None
        wide = self.is_whole(section) or kind in {"library", "aside"}
        wide = wide or (kind == "path" and not numbered)
        if (wide and listed) or any(self.make.counts_alone(item) for item in listed):
            drafts = self.items(listed, section.path)
            self.found.lists.append(drafts)
            self.make.projects_in_prose(section)
        elif section.heading and not (self.is_whole(section) and section.sections):
            self.heading(section)

    def heading(self, section: Section) -> None:
        """The heading is the step; prose without a link only asks whether it is."""
        links = [link for item in section.body for link in self.make.linked(item)]
        links += self.make.resources([section.heading] if section.heading else [])
        is_stage = section.sections or section.kind == "path" or self.is_marked
        if not links and not section.listed() and is_stage:
            return
        if not (section.title or section.prose() or links):
            return
        apart = self.taken_apart(section)
        body = [item for item in section.body if item not in apart]
        draft = self.make.draft(section, [body])
        if not links and not section.listed():
            draft.asks, draft.confidence = "is_step", 50
        elif section.kind == "library" and draft.kind == "study":
            draft.asks, draft.confidence = "own_step", 60
        for item in apart:
            self.make.apart(item, section)

    def items(self, items: list[Item], stage: tuple[str, ...]) -> list[Draft]:
        """A step for each; what only gathers others is a stage."""
        drafts: list[Draft] = []
        marked = any(item.ticked is not None for item in items)
        waiting = [(item, stage) for item in reversed(items)]
        while waiting:
            item, above = waiting.pop()
            below = self.tree.below(item)
            if self.gathers(item, below):
                title = shortened(" ".join(item.text.split()))
                waiting.extend((one, (*above, title)) for one in reversed(below))
            elif self.leads_elsewhere(item):
                self.found.reasons[item.number] = "contents"
                waiting.extend((one, above) for one in reversed(below))
            elif item.kind != "paragraph" and not (marked and self.is_remark(item)):
                drafts.append(self.make.item(item, above))
        return [draft for draft in drafts if draft.items]

    def leads_elsewhere(self, item: Item) -> bool:
        """Whether it only leads to other places of the page."""
        links = [self.make.links[number] for number in item.links]
        return bool(links) and all(one.address.startswith("#") for one in links)

    def is_remark(self, item: Item) -> bool:
        """A bullet without a link or a box, among others that have one."""
        return not self.make.counts_alone(item) and not self.make.linked(item)

    def gathers(self, item: Item, below: list[Item]) -> bool:
        below = [one for one in below if one.kind != "paragraph"]
        if item.links or not below or item.ticked is not None:
            return False
        if any(one.ticked is not None for one in below):
            return True
        deeper = sum(bool(self.tree.below(one)) for one in below)
        return deeper * 2 > len(below)

    def taken_apart(self, section: Section) -> list[Item]:
        """Paragraphs that are a step of their own: another resource, an assignment."""
        apart: list[Item] = []
        listed = False
        for item in section.body:
            listed = listed or (item.kind != "paragraph" and bool(item.links))
            if item.kind != "paragraph":
                continue
            further = listed and item.links and OWN.match(item.text)
            if further or (not item.links and ASSIGNMENT.search(item.text[:2_000])):
                apart.append(item)
        return apart

    def join_nodes(self) -> None:
        """A node of a chart that has the title of a step is that step."""
        named: dict[str, Draft] = {}
        nodes: list[Draft] = []
        kinds = self.tree.kinds
        for draft in self.found.drafts:
            if kinds[draft.items[0]] == "node":
                nodes.append(draft)
            else:
                named.setdefault(plain(draft.title), draft)
        joined = set()
        for node in nodes:
            if other := named.get(plain(node.title)):
                joined.add(id(node))
                other.items.extend(node.items)
                for number in node.items:
                    self.found.owner[number] = other
        for drafts in (self.found.drafts, *self.found.lists):
            drafts[:] = [draft for draft in drafts if id(draft) not in joined]
