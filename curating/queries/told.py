"""What learners and mentors told curators, and what a learner hears of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from accounts.models import User
from curating.models import (
    LinkReport,
    Outcome,
    ReportReason,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from mentoring.models import StepReport
from roadmap.models import Resource

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """What several learners say of one resource. newest: the last of them; words: what
    they wrote; reasons: by how many."""

    resource: Resource
    reports: tuple[LinkReport, ...]

    @property
    def pk(self) -> int:
        return self.reports[0].pk

    @property
    def newest(self) -> datetime:
        return max(one.reported_at for one in self.reports)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.words for one in self.reports if one.words))

    @property
    def reasons(self) -> tuple[str, ...]:
        """The most frequent first."""
        said = [one.reason for one in self.reports]
        ranked = sorted(dict.fromkeys(said), key=lambda reason: -said.count(reason))
        return tuple(str(ReportReason(reason).label) for reason in ranked)

    @property
    def wants_account(self) -> bool:
        closed = {ReportReason.ACCOUNT, ReportReason.PAID}
        return any(one.reason in closed for one in self.reports)


@dataclass(frozen=True, slots=True)
class Told:
    """What is open, the newest first; steps: what mentors said, empty where a page
    does not show it."""

    groups: tuple[ReportGroup, ...]
    suggestions: tuple[Suggestion, ...]
    steps: tuple[StepReport, ...] = ()

    @property
    def open(self) -> int:
        return len(self.groups) + len(self.suggestions) + len(self.steps)

    @property
    def newest(self) -> list[ReportGroup | Suggestion]:
        """Three for the side of the desk."""
        both: list[ReportGroup | Suggestion] = [*self.groups, *self.suggestions]
        return sorted(both, key=_moment, reverse=True)[:3]


def _moment(one: ReportGroup | Suggestion) -> datetime:
    return one.made_at if isinstance(one, Suggestion) else one.newest


def told_side() -> Told:
    """For the side of the desk; two queries."""
    return Told(tuple(report_groups(_open_reports())), tuple(_open_suggestions()))


def told_page() -> Told:
    """All that waits for an answer; three queries."""
    steps = StepReport.objects.filter(closed_at=None).select_related(
        "step__roadmap", "cohort", "reported_by"
    )
    side = told_side()
    return Told(side.groups, side.suggestions, tuple(steps[:MOST_SHOWN]))


def _open_reports() -> Iterable[LinkReport]:
    rows = LinkReport.objects.filter(closed_at=None)
    return rows.select_related("resource", "learner").order_by("-reported_at", "-pk")[
        :MOST_SHOWN
    ]


def _open_suggestions() -> Iterable[Suggestion]:
    rows = Suggestion.objects.filter(state=SuggestionState.OPEN)
    return rows.select_related("resource", "learner", "step__roadmap").order_by(
        "-made_at", "-pk"
    )[:MOST_SHOWN]


def report_groups(rows: Iterable[LinkReport]) -> list[ReportGroup]:
    """Of one resource in one group, in order of the newest."""
    found: dict[int, list[LinkReport]] = {}
    for row in rows:
        found.setdefault(row.resource_id, []).append(row)
    return [ReportGroup(many[0].resource, tuple(many)) for many in found.values()]


def group_of_report(report: LinkReport) -> list[LinkReport]:
    """All that is open about the same resource."""
    rows = LinkReport.objects.filter(resource=report.resource_id, closed_at=None)
    return list(rows.order_by("pk"))


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What a learner told the curators, and what became of it, both in words; outcome
    is empty while it is open."""

    what: str
    outcome: str
    answer: str
    closed_at: datetime | None


def own_words(learner: User, key: str) -> list[OwnWord]:
    """What this learner said of a resource or suggested, the newest first; at most
    four. One query."""
    mine = {"learner": learner, "resource__key": key}
    names = ("what", "became", "answer", "closed_at", "at")
    reports = LinkReport.objects.filter(**mine).annotate(
        what=F("reason"), became=F("outcome"), at=F("reported_at")
    )
    wishes = Suggestion.objects.filter(**mine).annotate(
        what=F("kind"), became=F("state"), at=F("made_at")
    )
    said = reports.order_by().values_list(*names)
    both = said.union(wishes.order_by().values_list(*names), all=True)
    return [
        OwnWord(
            str(WHAT[what]), str(BECAME[became]) if closed_at else "", answer, closed_at
        )
        for what, became, answer, closed_at, _at in both.order_by("-at")[:4]
    ]


# No two of these are stored under one name.
WHAT = {**dict(ReportReason.choices), **dict(SuggestionKind.choices)}
BECAME = {**dict(Outcome.choices), **dict(SuggestionState.choices)}
