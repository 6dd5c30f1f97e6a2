"""The engine's codes in sentences.

A sentence is an icon, the fact in a few bold words, and what stands behind it. One
function per code, so that each phrase is whole and can be translated.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from progress import asked_words, words
from progress.engine.state import Reason
from progress.queries.study import Study
from roadmap.words import duration

Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """code: of the engine. icon: its sign. bold, text: the words; text may be "".
    url: where what it speaks of can be changed, or ""."""

    code: str
    icon: str
    bold: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Names for the keys that a sentence speaks of. roadmap: whose steps are meant."""

    study: Study
    roadmap: str

    def steps(self, keys: object) -> list[str]:
        journey = self.study.head.journey(self.roadmap)
        titles = (
            {step.key: step.title for step in journey.roadmap.steps} if journey else {}
        )
        return [titles.get(key, key) for key in str(keys).split(",") if key]

    def roadmaps(self, slugs: object) -> list[str]:
        found = (
            self.study.head.journey(slug) for slug in str(slugs).split(",") if slug
        )
        return [journey.roadmap.title for journey in found if journey]

    def resource(self, key: object) -> str:
        return self.study.head.catalogue.resources[str(key)].title


Maker = Callable[[Context, Params], tuple[str, str]]


def sentence(study: Study, roadmap: str, reason: Reason) -> Sentence:
    """One reason or fact in words; KeyError for a code without words."""
    return sentence_in(Context(study, roadmap), reason)


def sentence_in(context: Context, reason: Reason) -> Sentence:
    """The same with the names of a context."""
    icon, make = SENTENCES[reason.code]
    bold, text = make(context, reason.params)
    is_asked = reason.code in ASKED
    url = asked_words.change_url(context.study, reason.params) if is_asked else ""
    return Sentence(reason.code, icon, bold, text, url)


def lost_sentence(study: Study, roadmap: str, reason: Reason) -> Sentence:
    """Why a step is not the first, in words about this step."""
    return lost_sentence_in(Context(study, roadmap), reason)


def lost_sentence_in(context: Context, reason: Reason) -> Sentence:
    """The same with the names of a context."""
    make = LOST.get(reason.code)
    if make is None:
        return sentence_in(context, reason)
    bold, text = make(context, reason.params)
    return Sentence(reason.code, SENTENCES[reason.code][0], bold, text)


def sentences(
    study: Study, roadmap: str, reasons: Iterable[Reason]
) -> Iterator[Sentence]:
    return (sentence(study, roadmap, reason) for reason in reasons)


def _day(value: object) -> str:
    return str(date_format(date.fromisoformat(str(value)), "MONTH_DAY_FORMAT"))


def _overdue(context: Context, params: Params) -> tuple[str, str]:
    return _("Your cohort did it by %(day)s") % {"day": _day(params["on"])}, ""


def _due(context: Context, params: Params) -> tuple[str, str]:
    return _("Your cohort does it by %(day)s") % {"day": _day(params["on"])}, ""


def _begun(context: Context, params: Params) -> tuple[str, str]:
    time = words.left(int(params["minutes_left"]))
    return _("You have begun it"), _("What is begun is finished first: %(time)s.") % {
        "time": time
    }


def _alongside(context: Context, params: Params) -> tuple[str, str]:
    step = words.listed(context.steps(params["step"]))
    return _("Goes along with %(step)s") % {"step": step}, _("You are on that now.")


def _brings_value(context: Context, params: Params) -> tuple[str, str]:
    if "milestone" not in params:
        return _("Brings most per hour"), ""
    goal = words.listed(context.steps(params["milestone"]))
    text = _("The soonest worth your hours: about %(time)s in all from here.")
    time = duration(int(params["minutes"]))
    return _("On the way to %(goal)s") % {"goal": goal}, text % {"time": time}


def _several_roadmaps(context: Context, params: Params) -> tuple[str, str]:
    count = int(params["count"])
    bold = ngettext(
        "Counts in %(n)s of your roadmaps", "Counts in %(n)s of your roadmaps", count
    )
    others = words.listed(context.roadmaps(params["roadmaps"]))
    return bold % {"n": count}, _("Also in %(roadmaps)s.") % {"roadmaps": others}


def _fits_minutes(context: Context, params: Params) -> tuple[str, str]:
    return (
        _("Fits your %(of)s minutes") % {"of": params["of"]},
        _("Not every open step has a piece that short."),
    )


def _usable_now(context: Context, params: Params) -> tuple[str, str]:
    return _("You can get at it"), _("Others have nothing you can use now.")


def _only_open(context: Context, params: Params) -> tuple[str, str]:
    return _("The only step open now"), ""


def _put_off(context: Context, params: Params) -> tuple[str, str]:
    days = int(params["days"])
    if days == 0:
        return _("You put it off today"), ""
    bold = ngettext(
        "You put it off %(n)s day ago", "You put it off %(n)s days ago", days
    )
    return bold % {"n": days}, ""


def _behind(context: Context, params: Params) -> tuple[str, str]:
    share = round(100 * int(params["thousandths"]) / int(params["best_thousandths"]))
    if not share:
        return _("Brings less per hour"), ""
    text = _("about %(share)s %% of what the first one brings.") % {"share": share}
    return _("Brings less per hour"), text


def _together(context: Context, params: Params) -> tuple[str, str]:
    return _("Comes later, all things weighed"), ""


def _listed_later(context: Context, params: Params) -> tuple[str, str]:
    return _("As good; the roadmap lists it later"), ""


def _better_after(context: Context, params: Params) -> tuple[str, str]:
    step = words.listed(context.steps(params["step"]))
    return _("Better after %(step)s") % {"step": step}, ""


def _put_off_until(context: Context, params: Params) -> tuple[str, str]:
    return _("You put it off until %(day)s") % {"day": _day(params["on"])}, ""


def _nothing_usable(context: Context, params: Params) -> tuple[str, str]:
    return (
        _("Nothing of it is to be had for you now"),
        _("Look for the same topic in the catalogue."),
    )


def _continues(context: Context, params: Params) -> tuple[str, str]:
    resource = context.study.head.catalogue.resources[str(params["resource"])]
    place = words.unit_position(
        resource.unit, int(params["unit"]), int(params["total"]) or None
    )
    return _("You are at %(place)s") % {"place": place}, resource.title


def _builds_on(context: Context, params: Params) -> tuple[str, str]:
    titles = context.steps(params["steps"])
    bold = _("You finished %(step)s") % {"step": titles[0]}
    if len(titles) == 1:
        return bold, _("It builds on that.")
    others = words.listed(titles[1:])
    return bold, _("and %(steps)s. It builds on them.") % {"steps": others}


def _first_step(context: Context, params: Params) -> tuple[str, str]:
    return _("Your first step on this roadmap"), _("Nothing has to come before it.")


def _takes_minutes(context: Context, params: Params) -> tuple[str, str]:
    values = {"minutes": params["minutes"], "of": params["of"]}
    if int(params["minutes"]) > int(params["of"]):
        return _("Takes about %(minutes)s minutes") % values, _("Stop anywhere.")
    return _("Takes about %(minutes)s of your %(of)s minutes") % values, ""


def _opens(context: Context, params: Params) -> tuple[str, str]:
    opened = words.listed(context.steps(params["steps"]))
    behind = int(params["behind"])
    return _("Opens %(steps)s") % {"steps": opened}, (
        words.behind(behind, int(params["count"])) if behind else ""
    )


def _counts_in(context: Context, params: Params) -> tuple[str, str]:
    others = words.listed(context.roadmaps(params["roadmaps"]))
    return _("Counts also in %(roadmaps)s") % {"roadmaps": others}, ""


def _passed_over(context: Context, params: Params) -> tuple[str, str]:
    title = context.resource(params["resource"])
    return asked_words.wish(params), asked_words.because(title, params)


def _set_aside(context: Context, params: Params) -> tuple[str, str]:
    there = Context(context.study, str(params["roadmap"]))
    step = words.listed(there.steps(params["step"]))
    title = context.resource(params["resource"])
    bold = _("%(step)s is set aside, as you asked") % {"step": step}
    return bold, asked_words.because(title, params)


def _plain(phrase: str) -> Maker:
    return lambda _context, _params: (_(phrase), "")


SENTENCES: Mapping[str, tuple[str, Maker]] = {
    "overdue": ("clock", _overdue),
    "due": ("clock", _due),
    "begun": ("in_progress", _begun),
    "alongside": ("opens", _alongside),
    "brings_value": ("goal", _brings_value),
    "several_roadmaps": ("shared", _several_roadmaps),
    "fits_minutes": ("clock", _fits_minutes),
    "usable_now": ("works", _usable_now),
    "only_open": ("ready", _only_open),
    "put_off": ("deferred", _put_off),
    "behind": ("goal", _behind),
    "together": ("list", _together),
    "listed_later": ("list", _listed_later),
    "better_after": ("list", _better_after),
    "put_off_until": ("deferred", _put_off_until),
    "nothing_usable": ("info", _nothing_usable),
    "continues": ("in_progress", _continues),
    "builds_on": ("done", _builds_on),
    "first_step": ("ready", _first_step),
    "takes_minutes": ("clock", _takes_minutes),
    "opens": ("opens", _opens),
    "counts_in": ("shared", _counts_in),
    "passed_over": ("info", _passed_over),
    "set_aside": ("info", _set_aside),
}

# Those of preferences, which can be changed.
ASKED = frozenset({"passed_over", "set_aside"})

# Why a step is not the first, where the codes speak of the step that is.
LOST: Mapping[str, Maker] = {
    "overdue": _plain(gettext_noop("Your cohort is past the first one")),
    "due": _plain(gettext_noop("Your cohort does the first one soon")),
    "begun": _plain(gettext_noop("The first one is begun already")),
    "alongside": _plain(gettext_noop("The first one goes with what you are on")),
    "several_roadmaps": _plain(
        gettext_noop("The first one counts in more of your roadmaps")
    ),
    "fits_minutes": _plain(gettext_noop("No piece of it fits your minutes")),
    "usable_now": _plain(gettext_noop("Nothing of it is to be had for you now")),
}
