"""Everything Today shows, from a study that is loaded; no query of its own."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from progress import words
from progress.engine.advise import advise
from progress.engine.inside import long_unit
from progress.engine.state import Advice, Slice, Standing, Suggestion
from progress.queries.nothing import Nothing, nothing_of
from progress.queries.resources import ResourceRow, resource_row
from progress.queries.roads import Road, road_of
from progress.queries.rows import StepRow, step_row, step_url
from progress.queries.study import Journey, Study
from progress.queries.week import WeekPanel, week_panel
from progress.wording import Sentence, lost_sentence, sentences
from roadmap.document import StepDoc, UseDoc
from roadmap.words import led_to

MINUTES = (10, 25, 45, 90)


@dataclass(frozen=True, slots=True)
class SliceText:
    """What to do now, in the resource's units. spans: as the form sends them back.
    place: how far inside the first unit somebody is."""

    text: str
    place: str
    minutes: int
    longer: bool
    spans: str
    note: str
    has_units: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One step to take next, with its resource, its slice and why. slug, roadmap: of
    the roadmap it belongs to, and its title."""

    slug: str
    roadmap: str
    step: StepDoc
    url: str
    standing: Standing
    resource: ResourceRow | None
    slice: SliceText | None
    facts: tuple[Sentence, ...]
    reasons: tuple[Sentence, ...]
    lost: Sentence | None
    asked: tuple[Sentence, ...]
    at_hand: int

    @property
    def sitting(self) -> int:
        """Minutes that the clock is started for: of the slice, or those at hand."""
        return max(
            1, min(self.slice.minutes, self.at_hand) if self.slice else self.at_hand
        )

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Minutes are spoken of once: where they are a reason, not as a fact too."""
        is_said = any(one.code == "fits_minutes" for one in self.reasons)
        facts = (
            one for one in self.facts if one.code != "takes_minutes" or not is_said
        )
        return (*facts, *self.reasons, *self.asked)

    @property
    def fits(self) -> bool:
        """Whether what it asks for is done in the minutes at hand."""
        return self.minutes <= self.at_hand

    @property
    def minutes(self) -> int:
        return self.slice.minutes if self.slice else self.standing.minutes_left

    @property
    def done_url(self) -> str:
        return f"{self.url}done/"

    @property
    def clock_url(self) -> str:
        return f"{self.url}clock/"

    @property
    def known_url(self) -> str:
        return f"{self.url}known/"

    @property
    def skip_url(self) -> str:
        return f"{self.url}skip/"

    @property
    def put_off_url(self) -> str:
        return f"{self.url}not-now/"


@dataclass(frozen=True, slots=True)
class TodayPage:
    """nothing: what to say instead of a card. is_resting: the pause of everything
    holds today."""

    advice: Advice
    today: date
    minutes: int
    choices: tuple[int, ...]
    card: Card | None
    nothing: Nothing | None
    others: tuple[Card, ...]
    habits: tuple[StepRow, ...]
    handed_in: tuple[StepRow, ...]
    put_off: tuple[StepRow, ...]
    questions: tuple[Journey, ...]
    roads: tuple[Road, ...]
    is_resting: bool
    is_away: bool
    week: WeekPanel | None
    has_mentors: bool = False

    @property
    def others_fit(self) -> bool:
        """Whether each of the others is done in the same minutes."""
        return all(card.fits for card in self.others)


def today_page(study: Study, minutes: int) -> TodayPage:
    advice = advise(study.engine, today=study.today, minutes=minutes)
    asked = {question.roadmap for question in advice.asks_track}
    best = advice.best
    roads = tuple(road_of(study, journey, best) for journey in study.head.journeys)
    handed_in = _open_rows(study, "waiting")
    return TodayPage(
        advice=advice,
        today=study.today,
        minutes=minutes,
        choices=tuple(sorted({*MINUTES, minutes})),
        card=card_of(study, best, minutes) if best else None,
        nothing=None if best else nothing_of(advice.kind, roads, handed_in),
        others=tuple(card_of(study, other, minutes) for other in advice.others),
        habits=tuple(
            row
            for row in _open_rows(study, "habit")
            if row.habit and row.habit.is_asked_for
        ),
        handed_in=handed_in,
        put_off=_put_off(study),
        questions=tuple(one for one in study.head.journeys if one.slug in asked),
        roads=roads,
        is_resting=study.is_resting,
        is_away=study.is_away,
        week=week_panel(study),
        has_mentors=any(one.guidance.has_reviews for one in study.head.journeys),
    )


def card_of(study: Study, found: Suggestion, minutes: int) -> Card:
    journey = next(one for one in study.head.journeys if one.slug == found.roadmap)
    step = journey.roadmap.steps[journey.compiled.graph.place[found.step]]
    return Card(
        slug=journey.slug,
        roadmap=journey.roadmap.title,
        step=step,
        url=step_url(journey, step.key),
        standing=study.standings(journey)[step.key],
        resource=_resource(study, step, found.slice),
        slice=slice_text(study, found.slice),
        facts=tuple(sentences(study, found.roadmap, found.facts)),
        reasons=tuple(sentences(study, found.roadmap, found.reasons)),
        lost=lost_sentence(study, found.roadmap, found.lost) if found.lost else None,
        asked=tuple(sentences(study, found.roadmap, found.asked)),
        at_hand=minutes,
    )


def _resource(study: Study, step: StepDoc, cut: Slice | None) -> ResourceRow | None:
    if cut is None:
        return None
    uses = [use for slot in step.slots for use in slot.uses]
    use = next(
        (use for use in uses if use.resource == cut.resource),
        UseDoc(resource=cut.resource),
    )
    return resource_row(study, study.head.catalogue.resources[cut.resource], use)


def slice_text(study: Study, cut: Slice | None) -> SliceText | None:
    """The slice in words: lesson 3, about 20 minutes."""
    if cut is None:
        return None
    resource = study.head.catalogue.resources[cut.resource]
    notes = {
        "archived": _("This is the archived copy."),
        "instead": _("This stands in for the usual one."),
    }
    within = long_unit(study.engine, cut.resource, cut.start) if cut.spans else None
    place = words.inside_text(within.minutes, within.of) if within else ""
    return SliceText(
        text=words.spans_text(resource, cut.spans),
        place=place if within and within.minutes else "",
        minutes=cut.minutes,
        longer=cut.longer,
        spans=",".join(f"{start}-{end}" for start, end in cut.spans),
        note=notes.get(cut.link_note) or led_to(resource),
        has_units=bool(resource.unit and cut.spans),
    )


def _open_rows(study: Study, status: str) -> tuple[StepRow, ...]:
    """Steps of roadmaps that do not rest; a habit only once it is open."""
    rows = []
    running = (one for one in study.head.journeys if not study.walk(one).choice.paused)
    for journey in running:
        standings = study.standings(journey)
        for step in journey.roadmap.steps:
            standing = standings[step.key]
            waits = status == "habit" and standing.missing
            if standing.status == status and not waits:
                rows.append(step_row(study, journey, step, standing, here=False))
    return tuple(rows)


def _put_off(study: Study) -> tuple[StepRow, ...]:
    rows = []
    for journey in study.head.journeys:
        standings = study.standings(journey)
        for step in journey.roadmap.steps:
            record = study.records.get(journey.compiled.step_ids[step.key])
            until = record.put_off_until if record else None
            if until and until > study.today and standings[step.key].is_open:
                standing = standings[step.key]
                rows.append(step_row(study, journey, step, standing, here=False))
    return tuple(rows)
