"""What steps need, in the words of the list; never in a circle."""

from bisect import bisect_left
from dataclasses import dataclass, field

from curating.drafting.making import Making, Sheet
from curating.drafting.resources import plain
from curating.drafting.types import NONE, Asked
from curating.lists.types import Answer, Member, NeedValue, OrderValue, Reading
from roadmap.cycles import GrowingOrder
from roadmap.document import Condition, GroupDoc, MemberDoc
from roadmap.document.words import ENDLESS_KINDS, SHORT


@dataclass
class Needing:
    """Adds needs to the steps of a sheet, in the order of the list."""

    sheet: Sheet
    places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.steps = steps = self.sheet.in_order()
        self.lines = [step.line for step in steps]
        self.places = {step.key: place for place, step in enumerate(steps)}
        self.order = GrowingOrder(range(len(steps)), ())

    def all(self) -> None:
        for one in self.sheet.of_kind("need"):
            if isinstance(one.value, NeedValue):
                self.need(one, one.value)
        for one in self.sheet.of_kind("order"):
            if isinstance(one.value, OrderValue):
                self.sequence(one, one.value)

    def need(self, one: Reading, value: NeedValue) -> None:
        strength = self.sheet.answer(one) if one.asks else value.strength
        if strength in (None, NONE):
            if strength:
                self.sheet.leave_reading(one, "answered")
            return
        step = self.needing(one)
        members = [self.member(one, member) for member in value.members]
        known = list(dict.fromkeys(found for found in members if found))
        others = [found for found in known if found is not step]
        if step is None or not others:
            self.sheet.leave_reading(one, "nothing_named")
            return
        self.add(one, step, others, strength or "required", value.k)

    def needing(self, one: Reading) -> Making | None:
        return self.sheet.step(one.step) or self.named(
            one, "which_needing", f"{one.key}-who", one.words
        )

    def member(self, one: Reading, member: Member) -> Making | None:
        found = self.sheet.step(member.step)
        key = f"{one.key}-{plain(member.text, 40).casefold().replace(' ', '-')}"
        return found or self.named(one, "which_needed", key[:90], member.text)

    def named(self, one: Reading, code: str, key: str, about: str) -> Making | None:
        """The step that somebody says these words mean."""
        before = bisect_left(self.lines, one.line)
        guess = [Answer(value=self.steps[before - 1].key)] if before else []
        answer = self.sheet.ask(
            Asked(
                key=key,
                code=code,
                line=one.line,
                words=one.words,
                confidence=min(one.confidence, 40),
                answers=(Answer(value=NONE), *guess),
                item=one.item,
                may_name=True,
                about=about,
            )
        )
        return None if answer == NONE else self.sheet.step(answer)

    def add(
        self,
        one: Reading,
        step: Making,
        needed: list[Making],
        strength: str,
        k: int | None,
    ) -> None:
        if strength == "required" and self.never_ends(needed):
            self.sheet.leave_reading(one, "endless")
            strength = "recommended"
        if strength != "alongside" and not self.fits(step, needed):
            self.sheet.leave_reading(one, "circle")
            return
        k = k if k is not None and k < len(needed) else None
        for when, members in self.by_track(step, needed, k):
            step.needs.append(
                GroupDoc(
                    number=len(step.needs) + 1,
                    k=k,
                    strength=strength,
                    when=when,
                    reason=plain(one.words, SHORT),
                    members=tuple(MemberDoc(step=other.key) for other in members),
                )
            )

    def never_ends(self, needed: list[Making]) -> bool:
        return any(
            one.kind in ENDLESS_KINDS or one.requirement == "deferred" for one in needed
        )

    def fits(self, step: Making, needed: list[Making]) -> bool:
        return all(
            self.order.add(self.places[one.key], self.places[step.key])
            for one in needed
        )

    def by_track(
        self, step: Making, needed: list[Making], k: int | None
    ) -> list[tuple[Condition | None, list[Making]]]:
        """A need of what only some have is a need of those only."""
        if k is not None:
            return [(None, needed)]
        groups: dict[tuple[str, ...], list[Making]] = {}
        for one in needed:
            only = tuple(one.tracks) if set(one.tracks) - set(step.tracks) else ()
            groups.setdefault(only, []).append(one)
        return [
            (Condition(tracks=tracks) if tracks else None, members)
            for tracks, members in groups.items()
        ]

    def sequence(self, one: Reading, value: OrderValue) -> None:
        """One after the other: each is better after the one before."""
        if one.asks and self.sheet.answer(one) != "yes":
            return
        steps = [found for key in value.steps if (found := self.sheet.step(key))]
        steps = list(dict.fromkeys(steps))
        for before, after in zip(steps, steps[1:], strict=False):
            named = {member.step for group in after.needs for member in group.members}
            if before.key not in named:
                self.add(one, after, [before], "recommended", None)
