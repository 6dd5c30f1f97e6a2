"""Readings from what was found: whose they are, how sure, and what is asked."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from curating.lists.drafts import Draft, Proposal
from curating.lists.finding import Said, said_in
from curating.lists.notes import Notes, question
from curating.lists.ordering import orders
from curating.lists.placing import ask_addresses, ask_places
from curating.lists.resolving import Resolver
from curating.lists.section_words import CHOICE
from curating.lists.sections import Tree
from curating.lists.sink import Sink
from curating.lists.types import (
    ChoiceValue,
    Item,
    LeftReason,
    Member,
    NeedValue,
    Reading,
    Strength,
    Use,
    Value,
)
from curating.lists.words.needs import WEAK

EXACT = 95  # a title of a step, word for word
POINTS_BACK = re.compile(
    r"^(?:this|it|that|which|these|them|all of (?:this|these)|so|doing so|you|the"
    r" end)\b",
    re.IGNORECASE,
)


class Asker:
    """keys: of the drafts by id."""

    def __init__(
        self,
        sink: Sink,
        tree: Tree,
        proposal: Proposal,
        keys: Mapping[int, str],
        uses: Sequence[Use],
    ) -> None:
        self.sink = sink
        self.tree = tree
        self.proposal = proposal
        self.keys = keys
        self.uses = uses
        self.notes = Notes(sink.links)
        self.lists = [drafts for drafts in proposal.lists if len(drafts) > 1]
        self.begins = [drafts[0].line for drafts in self.lists]
        self.counted = [[keys[id(one)] for one in drafts] for drafts in self.lists]
        titles = [(keys[id(draft)], draft.title) for draft in proposal.drafts]
        linked = [(use.step, sink.links[use.link].title) for use in uses if use.step]
        stages: dict[str, list[str]] = {}
        for draft in proposal.drafts:
            for title in draft.stage:
                stages.setdefault(title, []).append(keys[id(draft)])
        self.resolver = Resolver([*titles, *linked], stages)

    def readings(self, reasons: dict[int, LeftReason]) -> list[Reading]:
        """All readings in the order of the source.

        reasons: of links that are not taken over; those that repeat are added.
        """
        self.steps()
        self.choices()
        for said in said_in(self.sink.items, self.sink.links, self.proposal):
            self.said(said)
        self.edges()
        orders(self.notes, self.proposal, self.keys, self.sink)
        ask_addresses(self.notes, self.uses)
        ask_places(
            self.notes, self.sink, self.proposal, self.resolver, self.uses, reasons
        )
        told = {
            one.step
            for one in self.notes.found
            if isinstance(one.value, ChoiceValue) and one.value.options
        }
        return sorted(
            (one for one in self.notes.found if not _is_bare(one, told)),
            key=lambda one: one.line,
        )

    def steps(self) -> None:
        for draft in self.proposal.drafts:
            if draft.asks:
                self.notes.add(
                    "step",
                    draft.line,
                    self.sink.items[draft.items[0]].text or draft.title,
                    draft.confidence,
                    step=self.keys[id(draft)],
                    item=draft.items[0],
                    asks=question(draft.asks),
                )

    def choices(self) -> None:
        """Choices whose options are listed, with the words that make them one."""
        for draft in self.proposal.drafts:
            if draft.kind != "choice" or not draft.options:
                continue
            items = [self.sink.items[number] for number in draft.items]
            for item in sorted(items, key=lambda one: one.kind == "heading"):
                if words := CHOICE.search(item.text):
                    options = tuple(title for title, _ in draft.options)
                    k = 2 if "two" in words[0].lower() else 1
                    self.notes.add(
                        "choice",
                        item.line_at(words.start()),
                        words[0],
                        80,
                        step=self.keys[id(draft)],
                        item=item.number,
                        value=ChoiceValue(options=options, k=k),
                        asks=question("is_choice"),
                    )
                    break

    def said(self, said: Said) -> None:
        found = said.found
        step = self.keys[id(said.draft)] if said.draft else None
        if found.kind == "need":
            self.need(said, step)
            return
        if found.kind == "order":
            return
        if found.kind == "choice" and self.is_told(said.draft, found.value):
            return
        if not said.draft and found.asks:
            step = self.spoken_of(said.before, said.item)
        self.notes.add(
            found.kind,
            said.line,
            said.words,
            found.confidence,
            step=step,
            link=said.link,
            item=said.item.number,
            value=found.value,
            asks=question(found.asks) if found.asks else None,
        )

    def spoken_of(self, words: str, item: Item) -> str | None:
        """The step that words outside of steps name for sure: "the third course"."""
        keys, sure = self.resolver.resolve(words, self.listed(item))
        return keys[0] if len(keys) == 1 and sure >= 80 else None

    def is_told(self, draft: Draft | None, value: Value) -> bool:
        """Whether a choice without options of its own is that of its step."""
        bare = isinstance(value, ChoiceValue) and not value.options
        return bare and bool(draft and draft.options)

    def need(self, said: Said, step: str | None) -> None:
        found = said.found
        value = found.value
        if not isinstance(value, NeedValue):
            return
        after = self.needing(said, step)
        members, sure = self.members(found.needs, self.listed(said.item), after)
        whole = self.resolver.resolve(said.words, but=after) if said.field else ((), 0)
        if whole[1] >= EXACT:
            members, sure = (Member(text=said.words, step=whole[0][0]),), EXACT
            value = replace(value, k=None)
        if not found.needs:
            other = step if found.about and step != after else None
            members, sure = (Member(text=said.words, step=other),), 60 if other else 40
        known = any(member.step for member in members)
        if not members or (found.confidence < WEAK and not known and not found.about):
            return
        exact = said.field and sure >= EXACT and value.strength == "required"
        self.notes.add(
            "need",
            said.line,
            said.words,
            min(found.confidence, sure or 40),
            step=after,
            item=said.item.number,
            value=replace(value, members=members),
            asks=None if exact else question("is_need", [value.strength]),
        )

    def needing(self, said: Said, step: str | None) -> str | None:
        """The step that needs something: that of the words, or the one they name."""
        if said.found.about:
            keys, _ = self.resolver.resolve(said.found.about, self.listed(said.item))
            return keys[0] if keys else None
        return step or self.spoken_of(said.after, said.item)

    def members(
        self, needed: Sequence[str], listed: Sequence[str], but: str | None
    ) -> tuple[tuple[Member, ...], int]:
        members: list[Member] = []
        sure = 100
        for words in needed:
            keys, confidence = self.resolver.resolve(words, listed, but)
            sure = min(sure, confidence)
            if not keys and not POINTS_BACK.match(words):
                members.append(Member(text=words))
            members.extend(Member(text=words, step=key) for key in keys if key != but)
        return tuple(dict.fromkeys(members)), sure if members else 0

    def listed(self, item: Item) -> list[str]:
        """The steps that "the first course" counts: the list before, in its section."""
        place = bisect_right(self.begins, item.line)
        return self.counted[place - 1] if place else []

    def edges(self) -> None:
        owner = self.proposal.owner
        for edge in self.sink.edges:
            before, after = owner.get(edge.before), owner.get(edge.after)
            if not before or not after or before is after:
                continue
            strength: Strength = "required"
            if edge.strength in {"recommended", "alongside"}:
                strength = (
                    "recommended" if edge.strength == "recommended" else "alongside"
                )
            sure = strength == "required"
            member = Member(text=before.title, step=self.keys[id(before)])
            self.notes.add(
                "need",
                edge.line,
                edge.words,
                95 if sure else 60,
                step=self.keys[id(after)],
                item=edge.after,
                value=NeedValue(members=(member,), strength=strength),
                asks=None if sure else question("is_need", [strength]),
            )


def _is_bare(one: Reading, told: set[str | None]) -> bool:
    """A choice that names no options, in a step where another one does."""
    bare = isinstance(one.value, ChoiceValue) and not one.value.options
    return bare and one.step in told
