"""What a choice of aim, track or option would mean, before it is made."""

from dataclasses import dataclass, replace

from progress.engine.standing import standings, tally
from progress.engine.state import NOTHING_DECIDED, PathChoice, Walk
from progress.path_answers import PathAnswers
from progress.queries.study import Journey, Study
from roadmap.document import AimDoc, OptionDoc, StepDoc, TrackDoc


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """One aim or track: for whom, and what it adds to the shared path."""

    key: str
    title: str
    who: str
    steps: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Choices:
    aims: tuple[ChoiceText, ...]
    tracks: tuple[ChoiceText, ...]
    shared_steps: int
    shared_minutes: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The path as it would be: steps that come and go, minutes left then and now."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    minutes_before: int
    minutes_after: int


@dataclass(frozen=True, slots=True)
class OptionPreview:
    """The path with another option taken. opens, locks: titles of steps that open or
    lock with it. minutes: that the step takes then; counts: what of them is done."""

    option: OptionDoc
    path: Preview
    opens: tuple[str, ...]
    locks: tuple[str, ...]
    minutes: int
    counts: int


def choices_of(study: Study, journey: Journey) -> Choices:
    """Each aim and track with the steps and hours it adds; no query."""
    base = study.choice(journey.enrolment)
    shared = replace(base, tracks=frozenset(), undecided_tracks=True)
    steps, minutes = size_of(study, journey, shared)

    def text(part: AimDoc | TrackDoc, choice: PathChoice) -> ChoiceText:
        own_steps, own_minutes = size_of(study, journey, choice)
        more, longer = own_steps - steps, own_minutes - minutes
        return ChoiceText(part.key, part.title, part.who, more, longer)

    def on_track(key: str) -> PathChoice:
        return replace(shared, tracks=frozenset({key}), undecided_tracks=False)

    doc = journey.roadmap
    return Choices(
        aims=tuple(text(aim, replace(shared, aim=aim.key)) for aim in doc.aims),
        tracks=tuple(text(track, on_track(track.key)) for track in doc.tracks),
        shared_steps=steps,
        shared_minutes=minutes,
    )


def size_of(study: Study, journey: Journey, choice: PathChoice) -> tuple[int, int]:
    """Steps and minutes of the path under choice."""
    walk = _walk(study, journey, choice)
    found = tally(study.engine, walk)
    return found.counted + found.known + found.waived, found.minutes_total


def preview(study: Study, journey: Journey, answers: PathAnswers) -> Preview:
    """What changes if the path is walked by these answers."""
    after = walk_by(study, journey, answers)
    return _compared(study, journey, study.walk(journey), after)


def walk_by(study: Study, journey: Journey, answers: PathAnswers) -> Walk:
    """The walk of journey as these answers make it; no query."""
    choice = replace(
        study.walk(journey).choice,
        aim=answers.aim or None,
        tracks=frozenset(answers.tracks),
        undecided_tracks=answers.is_undecided,
        share=answers.weight,
    )
    return _walk(study, journey, choice)


def option_preview(
    study: Study, journey: Journey, step: StepDoc, key: str
) -> OptionPreview | None:
    """What changes if this option of the step is taken; None for one that it does not
    have, or that is taken."""
    option = next((one for one in step.options if one.key == key), None)
    before = study.walk(journey)
    old = standings(study.engine, before)
    if option is None or old[step.key].option == key:
        return None
    record = replace(before.records.get(step.key, NOTHING_DECIDED), option=key)
    after = replace(before, records={**before.records, step.key: record})
    new = standings(study.engine, after)
    path = [one for one in journey.roadmap.steps if new[one.key].on_path]
    was, then = ({k for k, s in found.items() if s.is_open} for found in (old, new))
    locked, locks = (
        {k for k, s in found.items() if s.status == "locked"} for found in (old, new)
    )
    mine = new[step.key]
    return OptionPreview(
        option=option,
        path=_compared(study, journey, before, after),
        opens=tuple(one.title for one in path if one.key in locked & then),
        locks=tuple(one.title for one in path if one.key in was & locks),
        minutes=mine.minutes_total,
        counts=mine.minutes_total - mine.minutes_left,
    )


def _compared(study: Study, journey: Journey, before: Walk, after: Walk) -> Preview:
    titles = {step.key: step.title for step in journey.roadmap.steps}
    old, new = _on_path(study, before), _on_path(study, after)
    return Preview(
        added=tuple(title for key, title in titles.items() if key in new - old),
        removed=tuple(title for key, title in titles.items() if key in old - new),
        minutes_before=_left(study, before),
        minutes_after=_left(study, after),
    )


def _walk(study: Study, journey: Journey, choice: PathChoice) -> Walk:
    now = study.walk(journey)
    return Walk(graph=now.graph, choice=choice, records=now.records)


def _on_path(study: Study, walk: Walk) -> set[str]:
    found = standings(study.engine, walk)
    return {key for key, standing in found.items() if standing.on_path}


def _left(study: Study, walk: Walk) -> int:
    found = tally(study.engine, walk)
    return found.minutes_total - found.minutes_done
