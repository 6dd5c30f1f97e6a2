"""The clock that runs, or has stopped by itself and waits to be asked."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from progress.models import Clock
from progress.queries.resources import ResourceRow, resource_row, resource_url
from progress.queries.rows import step_url
from progress.queries.study import Journey, Study
from roadmap.document import StepDoc, UseDoc


@dataclass(frozen=True, slots=True)
class ClockPanel:
    """title: what it runs for. minutes: as long as it ran at most, once it has stopped.
    row: of the resource, so that "I got to" can be asked; stop_url: where the answer
    goes. roadmap, step: keys that the form carries."""

    clock: Clock
    title: str
    url: str
    minutes: int
    has_stopped: bool
    row: ResourceRow | None
    stop_url: str
    roadmap: str
    step: str


def clock_panel(study: Study, at: datetime) -> ClockPanel | None:
    """None while no clock runs; no query."""
    clock = study.head.clock
    if clock is None:
        return None
    found = study.head.place_of(clock.step_id)
    journey, step = _step(found) if found else (None, None)
    row = _row(study, clock, step)
    has_stopped = at >= clock.stops_at
    title, url = _title(journey, step, row)
    can_reach = row is not None and row.meter is not None
    return ClockPanel(
        clock=clock,
        title=title,
        url=url,
        minutes=int((clock.stops_at - clock.started_at).total_seconds()) // 60,
        has_stopped=has_stopped,
        row=row,
        stop_url=row.units_url if row and can_reach else reverse("clock_stop"),
        roadmap=journey.slug if journey else "",
        step=step.key if step else "",
    )


def _step(found: tuple[Journey, str]) -> tuple[Journey, StepDoc]:
    journey, key = found
    return journey, journey.roadmap.steps[journey.compiled.graph.place[key]]


def _row(study: Study, clock: Clock, step: StepDoc | None) -> ResourceRow | None:
    shown = study.head.catalogue
    key = shown.keys.get(clock.resource_id) if clock.resource_id else None
    if key is None or key not in shown.resources:
        return None
    uses = [use for slot in step.slots for use in slot.uses] if step else []
    use: UseDoc | None = next((one for one in uses if one.resource == key), None)
    return resource_row(study, shown.resources[key], use)


def _title(
    journey: Journey | None, step: StepDoc | None, row: ResourceRow | None
) -> tuple[str, str]:
    if journey is not None and step is not None:
        return step.title, step_url(journey, step.key)
    if row is not None:
        return row.title, resource_url(row.key)
    return _("your study"), reverse("time")
