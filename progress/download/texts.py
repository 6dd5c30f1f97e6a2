"""The record of each path, as Markdown: what its page says, and all texts handed in."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from progress.actions.change import local_date
from progress.models import Enrolment, Submission
from progress.queries.record import RecordPage, record_page
from progress.queries.study import head_of, journey_of, study_of
from roadmap.words import duration

Files = Iterator[tuple[str, str]]


def record_files(person: User, at: datetime) -> Files:
    """(name, text) of what was done on each path by now; three queries for each."""
    head = head_of(person)
    study = study_of(head, local_date(person, at))
    enrolments = Enrolment.objects.filter(learner=person).select_related("learner")
    for enrolment in enrolments:
        journey = journey_of(enrolment, head.revision)
        page = record_page(study, journey, enrolment)
        lines = [*_facts(page), *_steps(page), *_projects(page)]
        lines += _handed_in(person, enrolment)
        yield f"records/{slugify(journey.slug)}.md", "\n".join(lines) + "\n"


def _facts(page: RecordPage) -> Iterator[str]:
    yield from (f"# {page.journey.roadmap.title}", "")
    if page.name:
        yield from (page.name, "")
    if not page.is_finished:
        text = ngettext(
            "This path is not finished now: %(n)s step is left.",
            "This path is not finished now: %(n)s steps are left.",
            page.left,
        )
        yield from (text % {"n": page.left}, "")
    days = [_day(page.started_on), _day(page.finished_on)]
    yield _fact(_("Time"), " – ".join(filter(None, days)))
    yield _fact(_("Hours"), _hours(page))
    if page.choice:
        yield _fact(_("Way"), page.choice)
    version = _("version %(number)s") % {"number": page.journey.compiled.number}
    yield _fact(_("Roadmap"), version)


def _hours(page: RecordPage) -> str:
    stated = {"time": duration(page.minutes_stated)}
    if page.minutes_logged:
        more = _("written down; the roadmap says %(time)s") % stated
        return f"{duration(page.minutes_logged)} {more}"
    return f"{_('about %(time)s') % stated} {_('as the roadmap says')}"


def _steps(page: RecordPage) -> Iterator[str]:
    yield from ("", f"## {_('Steps')}", "")
    yield _row((_("Step"), _("How it counts"), _("When")))
    yield _row(("---",) * 3)
    for step in page.steps:
        yield _row((step.title, step.how, _day(step.on)))
    if page.skipped:
        yield from (
            "",
            _("Skipped: %(steps)s.") % {"steps": ", ".join(page.skipped)},
        )


def _projects(page: RecordPage) -> Iterator[str]:
    if page.projects:
        yield from ("", f"## {_('Projects')}", "")
    for project in page.projects:
        version = _("Version %(number)s") % {"number": project.number}
        yield f"- {project.title}, {version}, {_day(project.on)}"
        yield from (f"  - <{link}>" for link in project.links)


def _handed_in(person: User, enrolment: Enrolment) -> Iterator[str]:
    """Every version with its text, which the page of the record does not show."""
    found = Submission.objects.filter(
        learner=person, step__roadmap=enrolment.roadmap_id
    )
    for one in found.select_related("step").order_by("step", "number"):
        yield from ("", f"### {one.step.title}, {one.number}")
        if one.text:
            yield from ("", one.text)
        yield from ("", *(f"- <{link}>" for link in one.links))


def _fact(name: str, value: str) -> str:
    return f"- {name}: {value}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
