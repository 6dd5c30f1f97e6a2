"""The steps of a roadmap as a cohort walks them, with their minutes."""

from dataclasses import dataclass

from progress.engine.minutes import loads
from progress.engine.order import order
from progress.engine.state import Learner, PathChoice, Walk
from progress.engine.survey import survey_of
from progress.path_answers import default_answers
from roadmap.catalogue import Compiled, catalogue, compiled, current_revision
from roadmap.route import remembered


@dataclass(frozen=True, slots=True)
class PathStep:
    """minutes: of a step that everybody walks; None for one beside that path, whose
    day nobody proposes."""

    key: str
    title: str
    minutes: int | None = None


def path_of(version_id: int) -> tuple[PathStep, ...]:
    """First what everybody walks who chooses nothing, in the order to take it, then
    what is beside it, as listed. Habits and support have no day. One query, some more
    where the version was not compiled yet."""
    revision = current_revision()
    version = compiled(version_id, revision)
    return remembered(version.memory, "path", lambda: _steps(version, revision))


def _steps(version: Compiled, revision: int) -> tuple[PathStep, ...]:
    shown, answers = catalogue(revision), default_answers(version.roadmap)
    choice = PathChoice(answers.aim or None, undecided_tracks=answers.is_undecided)
    walk = Walk(graph=version.graph, choice=choice, records={})
    learner = Learner(
        walks=(walk,), spans={}, relations=shown.relations, facts=shown.facts
    )
    survey = survey_of(learner, walk)
    minutes = {
        version.graph.steps[place].key: load.total
        for place, load in loads(survey, survey.todo()).items()
    }
    titles = {
        step.key: step.title
        for step in version.roadmap.steps
        if step.kind not in ("habit", "support")
    }
    ordered = [key for key in order(learner, walk).steps if key in titles]
    beside = [key for key in titles if key not in ordered]
    return (
        *(PathStep(key, titles[key], minutes.get(key, 0)) for key in ordered),
        *(PathStep(key, titles[key]) for key in beside),
    )
