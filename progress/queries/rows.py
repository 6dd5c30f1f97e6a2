"""One step as a row on a page: words, standing, and what can be done with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from progress.engine.state import Standing
from progress.queries.habits import Habit, habit_of
from progress.queries.row_words import Said, badge_of, line_of, meta_of, said_of
from progress.queries.study import Journey, Study
from roadmap.catalogue import Catalogue, Compiled
from roadmap.document import StepDoc
from roadmap.route import remembered

KEPT = 8192  # rows of one version, with what their learners have said


@dataclass(frozen=True, slots=True)
class StepRow:
    """status: of the engine. section: now, later, optional or done. line: one
    sentence that says why it stands there. badge: words beside the title."""

    key: str
    title: str
    url: str
    kind: str
    status: str
    section: str
    meta: tuple[str, ...]
    line: str
    badge: str
    is_here: bool = False
    fits: bool = False
    is_on_path: bool = False
    is_project: bool = False
    is_reviewed: bool = False
    habit: Habit | None = None

    @property
    def done_url(self) -> str:
        return f"{self.url}done/"

    @property
    def reopen_url(self) -> str:
        return f"{self.url}reopen/"

    @property
    def start_url(self) -> str:
        return f"{self.url}start/"

    @property
    def habit_url(self) -> str:
        return f"{self.url}habit/"

    @property
    def rhythm_url(self) -> str:
        return f"{self.url}rhythm/"

    @property
    def on_path_url(self) -> str:
        return f"{self.url}on-path/"


SECTIONS = {
    "ready": "now",
    "in_progress": "now",
    "changes": "now",
    "waiting": "now",
    "habit": "now",
    "support": "now",
    "locked": "later",
    "optional": "optional",
    "deferred": "optional",
    "off_track": "optional",
    "skipped": "optional",
    "done": "done",
    "known": "done",
    "waived": "done",
    "covered": "done",
}


def step_url(journey: Journey, key: str) -> str:
    return reverse("step", args=[journey.slug, key])


def step_rows(study: Study, journey: Journey, here: str | None) -> list[StepRow]:
    """A row for each step, in the curator's order; no query."""
    standings = study.standings(journey)
    return [
        step_row(study, journey, step, standings[step.key], here=step.key == here)
        for step in journey.roadmap.steps
    ]


def step_row(
    study: Study, journey: Journey, step: StepDoc, standing: Standing, *, here: bool
) -> StepRow:
    """The row of one step; kept in the process for all whom it stands so for."""
    learner = study.head.learner
    at_hand = learner.minutes_at_hand if learner else None
    fits = bool(at_hand and standing.is_open and standing.minutes_left <= at_hand)
    record = study.records.get(journey.compiled.step_ids[step.key])
    habit = habit_of(record, study.today) if step.kind == "habit" else None
    is_reviewed = journey.guidance.has_reviews
    said = said_of(record, habit, is_reviewed=is_reviewed)
    return remembered(
        journey.compiled.memory,
        ("row", get_language(), step.key, standing, said, fits, here),
        lambda: _step_row(
            study.head.catalogue, journey.compiled, step, standing, said, fits, here
        ),
        most=KEPT,
    )


def _step_row(
    stock: Catalogue,
    version: Compiled,
    step: StepDoc,
    standing: Standing,
    said: Said,
    fits: bool,
    here: bool,
) -> StepRow:
    return StepRow(
        key=step.key,
        title=step.title,
        url=reverse("step", args=[version.slug, step.key]),
        kind=step.kind,
        status=standing.status,
        section=section_of(step, standing),
        meta=meta_of(stock, step, standing),
        line=line_of(stock, version, step, standing, said),
        badge=badge_of(version, step),
        is_here=here,
        fits=fits,
        is_on_path=standing.on_path,
        is_project=step.kind == "project",
        is_reviewed=said.is_reviewed,
        habit=said.habit,
    )


def section_of(step: StepDoc, standing: Standing) -> str:
    """Which part of the list a step belongs to; a habit that waits is later."""
    if standing.status == "habit" and standing.missing:
        return "later"
    if standing.status == "skipped" and step.requirement == "required":
        return "later"
    return SECTIONS[standing.status]


def sections(rows: Iterable[StepRow]) -> Mapping[str, list[StepRow]]:
    """Rows by section, each in order; the one to take next comes first in its own."""
    found: dict[str, list[StepRow]] = {
        name: [] for name in ("now", "later", "optional", "done")
    }
    for row in rows:
        found[row.section].append(row)
    found["now"].sort(key=lambda row: not row.is_here)
    return found
