"""Sentences of curators' pages that are made from codes and numbers."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curating.engine.edit_plan import Entry, Why
from curating.engine.map_text import BadLine
from curating.queries.merging import Obstacle
from progress.words import listed


def obstacle_words(found: Obstacle) -> str:
    """Why two resources cannot be put together, and what to do."""
    plain = {
        "same": _("They are one already."),
        "merged": _("The first was put into another one. Undo that first."),
        "kept_merged": _("The other one was put into a third one. Choose that one."),
        "kept_retired": _("The other one is taken out of use. Keep one that is used."),
    }
    if found.why in plain:
        return plain[found.why]
    if found.why == "counts":
        return _(
            "They count in different things, and units of the first are asked for or"
            " done. Bring both to the same units first."
        )
    if found.why == "scopes":
        return _(
            "Steps ask for the first up to unit %(unit)d, which the other has not."
        ) % {"unit": found.beyond}
    return ngettext(
        "%(count)d learner has done units of the first up to %(unit)d, which the other"
        " does not have.",
        "%(count)d learners have done units of the first, up to %(unit)d, which the"
        " other does not have.",
        found.learners,
    ) % {"count": found.learners, "unit": found.beyond}


def refusal_words(why: str) -> str:
    """Why nothing was published, and what to do."""
    return {
        "closed": _("There is no draft to publish."),
        "changed": _("The draft has changed meanwhile: look at it again."),
        "unsettled": _("Nothing was published: say first what becomes of each step."),
        "untried": _("Nothing was published: try it on those who walk it first."),
        "wrong": _("Nothing was published: see what is wrong."),
    }[why]


def why_words(why: Why, titles: Mapping[str, str]) -> str:
    """What a proposal about a step rests on."""
    words = {
        "key": _("it has the same key"),
        "was": _("“%(title)s” says that it was this step"),
        "title": _("the titles are alike to %(percent)d %%"),
        "work": _("“%(title)s” asks for %(percent)d %% of the same"),
        "work_split": _("“%(title)s” asks for %(percent)d %% of it and nothing else"),
        "nothing": _("no new step looks like it or asks for the same"),
    }[why.code]
    title = titles.get(why.step, why.step)
    return words % {"title": title, "percent": why.percent}


def fate_words(entry: Entry, titles: Mapping[str, str]) -> str:
    """What becomes of a step, in a few words."""
    others = [titles.get(key, key) for key in entry.into if key != entry.step]
    named = listed([f"“{title}”" for title in others])
    if entry.fate == "split" and not entry.went:
        return _("a part of it is %s now") % named
    return {
        "same": _("the same step, changed"),
        "renamed": _("renamed: %s") % (named or f"“{titles.get(entry.step, '')}”"),
        "split": _("split into %s") % named,
        "merged": _("part of %s now") % named,
        "replaced": _("replaced by %s") % named,
        "retired": _("taken out of use; nobody’s work is lost, it stays in the record"),
        "new": _("new"),
    }[entry.fate]


def bad_line_words(error: BadLine) -> str:
    """Why a line of a unit map cannot be read."""
    words = {
        "unreadable": _("write it as “new | old”, such as “1-2 | 1”."),
        "backwards": _("units count from 1, and upwards."),
        "beyond_new": _("there are not so many new units."),
        "beyond_old": _("there were not so many units."),
        "twice": _("a new unit is named that stands above already."),
    }
    values = {"line": error.line, "words": words[error.code]}
    return _("Line %(line)d: %(words)s") % values
