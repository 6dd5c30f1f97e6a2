"""What a row says of one step, in words: what of it, how it stands, since when.

Nothing here knows a learner: what is said hangs on the catalogue, the version, the
standing and what the learner's record adds, so that equal ones have equal words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from progress import words
from progress.engine.state import Standing
from progress.models import StepRecord
from progress.queries.habits import Habit
from roadmap.catalogue import Catalogue, Compiled
from roadmap.document import GroupDoc, MemberDoc, StepDoc, UseDoc
from roadmap.models import StepKind
from roadmap.words import duration


@dataclass(frozen=True, slots=True)
class Said:
    """What a learner's record adds to a row: how the step was closed, days, a habit;
    is_reviewed: a mentor answers what is handed in."""

    how: str = ""
    closed_on: date | None = None
    put_off_until: date | None = None
    habit: Habit | None = None
    is_reviewed: bool = False


NOTHING_SAID = Said()


def said_of(
    record: StepRecord | None, habit: Habit | None = None, *, is_reviewed: bool = False
) -> Said:
    if record is None:
        return Said(habit=habit) if habit else NOTHING_SAID
    closed_at = record.completed_at
    return Said(
        record.how,
        timezone.localdate(closed_at) if closed_at else None,
        record.put_off_until,
        habit,
        is_reviewed=is_reviewed,
    )


def uses_of(step: StepDoc, option: str) -> list[UseDoc]:
    """What the step asks for on the option taken, best first in each slot."""
    return [use for slot in step.slots_for(option or None) for use in slot.uses]


def meta_of(stock: Catalogue, step: StepDoc, standing: Standing) -> tuple[str, ...]:
    """Kind, what of it, time left: the small line below a title."""
    resources = stock.resources
    primary = next(
        (use for use in uses_of(step, standing.option) if use.role == "primary"), None
    )
    parts = []
    if step.kind != "study":
        parts.append(str(StepKind(step.kind).label))
    if primary and primary.resource in resources:
        resource = resources[primary.resource]
        if step.kind == "study":
            parts.append(words.kind_word(resource.kind))
        if primary.scope or primary.label:
            parts.append(words.scope_text(resource, primary))
    if standing.minutes_left and not standing.satisfied:
        parts.append(words.left(standing.minutes_left))
    elif standing.minutes_total:
        parts.append(duration(standing.minutes_total))
    return tuple(parts)


def badge_of(version: Compiled, step: StepDoc) -> str:
    """The track or the kind of offer, where it is worth a word."""
    tracks = {track.key: track.title for track in version.roadmap.tracks}
    if step.when and step.when.tracks:
        return " · ".join(tracks[key] for key in step.when.tracks if key in tracks)
    if step.requirement == "deferred":
        return _("For later")
    if step.requirement == "elective":
        return _("If you want")
    return ""


def line_of(
    stock: Catalogue, version: Compiled, step: StepDoc, standing: Standing, said: Said
) -> str:
    """Why the step stands where it stands, in a sentence."""
    if standing.status in ("done", "known", "waived", "covered"):
        return _done_line(stock, standing, said)
    if standing.status == "waiting" and said.is_reviewed:
        return _("Handed in, waiting for an answer.")
    if standing.status == "waiting":
        return _("Handed in, not yet checked by you.")
    if standing.missing:
        missing = needs_text(stock, version, standing.missing)
        return _("Needs %(what)s.") % {"what": missing}
    if standing.status == "off_track":
        return _("Belongs to another track.")
    if standing.status == "skipped":
        return _("You skipped it.")
    if standing.status in ("optional", "deferred"):
        return step.requirement_reason
    if said.put_off_until is not None:
        return _("Put off until %(day)s.") % {"day": day(said.put_off_until)}
    if standing.added_because:
        title = _step_of(version, standing.added_because).title
        return _("On your path because %(step)s needs it.") % {"step": title}
    return first_sentence(step.summary)


def _step_of(version: Compiled, key: str) -> StepDoc:
    return version.roadmap.steps[version.graph.place[key]]


def _done_line(stock: Catalogue, standing: Standing, said: Said) -> str:
    if standing.status == "covered":
        resources = stock.resources
        titles = [
            resources[key].title for key in standing.covered_by if key in resources
        ]
        return _("By your work in %(what)s.") % {"what": words.listed(titles)}
    if standing.status == "known":
        return _("You knew this already.")
    if standing.status == "waived" or said.closed_on is None:
        return _("A mentor waived it.") if standing.status == "waived" else ""
    forms = {
        "enough": _("Finished %(day)s, enough for you."),
        "self_checked": _("Finished %(day)s, checked by yourself."),
        "reviewed": _("Approved %(day)s."),
    }
    form = forms.get(said.how, _("Finished %(day)s."))
    return form % {"day": day(said.closed_on)}


def day(value: date) -> str:
    """4 November"""
    return str(date_format(value, "MONTH_DAY_FORMAT"))


def first_sentence(text: str) -> str:
    head, stop, _rest = text.partition(". ")
    return head + "." if stop else head


def needs_text(stock: Catalogue, version: Compiled, groups: Iterable[GroupDoc]) -> str:
    """What several groups ask for, as one list: A, B and one of C, D."""
    items: list[str] = []
    for group in groups:
        if group.k is None or group.k == len(group.members):
            items += [member_text(stock, version, one) for one in group.members]
        else:
            items.append(group_text(stock, version, group))
    return words.listed(items)


def group_text(stock: Catalogue, version: Compiled, group: GroupDoc) -> str:
    """What a group asks for: A and B; one of A, B; 2 of A, B and C."""
    names = [member_text(stock, version, member) for member in group.members]
    if group.k is None or group.k == len(names):
        return words.listed(names)
    if group.k == 1:
        return _("one of %(names)s") % {"names": ", ".join(names)}
    return _("%(k)s of %(names)s") % {"k": group.k, "names": ", ".join(names)}


def member_text(stock: Catalogue, version: Compiled, member: MemberDoc) -> str:
    """The title of a step, with its option, or of a resource, with its units."""
    if member.step is None:
        found = stock.resources.get(str(member.resource))
        if found is None:
            return str(member.resource)
        units = words.spans_text(found, (member.scope,)) if member.scope else ""
        return f"{found.title} ({units})" if units else found.title
    step = _step_of(version, member.step)
    if member.option is None:
        return step.title
    option = next(one.title for one in step.options if one.key == member.option)
    return f"{step.title} ({option})"
