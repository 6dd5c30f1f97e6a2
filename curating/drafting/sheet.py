"""A whole draft: the steps, what is in them, for whom, and what they need."""

from collections.abc import Mapping

from curating.drafting.conditions import (
    apply_conditions,
    apply_efforts,
    apply_kinds,
)
from curating.drafting.making import Making, Sheet
from curating.drafting.needing import Needing
from curating.drafting.placing import options, place
from curating.drafting.resources import plain
from curating.drafting.shelving import Shelving
from curating.drafting.types import Drafted, Given, Shelf
from curating.lists.titles import Keys, slug
from curating.lists.types import ListReading
from roadmap.document import (
    AimDoc,
    Condition,
    OptionDoc,
    RoadmapDoc,
    SourceDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
)
from roadmap.document.words import OPTION_TITLE, TITLE

Wanted = tuple[str, str]


def draft(reading: ListReading, given: Given, shelf: Shelf, wanted: Wanted) -> Drafted:
    """What the list makes with these answers. wanted: slug and title of the roadmap.

    Linear in the list but for the sorting of its steps.
    """
    sheet = Sheet(reading, given, shelf)
    place(sheet)
    options(sheet)
    apply_conditions(sheet)
    shelving = Shelving(sheet)
    for step in sheet.in_order():
        for use in step.uses:
            shelving.resource(use, step)
    apply_efforts(sheet, shelving)
    apply_kinds(sheet)
    Needing(sheet).all()
    roadmap = _roadmap(sheet, shelving, wanted)
    return Drafted(
        reading=reading,
        roadmap=roadmap,
        made=shelving.documents(),
        named=frozenset(shelving.named),
        asked=tuple(sorted(sheet.asked, key=lambda one: one.line)),
        given={key: one for key, one in given.items() if key not in sheet.unfit},
        left=tuple(sorted(sheet.left, key=lambda one: one.line)),
        matched=tuple(shelving.matched.values()),
        known=shelf.known,
        lines={step.key: step.line for step in sheet.in_order()},
    )


def _roadmap(sheet: Sheet, shelving: Shelving, wanted: Wanted) -> RoadmapDoc:
    stages = Stages(sheet.reading.title or wanted[1])
    steps = tuple(_step(step, stages, sheet, shelving) for step in sheet.in_order())
    return RoadmapDoc(
        slug=wanted[0],
        title=plain(wanted[1], TITLE) or wanted[0],
        source=SourceDoc(title=plain(sheet.reading.title, TITLE)),
        aims=tuple(AimDoc(key=key, title=one) for key, one in sheet.aims.items()),
        tracks=tuple(TrackDoc(key=key, title=one) for key, one in sheet.tracks.items()),
        stages=stages.documents(),
        steps=steps,
    )


class Stages:
    """Headings as stages; what stands below none is in one that bears the title."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.keys = Keys()
        self.found: dict[tuple[str, ...], StageDoc] = {}

    def of(self, path: tuple[str, ...]) -> str:
        if path not in self.found:
            title = plain(path[-1] if path else self.title, TITLE) or "Steps"
            twice = any(one.title == title for one in self.found.values())
            if twice and len(path) > 1:
                title = plain(f"{path[-2]}: {title}", TITLE)
            self.found[path] = StageDoc(key=self.keys.of(title), title=title)
        return self.found[path].key

    def documents(self) -> tuple[StageDoc, ...]:
        return tuple(self.found.values())


def _step(step: Making, stages: Stages, sheet: Sheet, shelving: Shelving) -> StepDoc:
    names = Keys()
    keys = {title: names.of(title) for title in step.options}
    return StepDoc(
        key=step.key,
        title=step.title,
        stage=stages.of(step.stage),
        kind=step.kind,
        minutes=step.minutes,
        minutes_basis=step.basis,
        requirement=step.requirement,
        requirement_reason=step.reason,
        when=Condition(tracks=tuple(step.tracks)) if step.tracks else None,
        ask_at_start=step.ask_at_start,
        rhythm=step.rhythm,
        prepare=step.prepare,
        options=_options(sheet, step, keys),
        slots=shelving.slots(step, keys),
        needs=tuple(step.needs),
    )


def _options(
    sheet: Sheet, step: Making, keys: Mapping[str, str]
) -> tuple[OptionDoc, ...]:
    """The ways through a step, each for the aims that the list names."""
    aims: dict[str, list[str]] = {}
    for option, aim in step.aims.items():
        sheet.aims.setdefault(slug(aim), plain(aim, TITLE))
        aims.setdefault(option, []).append(slug(aim))
    return tuple(
        OptionDoc(
            key=keys[title],
            title=plain(title, OPTION_TITLE),
            aims=tuple(aims.get(title, ())),
        )
        for title in step.options
    )
