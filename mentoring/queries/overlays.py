"""The page on which a mentor lays another way over a path."""

from dataclasses import dataclass

from accounts.models import User
from mentoring.access.cohorts import CohortPlace
from mentoring.models import Overlay
from mentoring.queries.overlay_values import value_of
from progress.engine.guidance import is_kept, requires, resources_of
from progress.queries.study import Journey
from roadmap.catalogue import compiled, current_revision
from roadmap.document import ResourceDoc, StepDoc
from roadmap.shelf import Shelf, shelf

MOST_FOUND = 8
MOST_ENDED = 50


@dataclass(frozen=True, slots=True)
class OverlayRow:
    """One that was made. is_kept: the cohort's version has what it names."""

    overlay: Overlay
    is_kept: bool


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """The step to be changed. others: after which it may come. found: resources that
    fit the words looked for."""

    step: StepDoc
    can_add: bool
    others: tuple[StepDoc, ...]
    resources: tuple[ResourceDoc, ...]
    found: tuple[ResourceDoc, ...]


@dataclass(frozen=True, slots=True)
class OverlayPage:
    place: CohortPlace
    learner: User | None
    journey: Journey
    steps: tuple[StepDoc, ...]
    rows: tuple[OverlayRow, ...]
    ended: tuple[OverlayRow, ...]
    chosen: ChosenStep | None
    words: str


def overlay_page(
    place: CohortPlace, learner: User | None, step: str, words: str
) -> OverlayPage:
    """Two queries, and those of a catalogue that is not compiled yet. step: key of the
    one to be changed; words: what a resource is looked for by."""
    revision = current_revision()
    journey = Journey(compiled(place.plan.version_id, revision))
    rows = Overlay.objects.filter(cohort=place.cohort, learner=learner)
    named = rows.select_related("step", "after", "instead_of", "resource", "made_by")
    made = [
        OverlayRow(row, is_kept(journey.roadmap, value_of(row)))
        for row in named.order_by("-made_at", "-pk")
    ]
    return OverlayPage(
        place=place,
        learner=learner,
        journey=journey,
        steps=tuple(one for one in journey.roadmap.steps if one.kind != "support"),
        rows=tuple(row for row in made if row.overlay.lifted_at is None),
        ended=tuple(row for row in made if row.overlay.lifted_at)[:MOST_ENDED],
        chosen=_chosen(journey, shelf(revision), step, words),
        words=words,
    )


def _chosen(journey: Journey, stock: Shelf, key: str, words: str) -> ChosenStep | None:
    steps = {step.key: step for step in journey.roadmap.steps}
    step = steps.get(key)
    if step is None or step.kind == "support":
        return None
    live = stock.catalogue.resources
    known = [live[one] for one in resources_of(step) if one in live]
    return ChosenStep(
        step=step,
        can_add=step.requirement != "required",
        others=tuple(
            other
            for other in steps.values()
            if other.kind not in ("support", "habit")
            and other.key != key
            and not requires(steps, other.key, key)
        ),
        resources=tuple(known),
        found=tuple(
            live[one]
            for one in stock.resource_index.find(words).keys
            if one not in resources_of(step)
        )[:MOST_FOUND],
    )
