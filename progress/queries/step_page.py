"""Everything the page of one step shows, from a study that is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from progress.access import StepPlace
from progress.engine.advise import second_way_in, way_in
from progress.engine.asked import passed_over
from progress.engine.slices import next_use
from progress.engine.state import Standing
from progress.engine.survey import survey_of
from progress.models import StepRecord
from progress.queries.resources import ResourceRow, resource_row
from progress.queries.rows import StepRow, step_row
from progress.queries.study import Study
from progress.wording import Sentence, sentence
from roadmap.document import OptionDoc, ReviewDoc, SlotDoc, StepDoc


@dataclass(frozen=True, slots=True)
class SlotRows:
    """What one slot asks for: one of `rows` is enough."""

    primary: tuple[ResourceRow, ...]
    instead: tuple[ResourceRow, ...]


@dataclass(frozen=True, slots=True)
class OptionRow:
    key: str
    title: str
    summary: str
    is_taken: bool
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class WayInText:
    """The steps that open a locked one, and what they take."""

    rows: tuple[StepRow, ...]
    minutes: int
    exact: bool
    at_least_minutes: int


@dataclass(frozen=True, slots=True)
class StepPage:
    """first: the resource to work with now. asked: what the learner's own preferences
    leave out."""

    place: StepPlace
    step: StepDoc
    standing: Standing
    record: StepRecord | None
    row: StepRow
    slots: tuple[SlotRows, ...]
    extras: tuple[ResourceRow, ...]
    first: ResourceRow | None
    asked: Sentence | None
    options: tuple[OptionRow, ...]
    needs: tuple[StepRow, ...]
    alongside: tuple[StepRow, ...]
    opens: tuple[StepRow, ...]
    way_in: WayInText | None
    second_way_in: WayInText | None
    counts_in: tuple[tuple[str, str], ...]
    reviews: tuple[tuple[str, ReviewDoc], ...]
    is_enrolled: bool

    @property
    def line(self) -> str:
        """Why it stands where it stands, where that is not the summary again."""
        return "" if self.step.summary.startswith(self.row.line) else self.row.line

    @property
    def units_left(self) -> bool:
        """Whether closing the step now leaves units undone."""
        return any(
            row.meter and not row.meter.is_done
            for slot in self.slots
            for row in slot.primary
        )


def step_page(study: Study, place: StepPlace) -> StepPage:
    """No query: everything is in the study and the catalogue."""
    step, journey = place.step, place.journey
    standing = study.standings(journey)[step.key]
    locked = standing.status == "locked"
    walk = study.walk(journey)
    asked_for = step.slots_for(standing.option or None)
    slots = tuple(found for slot in asked_for if (found := _slot(study, slot)))
    extras = _extras(study, asked_for)
    return StepPage(
        place=place,
        step=step,
        standing=standing,
        record=study.records.get(place.step_id),
        row=step_row(study, journey, step, standing, here=False),
        slots=slots,
        extras=extras,
        first=_first(study, place, slots, extras),
        asked=_asked(study, place),
        options=_options(step, standing, walk.choice.aim),
        needs=_neighbours(study, place, _needed(step)),
        alongside=_neighbours(study, place, _beside(place)),
        opens=_neighbours(study, place, _needing(place)),
        way_in=_way(study, place, way_in) if locked else None,
        second_way_in=_way(study, place, second_way_in) if locked else None,
        counts_in=counts_in(study, place),
        reviews=_reviews(study, step),
        is_enrolled=journey.enrolment is not None,
    )


def _slot(study: Study, slot: SlotDoc) -> SlotRows | None:
    resources = study.head.catalogue.resources
    rows = [
        resource_row(study, resources[use.resource], use)
        for use in slot.uses
        if use.resource in resources and use.counts
    ]
    if not rows:
        return None
    return SlotRows(
        primary=tuple(row for row in rows if row.role == "primary"),
        instead=tuple(row for row in rows if row.role == "instead"),
    )


def _first(
    study: Study,
    place: StepPlace,
    slots: Sequence[SlotRows],
    extras: Sequence[ResourceRow],
) -> ResourceRow | None:
    walk = study.walk(place.journey)
    found = next_use(survey_of(study.engine, walk), walk.graph.place[place.step.key])
    rows = [*(row for slot in slots for row in slot.primary + slot.instead), *extras]
    return next((row for row in rows if found and row.key == found[1].resource), None)


def _asked(study: Study, place: StepPlace) -> Sentence | None:
    if study.standings(place.journey)[place.step.key].satisfied:
        return None
    walk = study.walk(place.journey)
    at = walk.graph.place[place.step.key]
    reason = passed_over(survey_of(study.engine, walk), at)
    return sentence(study, place.journey.slug, reason) if reason else None


def _extras(study: Study, slots: Sequence[SlotDoc]) -> tuple[ResourceRow, ...]:
    resources = study.head.catalogue.resources
    return tuple(
        resource_row(study, resources[use.resource], use)
        for slot in slots
        for use in slot.uses
        if use.role == "extra" and use.resource in resources
    )


def _options(
    step: StepDoc, standing: Standing, aim: str | None
) -> tuple[OptionRow, ...]:
    def is_proposed(option: OptionDoc) -> bool:
        return aim in option.aims if aim else option.default

    return tuple(
        OptionRow(
            option.key,
            option.title,
            option.summary,
            is_taken=option.key == standing.option,
            is_proposed=is_proposed(option),
        )
        for option in step.options
    )


def _neighbours(
    study: Study, place: StepPlace, keys: Sequence[str]
) -> tuple[StepRow, ...]:
    journey = place.journey
    standings = study.standings(journey)
    places = journey.compiled.graph.place
    return tuple(
        step_row(
            study,
            journey,
            journey.roadmap.steps[places[key]],
            standings[key],
            here=False,
        )
        for key in keys
        if key in places
    )


def _members(step: StepDoc, strengths: tuple[str, ...]) -> list[str]:
    found = [
        member.step
        for group in step.needs
        if group.strength in strengths
        for member in group.members
        if member.step
    ]
    return list(dict.fromkeys(found))


def _needed(step: StepDoc) -> list[str]:
    return _members(step, ("required", "recommended"))


def _beside(place: StepPlace) -> list[str]:
    back = [
        other.key
        for other in place.journey.roadmap.steps
        if place.step.key in _members(other, ("alongside",))
    ]
    return _members(place.step, ("alongside",)) + back


def _needing(place: StepPlace) -> list[str]:
    return [
        other.key
        for other in place.journey.roadmap.steps
        if place.step.key in _members(other, ("required",))
    ]


def _way(study: Study, place: StepPlace, search: object) -> WayInText | None:
    found = search(study.engine, study.walk(place.journey), place.step.key)  # type: ignore[operator]
    if found is None or not found.steps:
        return None
    return WayInText(
        rows=_neighbours(study, place, found.steps),
        minutes=found.minutes,
        exact=found.exact,
        at_least_minutes=found.at_least_minutes,
    )


def counts_in(study: Study, place: StepPlace) -> tuple[tuple[str, str], ...]:
    """Other roadmaps in which the step's resources count: (title, url of the step)."""
    own = {use.resource for slot in place.step.slots for use in slot.uses if use.counts}
    walked = {journey.slug for journey in study.head.journeys}
    found = {
        there.roadmap_slug: (
            there.roadmap_title,
            reverse("step", args=[there.roadmap_slug, there.step_key]),
        )
        for key in sorted(own)
        for there in study.head.catalogue.places.get(key, ())
        if there.roadmap_slug != place.journey.slug
        and there.role != "extra"
        and (there.roadmap_slug in walked or not walked)
    }
    return tuple(found.values())


def _reviews(study: Study, step: StepDoc) -> tuple[tuple[str, ReviewDoc], ...]:
    resources = study.head.catalogue.resources
    keys = dict.fromkeys(use.resource for slot in step.slots for use in slot.uses)
    return tuple(
        (resources[key].title, review)
        for key in keys
        if key in resources
        for review in resources[key].reviews
    )
