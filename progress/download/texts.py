"""The record of each path, as Markdown."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Sum
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from progress.models import (
    Decision,
    Enrolment,
    How,
    StepRecord,
    Submission,
    TimeEntry,
)

Files = Iterator[tuple[str, str]]


def record_files(person: User) -> Files:
    """(name, text) of what was done on each path; four queries for each."""
    enrolments = Enrolment.objects.filter(learner=person).select_related("roadmap")
    for enrolment in enrolments:
        lines = [f"# {enrolment.roadmap.title}", "", *_facts(person, enrolment), ""]
        lines += [f"- {line}" for line in _steps(person, enrolment)]
        projects = list(_projects(person, enrolment))
        if projects:
            lines += ["", f"## {_('Projects')}", "", *projects]
        yield f"records/{slugify(enrolment.roadmap.slug)}.md", "\n".join(lines) + "\n"


def _facts(person: User, enrolment: Enrolment) -> Iterator[str]:
    yield _("Joined on %(day)s.") % {"day": enrolment.started_on.isoformat()}
    spent = TimeEntry.objects.filter(
        learner=person, step__roadmap=enrolment.roadmap
    ).aggregate(minutes=Sum("minutes"))["minutes"]
    if spent:
        yield _("%(hours).1f hours noted.") % {"hours": spent / 60}


def _steps(person: User, enrolment: Enrolment) -> Iterator[str]:
    records = StepRecord.objects.filter(
        learner=person, step__roadmap=enrolment.roadmap
    ).exclude(decision=Decision.NONE)
    for record in records.select_related("step").order_by("completed_at", "pk"):
        words = [str(Decision(record.decision).label)]
        if record.completed_at:
            words = [_day(record.completed_at), str(How(record.how).label)]
        yield f"{record.step.title}: {', '.join(words)}"


def _projects(person: User, enrolment: Enrolment) -> Iterator[str]:
    submissions = Submission.objects.filter(
        learner=person, step__roadmap=enrolment.roadmap
    )
    for one in submissions.select_related("step").order_by("step", "number"):
        yield f"### {one.step.title}, {one.number}\n"
        if one.text:
            yield f"{one.text}\n"
        yield from (f"- {link}" for link in one.links)


def _day(at: datetime) -> str:
    return at.date().isoformat()
