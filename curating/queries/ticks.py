"""What the ticks of a list would change for one learner, before anything is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from curating.queries.tick_sheet import ENDLESS, known_words
from curating.ticks.types import Place, Tick, first_uses
from progress import words
from progress.access import RoadmapPlace
from progress.queries.resources import scope_of
from progress.queries.study import Study
from roadmap.document import StepDoc
from roadmap.spans import Scope, covers

STEP, KNOWN, USE = "step", "known", "use"
KNOWN_IN_LISTS = "(known already)"


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """What somebody says of a step, or of what it asks for of a resource.

    sort: step (done), known, or use (the units of the resource that the step asks for).
    """

    sort: str
    step: str
    resource: str = ""

    @property
    def value(self) -> str:
        """As a form sends it."""
        return " ".join(filter(None, (self.sort, self.step, self.resource)))


@dataclass(frozen=True, slots=True)
class Meant:
    """One thing that a tick may mean. what: in words, what it would become."""

    choice: Choice
    title: str
    url: str
    what: str
    is_done: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One tick. note: why it is where it is."""

    line: int
    text: str
    meant: tuple[Meant, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The ticks of a list: would change something, are unclear, change nothing because
    it is done or said above, cannot be placed or taken over."""

    new: tuple[Row, ...]
    unclear: tuple[Row, ...]
    same: tuple[Row, ...]
    lost: tuple[Row, ...]

    @property
    def is_open(self) -> bool:
        """Whether there is anything to take over."""
        return bool(self.new or self.unclear)


def found_of(study: Study, place: RoadmapPlace, ticks: Iterable[Tick]) -> Found:
    """No query: everything is in the study and the catalogue."""
    rows: dict[str, list[Row]] = {"new": [], "unclear": [], "same": [], "lost": []}
    said: dict[Choice, int] = {}
    offer = Offer(study, place)
    for tick in ticks:
        group, row = _row(offer, tick, said)
        rows[group].append(row)
    return Found(**{group: tuple(found) for group, found in rows.items()})


def _row(offer: "Offer", tick: Tick, said: dict[Choice, int]) -> tuple[str, Row]:
    """The group and the row of a tick. said: by choice, the line that has said it."""
    is_known = tick.after.startswith((KNOWN_IN_LISTS, known_words()))
    meant = tuple(offer.meant(place, is_known=is_known) for place in tick.places)
    row = Row(tick.line, tick.title, meant)
    if not meant:
        return "lost", _noted(row, _("No step or resource here is called that."))
    if not tick.is_sure:
        return "unclear", row
    (one,) = meant
    before = said.setdefault(one.choice, tick.line)
    if before != tick.line:
        return "same", _noted(row, _("As in line %(line)d.") % {"line": before})
    if one.is_done:
        return "same", _noted(row, _("Done already."))
    return ("lost", _noted(row, one.why_not)) if one.why_not else ("new", row)


def _what(step: StepDoc, *, is_known: bool) -> str:
    if is_known:
        return _("known before")
    return _("done, checked by yourself") if step.kind == "project" else _("done")


def _noted(row: Row, note: str) -> Row:
    return Row(row.line, row.text, row.meant, note)


@dataclass
class Offer:
    """What a learner may take over on one roadmap."""

    study: Study
    place: RoadmapPlace

    @cached_property
    def steps(self) -> dict[str, StepDoc]:
        return {step.key: step for step in self.place.journey.roadmap.steps}

    def meant(self, place: Place, *, is_known: bool = False) -> Meant:
        step = self.steps[place.step]
        if place.resource and self.scope(place):
            return self._units(place, step)
        sort = KNOWN if is_known else STEP
        standing = self.study.standings(self.place.journey)[step.key]
        return Meant(
            choice=Choice(sort, step.key),
            title=step.title,
            url=reverse("step", args=[self.place.journey.slug, step.key]),
            what=_what(step, is_known=is_known),
            is_done=standing.satisfied,
            why_not=self._why_not(step),
        )

    def _units(self, place: Place, step: StepDoc) -> Meant:
        resource = self.study.head.catalogue.resources[place.resource]
        own = self.study.engine.effective.get(place.resource, ())
        scope = self.scope(place) or (0, 0)
        units = words.spans_text(resource, (scope,)) if resource.unit else _("done")
        return Meant(
            choice=Choice(USE, place.step, place.resource),
            title=f"{step.title}: {resource.title}",
            url=reverse("step", args=[self.place.journey.slug, step.key]),
            what=units,
            is_done=covers(own, scope),
        )

    def scope(self, place: Place) -> Scope | None:
        """The units that a step asks for; None where they cannot be counted."""
        use = first_uses(self.steps[place.step]).get(place.resource)
        resource = self.study.head.catalogue.resources.get(place.resource)
        return scope_of(resource, use) if resource and use else None

    def _why_not(self, step: StepDoc) -> str:
        if step.kind in ENDLESS:
            return _("It goes on without an end.")
        if step.kind == "project" and self.place.journey.guidance.has_reviews:
            return _("A mentor closes it. Hand it in on its page.")
        return ""

    def choice(self, value: str) -> Choice | None:
        """What a form sent, if it is still offered."""
        sort, step, resource = [*value.split(" "), "", ""][:3]
        if step not in self.steps or sort not in (STEP, KNOWN, USE):
            return None
        if sort == USE:
            ok = self.scope(Place(step, resource)) is not None
            return Choice(USE, step, resource) if ok else None
        return None if self._why_not(self.steps[step]) else Choice(sort, step)
