"""The items of a list as a tree: sections below headings, items below items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from curating.lists.section_words import SectionKind, kind_of_section
from curating.lists.types import Item, ItemKind


@dataclass(slots=True, eq=False)
class Section:
    """What stands below one heading, without what stands below deeper ones.

    heading None: before the first. body: its items that are below no other item.
    """

    heading: Item | None
    title: str
    path: tuple[str, ...]
    kind: SectionKind
    parent: "Section | None" = None
    body: list[Item] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)

    def prose(self) -> str:
        """The words of its paragraphs."""
        return " ".join(item.text for item in self.body if item.kind == "paragraph")

    def listed(self) -> list[Item]:
        """Its list items, rows and nodes, without paragraphs."""
        return [item for item in self.body if item.kind != "paragraph"]

    def all(self) -> Iterator["Section"]:
        """Itself and everything below, in the order of the source."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting.extend(reversed(section.sections))


@dataclass(slots=True)
class Tree:
    """root holds what stands before the first heading, and all sections."""

    root: Section
    children: dict[int, list[Item]]
    by_heading: dict[int, Section]
    kinds: list[ItemKind]

    def below(self, item: Item) -> list[Item]:
        """Items directly below an item."""
        return self.children.get(item.number, [])

    def family(self, item: Item) -> Iterator[Item]:
        """An item and all below it, in the order of the source."""
        waiting = [item]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(self.below(one)))


def tree_of(items: Sequence[Item]) -> Tree:
    """Linear in the items."""
    root = Section(None, "", (), "")
    tree = Tree(root, {}, {}, [item.kind for item in items])
    for item in items:
        above = root if item.heading is None else tree.by_heading[item.heading]
        if item.kind == "heading":
            title = " ".join(item.text.split())
            kind = kind_of_section(title)
            section = Section(item, title, (*above.path, title), kind, above)
            above.sections.append(section)
            tree.by_heading[item.number] = section
        elif item.parent is not None:
            tree.children.setdefault(item.parent, []).append(item)
        else:
            above.body.append(item)
    return tree
