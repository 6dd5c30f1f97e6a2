"""Flags in sentences: a badge, the evidence, and one thing to do.

One function per cause, so that each phrase is whole and can be translated.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.engine.triage_facts import Flag, Kind
from mentoring.queries.facts import CohortBoard
from roadmap.words import duration

ICONS: Mapping[Kind, str] = {
    "review": "waiting",
    "question": "support",
    "stuck": "trouble",
    "silent": "idle",
    "behind": "behind",
}
FOR_A_PERSON = frozenset({"review", "question"})


@dataclass(frozen=True, slots=True)
class FlagWords:
    """badge: cause and time. text: the evidence."""

    icon: str
    is_waiting: bool
    badge: str
    text: str


Maker = Callable[[CohortBoard, Flag], tuple[str, str]]


def flag_words(board: CohortBoard, flag: Flag) -> FlagWords:
    """The flag of a learner in words; no query."""
    badge, text = MAKERS[flag.cause](board, flag)
    return FlagWords(ICONS[flag.cause], flag.cause in FOR_A_PERSON, badge, text)


def day(value: date) -> str:
    return str(date_format(value, "MONTH_DAY_FORMAT"))


def days_ago(count: int) -> str:
    """today, yesterday, 3 days"""
    if count <= 0:
        return _("today")
    if count == 1:
        return _("yesterday")
    return days(count)


def days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def _review(board: CohortBoard, flag: Flag) -> tuple[str, str]:
    time = days(int(flag.numbers["days"]))
    badge = _("Waits for a review, %(time)s") % {"time": time}
    values = {
        "step": board.title(flag.step),
        "number": flag.numbers["number"],
        "promised": days(int(flag.numbers["promised"])),
    }
    text = _(
        "%(step)s, version %(number)s. An answer was promised within %(promised)s."
    )
    more = int(flag.numbers["count"]) - 1
    return badge, _with_more(text % values, more)


def _question(board: CohortBoard, flag: Flag) -> tuple[str, str]:
    time = days_ago(int(flag.numbers["days"]))
    badge = _("Asked a question, %(time)s") % {"time": time}
    text = _("“%(words)s”") % {"words": " ".join(str(flag.numbers["words"]).split())}
    return badge, _with_more(text, int(flag.numbers["count"]) - 1)


def _with_more(text: str, more: int) -> str:
    if more <= 0:
        return text
    also = ngettext("%(n)s more waits.", "%(n)s more wait.", more) % {"n": more}
    return f"{text} {also}"


def _stuck(board: CohortBoard, flag: Flag) -> tuple[str, str]:
    numbers = flag.numbers
    values = {"step": board.title(flag.step), "time": days(int(numbers["days"]))}
    badge = _("Stuck on %(step)s, %(time)s") % values
    if numbers["by"] == "minutes":
        text = _("%(noted)s noted; about %(predicted)s should be enough so far.") % {
            "noted": duration(int(numbers["minutes"])),
            "predicted": duration(int(numbers["predicted"])),
        }
    else:
        count = int(numbers["study_days"])
        form = ngettext(
            "%(n)s day of study since %(day)s, and no step moved.",
            "%(n)s days of study since %(day)s, and no step moved.",
            count,
        )
        text = form % {"n": count, "day": day(flag.since)}
    if not numbers["total"]:
        return badge, text
    done = _("%(done)s of %(total)s done.") % numbers
    return badge, f"{text} {done}"


def _silent(board: CohortBoard, flag: Flag) -> tuple[str, str]:
    numbers = flag.numbers
    time = days(int(numbers["days"]))
    badge = _("No activity, %(time)s") % {"time": time}
    if not numbers["ever"]:
        text = _("Has not begun since %(day)s.") % {"day": day(flag.since)}
        return badge, text
    if flag.step:
        values = {"step": board.title(flag.step), "day": day(flag.since)}
        text = _("Last seen on %(step)s, %(day)s.") % values
    else:
        text = _("Last seen %(day)s.") % {"day": day(flag.since)}
    if numbers["weekend"]:
        return badge, f"{text} {_('Usually studies at weekends.')}"
    count = int(numbers["usual"])
    usual = ngettext(
        "Usually studies every day.", "Usually studies every %(n)s days.", count
    )
    return badge, f"{text} {usual % {'n': count}}"


def _behind(board: CohortBoard, flag: Flag) -> tuple[str, str]:
    numbers = flag.numbers
    count = int(numbers["steps"])
    badge = ngettext(
        "Behind the plan by %(n)s step", "Behind the plan by %(n)s steps", count
    )
    text = _("%(done)s of %(of)s done; the middle of the cohort is at %(middle)s.")
    due = _("%(step)s was due on %(day)s.") % {
        "step": board.title(flag.step),
        "day": day(flag.since),
    }
    return badge % {"n": count}, f"{text % numbers} {due}"


MAKERS: Mapping[Kind, Maker] = {
    "review": _review,
    "question": _question,
    "stuck": _stuck,
    "silent": _silent,
    "behind": _behind,
}


def more_of(cause: Kind, count: int) -> str:
    """9 more wait for a review"""
    forms = {
        "review": ngettext(
            "%(n)s more waits for a review", "%(n)s more wait for a review", count
        ),
        "question": ngettext(
            "%(n)s more has a question", "%(n)s more have a question", count
        ),
        "stuck": ngettext("%(n)s more is stuck", "%(n)s more are stuck", count),
        "silent": ngettext("%(n)s more is silent", "%(n)s more are silent", count),
        "behind": ngettext("%(n)s more is behind", "%(n)s more are behind", count),
    }
    return forms[cause] % {"n": count}


def cause_name(cause: Kind) -> str:
    """What a filter calls it."""
    forms = {
        "review": _("Waits for a review"),
        "question": _("Has a question"),
        "stuck": _("Stuck"),
        "silent": _("Silent"),
        "behind": _("Behind the plan"),
    }
    return forms[cause]


def plan_is_late(held: Mapping[Kind, int], size: int) -> str:
    """Why inferred flags are not shown one by one."""
    count = sum(held.values())
    form = ngettext(
        "%(n)s of %(size)s is behind, stuck or silent:"
        " the plan is late, not the people.",
        "%(n)s of %(size)s are behind, stuck or silent:"
        " the plan is late, not the people.",
        count,
    )
    return form % {"n": count, "size": size}


def fine_line(flagged: int, size: int) -> str:
    """5 of 24. The other 19 are fine today."""
    rest = size - flagged
    if not size:
        return ""
    if not flagged:
        return _("Nobody of %(size)s.") % {"size": size}
    first = _("%(n)s of %(size)s.") % {"n": flagged, "size": size}
    if not rest:
        return first
    form = ngettext(
        "The other one is fine today.", "The other %(n)s are fine today.", rest
    )
    return f"{first} {form % {'n': rest}}"
