"""What happened, in words: one phrase for each kind of event."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from progress.models import Barrier, How, ProgressEvent, PutOffReason, Verb
from progress.words import rhythm_word, unit_name, units_text
from roadmap.spans import normalise
from roadmap.words import duration

MOMENTS = ("before", "after")


def event_text(event: ProgressEvent) -> str:
    """One event in a phrase; step, resource and roadmap are loaded with it."""
    verb = Verb(event.verb)
    phrase = _resource_phrase(event, verb) if event.resource_id else None
    phrase = phrase or _phrases(event)[verb]
    return phrase % {
        "step": event.step.title if event.step else "",
        "resource": event.resource.title if event.resource else "",
        "roadmap": event.roadmap.title if event.roadmap else "",
        "units": _units(event),
        "reason": _reason(event),
        "number": event.data.get("number", ""),
        "rhythm": rhythm_word(event.data.get("per_week")),
        "time": duration(event.data.get("minutes", 0)),
        "unit": unit_name(event.resource.unit if event.resource else "", _unit(event)),
        "thing": _thing(event),
        "why": _why(event),
    }


def _phrases(event: ProgressEvent) -> dict[Verb, str]:
    return {
        Verb.ENROLLED: _("Joined %(roadmap)s"),
        Verb.PATH_CHANGED: _("Changed the path of %(roadmap)s"),
        Verb.LEFT: _("Left %(roadmap)s"),
        Verb.PAUSED: _paused(event),
        Verb.RESUMED: _("Went on with %(roadmap)s")
        if event.roadmap_id
        else _("Went on with everything"),
        Verb.DONE: _done(event),
        Verb.KNOWN: _("Knew %(step)s already"),
        Verb.SKIPPED: _("Skipped %(step)s"),
        Verb.WAIVED: _("%(step)s was waived"),
        Verb.REOPENED: _("Opened %(step)s again"),
        Verb.STARTED: _("Began %(step)s"),
        Verb.PUT_OFF: _("Put off %(step)s: %(reason)s"),
        Verb.OPTION: _("Chose a way through %(step)s"),
        Verb.ADDED: _("Put %(step)s on the path"),
        Verb.REMOVED: _("Took %(step)s off the path"),
        Verb.HABIT: _("Did %(step)s"),
        Verb.RHYTHM: _("Chose a rhythm for %(step)s: %(rhythm)s"),
        Verb.HANDED_IN: _("Handed in version %(number)s of %(step)s"),
        Verb.REVIEWED: _reviewed(event),
        Verb.GUIDED: _guided(event),
        Verb.MOVED: _("%(roadmap)s has a new version"),
        Verb.TIME: _("Studied %(time)s: %(thing)s"),
        Verb.TIME_GONE: _("Took away %(time)s: %(thing)s"),
        Verb.UNDONE: _("Took something back"),
    }


def _resource_phrase(event: ProgressEvent, verb: Verb) -> str | None:
    if verb in (Verb.UNITS, Verb.CLAIM):
        return _units_phrase(event)
    if verb == Verb.INSIDE:
        return _("Got %(time)s into %(unit)s of %(resource)s")
    if verb == Verb.RECOUNTED:
        return _("%(resource)s is counted anew: what you did is carried over")
    if verb == Verb.BARRIER:
        return _("Could not get at %(resource)s: %(reason)s")
    if verb == Verb.BARRIER_GONE:
        return _("Can get at %(resource)s again")
    return None


def _units_phrase(event: ProgressEvent) -> str:
    """The units by name; what is read or seen whole has none."""
    if not _units(event):
        taken, did = _("Took back %(resource)s"), _("Did %(resource)s")
        return taken if event.takes_back else did
    if event.takes_back:
        return _("%(resource)s: %(units)s taken back")
    return _("%(resource)s: %(units)s done")


def _units(event: ProgressEvent) -> str:
    """Week 1; "" for an event without units and for a lone resource."""
    unit = event.resource.unit if event.resource else ""
    return units_text(unit, normalise(event.spans or ())) if unit else ""


def _thing(event: ProgressEvent) -> str:
    """What time was spent on."""
    thing = event.step or event.resource
    return thing.title if thing else _("nothing in particular")


def _unit(event: ProgressEvent) -> int:
    return int(event.data.get("unit") or 0) + 1


def _done(event: ProgressEvent) -> str:
    if "number" in event.data:
        return _(
            "Handed in version %(number)s of %(step)s"
            " and finished it, checked by yourself"
        )
    phrases = {
        How.ENOUGH: _("Finished %(step)s, enough"),
        How.SELF_CHECKED: _("Finished %(step)s, checked by yourself"),
    }
    return phrases.get(event.data.get("how", ""), _("Finished %(step)s"))


def _reviewed(event: ProgressEvent) -> str:
    if event.data.get("decision") == "approved":
        return _("A mentor approved version %(number)s of %(step)s")
    return _("A mentor asked for changes to version %(number)s of %(step)s")


def _guided(event: ProgressEvent) -> str:
    """What changed of a path: a cohort was joined or left, a mentor laid something over
    it or lifted it, or the cohort's days moved."""
    both = _guidances(event)
    cohorts = [len(one.get("cohorts", ())) for one in both]
    laid = [one.get("overlays", []) for one in both]
    if cohorts[0] < cohorts[1]:
        return _("Joined a cohort on %(roadmap)s")
    if cohorts[0] > cohorts[1]:
        return _("Left a cohort on %(roadmap)s")
    added = [one["reason"] for one in laid[1] if one not in laid[0]]
    if added:
        return _("A mentor changed the way through %(roadmap)s: %(why)s")
    if len(laid[0]) > len(laid[1]):
        return _("A mentor's change of the way through %(roadmap)s was lifted")
    return _("The cohort changed its plan for %(roadmap)s")


def _guidances(event: ProgressEvent) -> list[dict[str, Any]]:
    """What mentors said of the path before and after; empty: nothing."""
    return [event.data.get(when, {}).get("guidance") or {} for when in MOMENTS]


def _why(event: ProgressEvent) -> str:
    """The reasons that came with what a mentor laid over a path."""
    if event.verb != Verb.GUIDED:
        return ""
    old, new = (one.get("overlays", []) for one in _guidances(event))
    return " ".join(one["reason"] for one in new if one not in old)


def _paused(event: ProgressEvent) -> str:
    if event.roadmap_id or event.verb != Verb.PAUSED:
        return _("Rested on %(roadmap)s")
    days = event.data["after"]
    values = {"from": _day(days["paused_from"]), "until": _day(days["paused_until"])}
    if days["paused_until"] is None:
        return _("Rested from everything from %(from)s on") % values
    return _("Rested from everything from %(from)s to %(until)s") % values


def _day(text: str | None) -> str:
    if text is None:
        return ""
    return str(date_format(date.fromisoformat(text), "MONTH_DAY_FORMAT"))


def _reason(event: ProgressEvent) -> str:
    if event.verb == Verb.PUT_OFF:
        return str(PutOffReason(event.data["reason"]).label)
    if event.verb == Verb.BARRIER:
        return str(Barrier(event.data["barrier"]).label)
    return ""
