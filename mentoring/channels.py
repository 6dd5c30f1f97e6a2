"""Who hears of what, and how, unless they chose otherwise: the one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.models import How, NewsKind


@dataclass(frozen=True, slots=True)
class Channel:
    """audience: learner, mentor or curator. ways: what may be chosen."""

    kind: NewsKind
    audience: str
    default: How
    ways: tuple[How, ...] = (How.AT_ONCE, How.DAILY, How.PAGE, How.NEVER)


CHANNELS: Mapping[NewsKind, Channel] = {
    one.kind: one
    for one in (
        Channel(NewsKind.REVIEWED, "learner", How.AT_ONCE),
        Channel(NewsKind.ANSWERED, "learner", How.AT_ONCE),
        Channel(NewsKind.WORD, "learner", How.AT_ONCE),
        Channel(NewsKind.ANNOUNCED, "learner", How.AT_ONCE),
        Channel(NewsKind.GUIDED, "learner", How.PAGE),
        Channel(NewsKind.SEAT, "learner", How.AT_ONCE),
        Channel(NewsKind.HANDED_IN, "mentor", How.DAILY),
        Channel(NewsKind.ASKED, "mentor", How.DAILY),
        Channel(NewsKind.REPLIED, "mentor", How.DAILY),
        Channel(NewsKind.EXPLAINED, "mentor", How.DAILY),
        Channel(NewsKind.JOINED, "mentor", How.DAILY),
        Channel(NewsKind.REPORTED, "curator", How.DAILY),
        Channel(NewsKind.MENDED, "learner", How.PAGE),
        Channel(NewsKind.CHANGED, "learner", How.PAGE),
        Channel(NewsKind.TOLD, "curator", How.PAGE),
    )
}
