"""A roadmap as a check list, with what one person has done of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from curating.lists.writing import Line, Part, Sheet
from curating.ticks.types import first_uses
from progress import words
from progress.engine.state import Standing
from progress.queries.resources import resource_url, scope_of
from progress.queries.row_words import needs_text
from progress.queries.study import Journey, Study
from roadmap.document import GroupDoc, StepDoc, UseDoc
from roadmap.spans import covers

TICKED = ("done", "covered", "known")
ENDLESS = ("habit", "support")


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes a roadmap along; whole: makes a whole address of one of this site."""

    study: Study
    journey: Journey
    whole: Callable[[str], str]


def sheet_of(taker: Taker) -> Sheet:
    """No query: everything is in the study and the catalogue."""
    roadmap = taker.journey.roadmap
    standings = taker.study.standings(taker.journey)
    lines: dict[str, list[Line]] = {stage.key: [] for stage in roadmap.stages}
    for step in roadmap.steps:
        lines.setdefault(step.stage, []).append(_step(taker, step, standings[step.key]))
    titles = {stage.key: stage.title for stage in roadmap.stages}
    return Sheet(
        title=roadmap.title,
        about=(roadmap.summary,),
        known_by=(
            _version(taker),
            taker.whole(reverse("roadmap", args=[roadmap.slug])),
        ),
        parts=tuple(
            Part(title=titles.get(stage, ""), lines=tuple(found))
            for stage, found in lines.items()
            if found
        ),
    )


def known_words() -> str:
    """What stands behind a step that was known before."""
    return _("(known already)")


def _version(taker: Taker) -> str:
    number = taker.journey.compiled.number
    values = {"title": taker.journey.roadmap.title, "number": number}
    return _("%(title)s, version %(number)s") % values


def _step(taker: Taker, step: StepDoc, standing: Standing) -> Line:
    address = reverse("step", args=[taker.journey.slug, step.key])
    endless = step.kind in ENDLESS
    return Line(
        title=step.title,
        address=taker.whole(address),
        ticked=None if endless else standing.status in TICKED,
        after=_said(step, standing),
        more=tuple(_needs(taker, step.needs)),
        below=tuple(
            _resource(taker, use)
            for key, use in first_uses(step).items()
            if key in taker.study.head.catalogue.resources
        ),
    )


def _said(step: StepDoc, standing: Standing) -> str:
    """Why it is ticked, or is not, where that is worth a word."""
    said = {
        "known": known_words(),
        "covered": _("(done elsewhere)"),
        "waived": _("(waived by a mentor)"),
        "skipped": _("(skipped)"),
        "habit": _("(a habit)"),
        "support": _("(help on the way)"),
    }
    optional = {"elective": _("(if you want)"), "deferred": _("(for later)")}
    return said.get(standing.status, "") or optional.get(step.requirement, "")


def _needs(taker: Taker, groups: Iterable[GroupDoc]) -> Iterable[str]:
    """What a step needs, a sentence for each strength."""
    forms = {
        "required": _("Needs %(what)s."),
        "recommended": _("Easier after %(what)s."),
        "alongside": _("Goes along with %(what)s."),
    }
    stock, version = taker.study.head.catalogue, taker.journey.compiled
    for strength, form in forms.items():
        asked = [one for one in groups if one.strength == strength and one.members]
        if asked:
            yield form % {"what": needs_text(stock, version, asked)}


def _resource(taker: Taker, use: UseDoc) -> Line:
    resource = taker.study.head.catalogue.resources[use.resource]
    own = taker.study.engine.effective.get(resource.key, ())
    scope = scope_of(resource, use)
    roles = {"instead": _("(instead)"), "extra": _("(extra)")}
    page = taker.whole(resource_url(resource.key))
    said = (words.scope_text(resource, use), roles.get(use.role, ""))
    return Line(
        title=resource.title,
        address=words.url_to_open(resource) or page,
        ticked=scope is not None and covers(own, scope),
        after=" ".join(filter(None, said)),
    )
