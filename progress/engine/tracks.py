"""Where the choice of a track begins to matter for somebody still undecided."""

from dataclasses import replace

from progress.engine.order import outlook_of
from progress.engine.state import Learner, Walk
from progress.engine.survey import Survey, survey_of


def track_question(learner: Learner, walk: Walk) -> tuple[str, ...]:
    """Keys of the tracks that would now add an open step or take one away, in the
    roadmap's order. () once the tracks are decided. One survey a track."""
    if not walk.choice.undecided_tracks:
        return ()
    now = open_places(survey_of(learner, walk))
    return tuple(
        track.key
        for track in walk.graph.roadmap.tracks
        if open_places(_survey_with(learner, walk, track.key)) != now
    )


def asks_now(learner: Learner, walk: Walk) -> tuple[str, ...]:
    """Those tracks of track_question for which the next step is the place to ask:
    with the track another step comes first, or one goes along with the next step
    that does not without it."""
    if not walk.choice.undecided_tracks:
        return ()
    shared = survey_of(learner, walk)
    following = outlook_of(shared).first
    asked: list[str] = []
    for key in track_question(learner, walk):
        other = _survey_with(learner, walk, key)
        if outlook_of(other).first != following or _beside(other, following) - _beside(
            shared, following
        ):
            asked.append(key)
    return tuple(asked)


def open_places(survey: Survey) -> set[int]:
    """Places of the steps that may be offered."""
    return {
        place
        for place, standing in enumerate(survey.standings)
        if standing.is_open and standing.on_path
    }


def _beside(survey: Survey, place: int | None) -> set[int]:
    """Open steps that go along with the step at a place."""
    beside = survey.route.beside
    return {other for other in open_places(survey) if place in beside[other]}


def _survey_with(learner: Learner, walk: Walk, track: str) -> Survey:
    """The walk as it would be with this one track; kept on the learner."""
    key = ("track", walk, track)
    found = learner.memory.get(key)
    if not isinstance(found, Walk):
        choice = replace(walk.choice, tracks=frozenset({track}), undecided_tracks=False)
        found = replace(walk, choice=choice)
        learner.memory[key] = found
    return survey_of(learner, found)
