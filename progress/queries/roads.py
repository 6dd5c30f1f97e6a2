"""Each of the learner's roadmaps in a line, from a study that is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from progress import words
from progress.engine.standing import tally
from progress.engine.state import Standing, Suggestion
from progress.queries.study import Journey, Study


@dataclass(frozen=True, slots=True)
class Road:
    """One of the learner's roadmaps in a line."""

    slug: str
    title: str
    url: str
    choice: str
    pips: tuple[str, ...]
    text: str
    percent: int | None
    minutes_left: int
    is_paused: bool
    rests_with_all: bool
    is_finished: bool
    skipped: tuple[str, ...]

    @property
    def record_url(self) -> str:
        return reverse("record", args=[self.slug])


def road_of(study: Study, journey: Journey, best: Suggestion | None) -> Road:
    walk = study.walk(journey)
    found = tally(study.engine, walk)
    standings = study.standings(journey)
    here = best.step if best and best.roadmap == journey.slug else None
    titles = {step.key: step.title for step in journey.roadmap.steps}
    return Road(
        slug=journey.slug,
        title=journey.roadmap.title,
        url=reverse("roadmap", args=[journey.slug]),
        choice=choice_text(journey),
        pips=tuple(
            pip_of(standings[step.key], step.key == here)
            for step in journey.roadmap.steps
            if standings[step.key].on_path or step.key in found.skipped
        ),
        text=words.steps_done(
            found.done + found.covered, found.counted, found.known, found.waived
        ),
        percent=found.percent,
        minutes_left=found.minutes_total - found.minutes_done,
        is_paused=walk.choice.paused,
        rests_with_all=study.is_resting,
        is_finished=found.finished,
        skipped=tuple(titles[key] for key in found.skipped),
    )


def pip_of(standing: Standing, is_here: bool) -> str:
    if is_here:
        return "here"
    if standing.status == "known":
        return "known"
    return "done" if standing.satisfied else ""


def choice_text(journey: Journey) -> str:
    """Research aim, perception track"""
    enrolment = journey.enrolment
    if enrolment is None:
        return ""
    aims = {aim.key: aim.title for aim in journey.roadmap.aims}
    tracks = {track.key: track.title for track in journey.roadmap.tracks}
    parts: Sequence[str] = [
        *([aims[enrolment.aim]] if enrolment.aim in aims else []),
        *(tracks[key] for key in enrolment.tracks if key in tracks),
        *([_("track not chosen yet")] if enrolment.is_undecided else []),
    ]
    return ", ".join(parts)
