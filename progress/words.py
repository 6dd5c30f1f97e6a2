"""Units, times and counts in words. Every phrase is whole, so that it translates."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roadmap.document import ResourceDoc, UseDoc
from roadmap.leading import link_to_open
from roadmap.models import ResourceKind
from roadmap.spans import Scope, Spans, length
from roadmap.words import HOUR, duration, unit_count


def left(minutes: int) -> str:
    """about 14 h left"""
    return _("about %(time)s left") % {"time": duration(minutes)}


def kind_word(kind: str) -> str:
    return str(ResourceKind(kind).label)


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def url_to_open(resource: ResourceDoc) -> str:
    """The address to open, "" where none leads on."""
    link = link_to_open(resource)
    return link.url if link else ""


def unit_position(unit: str, number: int, total: int | None) -> str:
    """Lesson 3 of 9; number counts from 1."""
    values = {"number": number, "total": total}
    if total is None:
        return unit_name(unit, number)
    forms = {
        "lesson": _("Lesson %(number)s of %(total)s"),
        "lecture": _("Lecture %(number)s of %(total)s"),
        "chapter": _("Chapter %(number)s of %(total)s"),
        "page": _("Page %(number)s of %(total)s"),
        "week": _("Week %(number)s of %(total)s"),
        "video": _("Video %(number)s of %(total)s"),
        "course": _("Course %(number)s of %(total)s"),
        "section": _("Section %(number)s of %(total)s"),
        "minute": _("Minute %(number)s of %(total)s"),
    }
    return forms.get(unit, _("Part %(number)s of %(total)s")) % values


def unit_name(unit: str, number: int) -> str:
    """Lesson 3; number counts from 1."""
    forms = {
        "lesson": _("Lesson %(number)s"),
        "lecture": _("Lecture %(number)s"),
        "chapter": _("Chapter %(number)s"),
        "page": _("Page %(number)s"),
        "week": _("Week %(number)s"),
        "video": _("Video %(number)s"),
        "course": _("Course %(number)s"),
        "section": _("Section %(number)s"),
        "minute": _("Minute %(number)s"),
    }
    return forms.get(unit, _("Part %(number)s")) % {"number": number}


def unit_range(unit: str, first: int, last: int) -> str:
    """Lessons 1 to 4; both count from 1."""
    if first == last:
        return unit_name(unit, first)
    forms = {
        "lesson": _("Lessons %(first)s to %(last)s"),
        "lecture": _("Lectures %(first)s to %(last)s"),
        "chapter": _("Chapters %(first)s to %(last)s"),
        "page": _("Pages %(first)s to %(last)s"),
        "week": _("Weeks %(first)s to %(last)s"),
        "video": _("Videos %(first)s to %(last)s"),
        "course": _("Courses %(first)s to %(last)s"),
        "section": _("Sections %(first)s to %(last)s"),
        "minute": _("Minutes %(first)s to %(last)s"),
    }
    form = forms.get(unit, _("Parts %(first)s to %(last)s"))
    return form % {"first": first, "last": last}


def done_label(unit: str, upcoming: Scope) -> str:
    """The one-click button: Lesson 3 done; All of it done; a lone resource is simply
    done."""
    if not unit:
        return _("Done")
    if length((upcoming,)) > 1:
        return _("All of it done")
    return _("%(unit)s done") % {"unit": unit_name(unit, upcoming[1])}


def unit_label(unit: str) -> str:
    """The word before the number field: Done up to week [2] of 4."""
    forms = {
        "lesson": pgettext("before a number", "lesson"),
        "lecture": pgettext("before a number", "lecture"),
        "chapter": pgettext("before a number", "chapter"),
        "page": pgettext("before a number", "page"),
        "week": pgettext("before a number", "week"),
        "video": pgettext("before a number", "video"),
        "course": pgettext("before a number", "course"),
        "section": pgettext("before a number", "section"),
        "minute": pgettext("before a number", "minute"),
    }
    return forms.get(unit, pgettext("before a number", "part"))


def spans_text(resource: ResourceDoc, spans: Spans) -> str:
    """What a slice asks for: Lesson 3, Pages 40 to 52, Lesson 2 and Lessons 5 to 7; a
    lone resource is its title."""
    if not resource.unit or not spans:
        return resource.title
    return units_text(resource.unit, spans)


def units_text(unit: str, spans: Spans) -> str:
    """Lesson 3; Pages 40 to 52; Lesson 2 and Lessons 5 to 7"""
    return listed([_span_text(unit, start, end) for start, end in spans])


def _span_text(unit: str, start: int, end: int) -> str:
    if unit == "minute":
        return _("From minute %(start)s to %(end)s") % {"start": start, "end": end}
    return unit_range(unit, start + 1, end)


def scope_text(resource: ResourceDoc, use: UseDoc) -> str:
    """What a step asks for of a resource, in the source's words where it has any."""
    if use.label:
        return use.label
    if use.scope is not None:
        return spans_text(resource, (use.scope,))
    if resource.unit and resource.total:
        return _("All of it: %(count)s") % {
            "count": unit_count(resource.unit, resource.total)
        }
    return ""


def reached(own: Spans, scope: Scope) -> int:
    """The unit up to which everything from the start of scope is done."""
    start, end = scope
    run = next((stop for begin, stop in own if begin <= start < stop), start)
    return min(run, end)


def progress_text(resource: ResourceDoc, own: Spans, scope: Scope) -> str:
    """How much of scope is done: 2 of 4 weeks done, 3 of 9 lessons done, with gaps."""
    start, end = scope
    inside = tuple(
        (max(a, start), min(b, end)) for a, b in own if a < end and b > start
    )
    got = length(inside)
    if got >= end - start:
        return _("All done")
    if not resource.unit or not got:
        return _("Not done yet")
    values = {"done": got, "all": unit_count(resource.unit, end - start)}
    if got == reached(own, scope) - start:
        return _("%(done)s of %(all)s done") % values
    return _("%(done)s of %(all)s done, with gaps") % values


def inside_text(minutes: int, of: int) -> str:
    """How far inside a unit: about 2 of 5 hours, about 25 min of 5 h."""
    if minutes > of:
        values = {"spent": duration(minutes), "all": duration(of)}
        return _("about %(spent)s, more than the %(all)s expected") % values
    if minutes % HOUR or of % HOUR:
        values = {"spent": duration(minutes), "all": duration(of)}
        return _("about %(spent)s of %(all)s") % values
    hours = of // HOUR
    form = ngettext(
        "about %(spent)s of %(all)s hour", "about %(spent)s of %(all)s hours", hours
    )
    return form % {"spent": minutes // HOUR, "all": hours}


def one_after_the_other(sayings: Sequence[str]) -> str:
    """Done: Python. Counts in Way and Other."""
    *first, last = sayings
    ended = (
        said if said.endswith((".", "?", "!")) else _("%(said)s.") % {"said": said}
        for said in first
    )
    return " ".join([*ended, last])


def time_noted(minutes: int) -> str:
    """25 min of study noted."""
    return _("%(time)s of study noted.") % {"time": duration(minutes)}


def listed(items: Sequence[str]) -> str:
    """a, b and c; where an item has a comma or an "and" of its own, a; b; c"""
    if len(items) < 2:
        return "".join(items)
    joint = pgettext("between the last two of a list", "and")
    if any("," in item or f" {joint} " in item for item in items):
        return "; ".join(items)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(items[:-1]),
        "last": items[-1],
    }


def steps_done(done: int, counted: int, known: int, waived: int = 0) -> str:
    """4 of 10 done, 1 you knew"""
    parts = [_("%(done)s of %(all)s done") % {"done": done, "all": counted}]
    if known:
        parts.append(ngettext("%(n)s you knew", "%(n)s you knew", known) % {"n": known})
    if waived:
        parts.append(ngettext("%(n)s waived", "%(n)s waived", waived) % {"n": waived})
    return ", ".join(parts)


def shared_steps(count: int) -> str:
    """2 steps in common"""
    return ngettext("%(n)s step in common", "%(n)s steps in common", count) % {
        "n": count
    }


def behind(count: int, opened: int) -> str:
    """2 more steps stand behind it; behind them, where more than one is opened."""
    text = ngettext(
        "%(n)s more step stands behind it.", "%(n)s more steps stand behind it.", count
    )
    if opened > 1:
        text = ngettext(
            "%(n)s more step stands behind them.",
            "%(n)s more steps stand behind them.",
            count,
        )
    return text % {"n": count}


def rhythm_word(per_week: int | None) -> str:
    """once a week, 3 times a week, no rhythm"""
    forms = {
        1: _("once a week"),
        2: _("twice a week"),
        7: _("every day"),
    }
    if not per_week:
        return _("no rhythm")
    many = ngettext("%(n)s time a week", "%(n)s times a week", per_week)
    return forms.get(per_week, many % {"n": per_week})


def times_this_week(count: int) -> str:
    """twice this week; nothing is said of none"""
    forms = {0: "", 1: _("once this week"), 2: _("twice this week")}
    many = ngettext("%(n)s time this week", "%(n)s times this week", count)
    return forms.get(count, many % {"n": count})
