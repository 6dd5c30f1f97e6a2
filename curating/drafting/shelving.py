"""Links become resources: those of the catalogue, or new ones; and parts of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from curating.drafting.making import Making, Placed, Sheet, content_key
from curating.drafting.matching import folded, is_vague
from curating.drafting.resources import kind_of, label_of, plain, title_of
from curating.drafting.types import NEW, Asked, Match, Matched
from curating.lists.titles import Keys
from curating.lists.types import Answer, Link, Reading, ScopeValue
from roadmap.document import LinkDoc, RelationDoc, ResourceDoc, SlotDoc, UseDoc
from roadmap.document.words import MAX_TOTAL, RESOURCE_TITLE, UNITS

EDITION = "edition:"
SURE = 92
"""Per cent of likeness from which "the same" is proposed."""
Part = tuple[tuple[int, int] | None, str]


@dataclass(slots=True, eq=False)
class NewResource:
    key: str
    title: str
    address: str
    unit: str = ""
    minutes: int | None = None
    basis: str = "estimate"
    edition_of: str = ""


@dataclass
class Shelving:
    """new: by what names them, an address or a title."""

    sheet: Sheet
    new: dict[str, NewResource] = field(default_factory=dict)
    by_key: dict[str, NewResource] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    matched: dict[str, Matched] = field(default_factory=dict)
    names: Keys = field(default_factory=Keys)

    def __post_init__(self) -> None:
        self.names.taken |= self.sheet.shelf.taken
        self.linked: dict[str, str] = {}
        self.first: dict[str, Link] = {}
        for step in self.sheet.in_order():
            for use in step.uses:
                link = None if use.link is None else self.sheet.link(use.link)
                if link:
                    self.first.setdefault(link.canonical, link)
                if link and not is_vague(link.title):
                    self.linked.setdefault(folded(link.title), link.canonical)
        self.scopes: dict[int, list[Reading]] = {}
        for one in self.sheet.of_kind("scope"):
            if one.link is None:
                self.sheet.leave_reading(one, "nothing_named")
            else:
                self.scopes.setdefault(one.link, []).append(one)

    def name_of(self, use: Placed) -> str:
        """An address, also of what the list links elsewhere under the same title."""
        if use.link is None:
            title = folded(use.title)
            return self.linked.get(title, f"title:{title}")
        return self.sheet.link(use.link).canonical

    def resource(self, use: Placed, step: Making) -> str:
        """The key of the resource that a use means; asked once where it is doubtful."""
        name = self.name_of(use)
        if name in self.matched:
            return self.matched[name].resource
        if name in self.new:
            return self.new[name].key
        matches = self.sheet.shelf.matches.get(name, ())
        if matches and matches[0].confidence == 100:
            return self.take(name, use, matches[0].key, "same")
        answer = self.ask(name, use, step, matches) if matches else NEW
        if answer and answer in self.sheet.shelf.known:
            if use.link is not None:
                address = self.sheet.link(use.link).address
                self.sheet.leave("link", use.line, address, "other_address")
            return self.take(name, use, answer, "answer")
        made = self.make(name, use, step)
        if answer and answer.startswith(EDITION):
            made.edition_of = answer.removeprefix(EDITION)
            self.named.add(made.edition_of)
        return made.key

    def take(self, name: str, use: Placed, key: str, by: str) -> str:
        self.matched[name] = Matched(link=use.link, resource=key, by=by)
        self.named.add(key)
        return key

    def ask(
        self, name: str, use: Placed, step: Making, matches: Sequence[Match]
    ) -> str | None:
        words = use.title
        if use.link is not None:
            link = self.sheet.link(use.link)
            words = link.title or link.address
        values = []
        for match in matches:
            values += [match.key, f"{EDITION}{match.key}"]
        values.append(NEW)
        if matches[0].confidence < SURE:
            values = [NEW, *values[:-1]]
        return self.sheet.ask(
            Asked(
                key=content_key("same", name),
                code="same_resource",
                line=use.line,
                words=plain(words, RESOURCE_TITLE),
                confidence=matches[0].confidence,
                answers=tuple(Answer(value=one) for one in values),
                step=step.key,
                link=use.link,
                about=step.title,
            )
        )

    def make(self, name: str, use: Placed, step: Making) -> NewResource:
        link = self.first.get(name)
        title, address = plain(use.title, RESOURCE_TITLE), ""
        if link is not None:
            address = link.address
            title = title_of(use.title or link.title, step.title, address)
        made = NewResource(self.names.of(title), title, address)
        self.new[name] = self.by_key[made.key] = made
        return made

    def parts(self, use: Placed, key: str) -> list[Part]:
        """The parts that are asked for, with what the list calls them; whole: one."""
        chosen = None
        for one in self.scopes.get(-1 if use.link is None else use.link, ()):
            if isinstance(one.value, ScopeValue) and self.is_meant(one):
                chosen = chosen or one
        if chosen is None or not isinstance(chosen.value, ScopeValue):
            return [(None, "")]
        value = chosen.value
        label = "" if value.whole else label_of(value)
        scopes = self.units(value, key)
        if not value.whole and not scopes and value.unit != "second":
            self.sheet.leave_reading(chosen, "other_unit")
        return [(scope, label) for scope in scopes] or [(None, label)]

    def is_meant(self, one: Reading) -> bool:
        return one.asks is None or self.sheet.answer(one) == "this"

    def units(self, value: ScopeValue, key: str) -> list[tuple[int, int]]:
        """The spans in the units of the resource; none where it counts otherwise."""
        made = self.by_key.get(key)
        if made is not None:
            made.unit = made.unit or (value.unit if value.unit in UNITS else "")
        doc = self.sheet.shelf.known.get(key)
        unit = made.unit if made else doc.unit if doc else ""
        last = doc.total_units if doc else None
        if not unit or unit != value.unit:
            return []
        found = []
        for start, stop in value.spans:
            end = last if stop is None else stop
            if end and 0 <= start < end <= min(last or MAX_TOTAL, MAX_TOTAL):
                found.append((start, end))
        return found

    def slots(self, step: Making, options: dict[str, str]) -> tuple[SlotDoc, ...]:
        """The uses of a step as slots. options: title -> key."""
        slots: list[tuple[str | None, list[UseDoc]]] = []
        for use in step.uses:
            key = self.resource(use, step)
            option = options.get(use.option or "")
            for scope, label in self.parts(use, key):
                doc = UseDoc(resource=key, role=use.role, scope=scope, label=label)
                _into(slots, option, doc)
        numbers: dict[str | None, int] = {}
        found = []
        for option, uses in slots:
            numbers[option] = numbers.get(option, 0) + 1
            found.append(
                SlotDoc(number=numbers[option], option=option, uses=tuple(uses))
            )
        return tuple(found)

    def documents(self) -> tuple[ResourceDoc, ...]:
        return tuple(sorted(map(_document, self.new.values()), key=lambda one: one.key))


def _into(
    slots: list[tuple[str | None, list[UseDoc]]], option: str | None, doc: UseDoc
) -> None:
    """One to take begins a slot; what stands in for it, or on top, joins the last."""
    own = [uses for of, uses in slots if of == option]
    joins = doc.role == "extra" or any(
        one.role == "primary" for uses in own[-1:] for one in uses
    )
    twice = any(
        (one.resource, one.role) == (doc.resource, doc.role)
        for uses in own[-1:]
        for one in uses
    )
    if doc.role != "primary" and own and joins and not twice:
        own[-1].append(doc)
    elif doc.role == "instead":
        primary = UseDoc(resource=doc.resource, scope=doc.scope, label=doc.label)
        slots.append((option, [primary]))
    else:
        slots.append((option, [doc]))


def _document(made: NewResource) -> ResourceDoc:
    links = (LinkDoc(url=made.address, primary=True),) if made.address else ()
    relations = (
        (RelationDoc(kind="edition_of", to=made.edition_of),) if made.edition_of else ()
    )
    kind = kind_of(made.address, made.unit) if made.address else "tool"
    return ResourceDoc(
        key=made.key,
        kind=kind,
        title=made.title,
        unit=made.unit,
        minutes=made.minutes,
        minutes_basis=made.basis,
        links=links,
        relations=relations,
    )
