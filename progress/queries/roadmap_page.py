"""A roadmap as one person meets it: facts, filters, the list and the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from progress import words
from progress.engine.advise import next_step
from progress.engine.standing import tally
from progress.engine.state import Tally
from progress.queries.roads import Road, choice_text, road_of
from progress.queries.rows import StepRow, sections, step_rows
from progress.queries.study import Journey, Study

FILTERS = ("path", "open", "fits", "projects", "optional", "tracks")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter as a link: switched when followed."""

    name: str
    label: str
    url: str
    on: bool


@dataclass(frozen=True, slots=True)
class RoadmapPage:
    journey: Journey
    tally: Tally
    road: Road
    choice: str
    rows: tuple[StepRow, ...]
    shown: tuple[StepRow, ...]
    sections: Mapping[str, list[StepRow]]
    chips: tuple[Chip, ...]
    map_url: str
    list_url: str
    here: StepRow | None
    shared: tuple[tuple[str, str], ...]
    minutes_done: int
    minutes_total: int
    minutes_left: int
    is_enrolled: bool
    is_signed_in: bool


def roadmap_page(study: Study, journey: Journey, query: QueryDict) -> RoadmapPage:
    """No query: everything is in the study and the catalogue."""
    here = here_of(study, journey)
    rows = step_rows(study, journey, here)
    on = filters_on(query)
    shown = tuple(row for row in rows if passes(row, on))
    walk = study.walk(journey)
    found = tally(study.engine, walk)
    return RoadmapPage(
        journey=journey,
        tally=found,
        road=road_of(study, journey, None),
        choice=choice_text(journey),
        rows=tuple(rows),
        shown=shown,
        sections=sections(shown),
        chips=chips_of(study, journey, query),
        map_url=view_url("roadmap", journey, on),
        list_url=view_url("roadmap_list", journey, on),
        here=next((row for row in rows if row.is_here), None),
        shared=shared_with(study, journey),
        minutes_done=found.minutes_done,
        minutes_total=found.minutes_total,
        minutes_left=found.minutes_total - found.minutes_done,
        is_enrolled=journey.enrolment is not None,
        is_signed_in=study.head.learner is not None,
    )


def here_of(study: Study, journey: Journey) -> str | None:
    """The step of this roadmap to take next; None for those who only look."""
    if journey.enrolment is None:
        return None
    return next_step(study.engine, today=study.today, only=journey.slug)


def filters_on(query: QueryDict) -> frozenset[str]:
    """Filters named in ?show=...; unknown ones are left out."""
    return frozenset(name for name in query.getlist("show") if name in FILTERS)


def passes(row: StepRow, on: frozenset[str]) -> bool:
    """Whether a row is shown: no filter shows all, several show each one's rows."""
    tests = {
        "path": row.is_on_path,
        "open": row.section == "now" and row.status not in ("habit", "support"),
        "fits": row.fits,
        "projects": row.is_project,
        "optional": row.status in ("optional", "deferred", "skipped"),
        "tracks": row.status == "off_track",
    }
    return not on or any(tests[name] for name in on)


def chips_of(study: Study, journey: Journey, query: QueryDict) -> tuple[Chip, ...]:
    """The filters that can show something on this roadmap."""
    on = filters_on(query)
    is_walked = journey.enrolment is not None
    labels = {
        "path": _("On my path") if is_walked else _("For everybody"),
        "open": _("Can start now"),
        "fits": _("Fits my minutes"),
        "projects": _("Projects"),
        "optional": _("If you want"),
        "tracks": _("Other tracks") if is_walked else _("For a track only"),
    }
    if study.head.learner is None:
        del labels["fits"]
    if not journey.roadmap.tracks:
        del labels["tracks"]
    chips = []
    for name, label in labels.items():
        switched = query.copy()
        switched.setlist("show", sorted(on ^ {name}))
        chips.append(Chip(name, label, f"?{switched.urlencode()}", name in on))
    return tuple(chips)


def view_url(name: str, journey: Journey, on: frozenset[str]) -> str:
    """The address of the map or the list, with the filters in use."""
    url = reverse(name, args=[journey.slug])
    return f"{url}?{urlencode([('show', one) for one in sorted(on)])}" if on else url


def shared_with(study: Study, journey: Journey) -> tuple[tuple[str, str], ...]:
    """Other roadmaps with shared resources: (title, how many steps), most first."""
    titles: dict[str, str] = {}
    steps: dict[str, set[str]] = {}
    for step in journey.roadmap.steps:
        keys = {use.resource for slot in step.slots for use in slot.uses if use.counts}
        for key in keys:
            for place in study.head.catalogue.places.get(key, ()):
                if place.roadmap_slug != journey.slug and place.role != "extra":
                    titles[place.roadmap_slug] = place.roadmap_title
                    steps.setdefault(place.roadmap_slug, set()).add(step.key)
    ordered = sorted(steps, key=lambda slug: (-len(steps[slug]), slug))
    return tuple(
        (titles[slug], words.shared_steps(len(steps[slug]))) for slug in ordered
    )
