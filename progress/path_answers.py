"""The answers that say which path through a roadmap is walked."""

from dataclasses import dataclass
from typing import Any

from progress.models import Enrolment, ShareKind
from roadmap.document import RoadmapDoc

WEIGHT_OF_FIRST = 200
WEIGHT_OF_EQUAL = 100


@dataclass(frozen=True, slots=True)
class PathAnswers:
    """The answers that say which path is walked. aim "" and no tracks: none chosen;
    is_undecided: "I don't know yet" about the track."""

    aim: str = ""
    tracks: tuple[str, ...] = ()
    is_undecided: bool = False
    share_kind: ShareKind = ShareKind.EQUAL
    share_percent: int | None = None

    @property
    def weight(self) -> int:
        """Of this roadmap among the learner's."""
        return weight_of(self.share_kind, self.share_percent)

    def as_fields(self) -> dict[str, Any]:
        return {
            "aim": self.aim,
            "tracks": sorted(self.tracks),
            "is_undecided": self.is_undecided,
            "share_kind": str(self.share_kind),
            "share_percent": self.share_percent,
        }


def weight_of(kind: str, percent: int | None) -> int:
    """What a share weighs against others: half of everything is an equal share."""
    weights = {ShareKind.FIRST: WEIGHT_OF_FIRST, ShareKind.EQUAL: WEIGHT_OF_EQUAL}
    return weights.get(ShareKind(kind), 2 * (percent or 0))


def default_answers(roadmap: RoadmapDoc) -> PathAnswers:
    """Of somebody who said nothing: the default aim, "I don't know yet" of tracks."""
    aim = next((aim.key for aim in roadmap.aims if aim.default), "")
    return PathAnswers(aim=aim, is_undecided=bool(roadmap.tracks))


def answers_of(enrolment: Enrolment) -> PathAnswers:
    """The answers by which somebody walks a roadmap."""
    return PathAnswers(
        aim=enrolment.aim,
        tracks=tuple(enrolment.tracks),
        is_undecided=enrolment.is_undecided,
        share_kind=ShareKind(enrolment.share_kind),
        share_percent=enrolment.share_percent,
    )
