"""What the link desk says: badges, what is suggested and why, and what was done."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curating.actions.fixes import Refused
from curating.engine.proposals import Proposal
from curating.models import Fix
from curating.queries.problems import Problem
from roadmap.cards import Place
from roadmap.models import LinkHealth

GLYPHS = {
    **{"malformed": "trouble", "unsafe": "trouble", "soft_404": "gone"},
    **{"gone": "gone", "no_answer": "gone", "moved": "moved", "moved_now": "moved"},
    **{"slow": "slow", "members": "locked", "robots": "locked", "limited": "clock"},
    **{"unsure": "help", "works": "works"},
}


def verdict_words(verdict: str) -> str:
    words = {
        "works": _("Works"),
        "moved": _("Moved"),
        "moved_now": _("Moved for now"),
        "slow": _("Slow"),
        "members": _("Members only"),
        "robots": _("Refuses robots"),
        "limited": _("Asks us to wait"),
        "soft_404": _("Says there is no page"),
        "gone": _("Gone"),
        "no_answer": _("No answer"),
        "malformed": _("Malformed"),
        "unsafe": _("Not on the open web"),
        "unsure": _("Not sure yet"),
    }
    return words.get(verdict, _("Not checked yet"))


def badge(problem: Problem) -> tuple[str, str, bool]:
    """(glyph, words, whether it is bad)"""
    if problem.group == "duplicates":
        return "duplicate", _("Duplicate"), False
    if problem.group == "newer":
        return "paused", _("There is a newer one"), False
    health = problem.health
    verdict = health.verdict if health else ""
    return (
        GLYPHS.get(verdict, "clock"),
        health_words(health),
        problem.group == "broken",
    )


def health_words(health: LinkHealth | None) -> str:
    """Gone, 404; Slow, 9 s"""
    if health is None:
        return verdict_words("")
    words = verdict_words(health.verdict)
    if health.verdict == "gone" and health.status:
        return _("%(verdict)s, %(status)s") % {
            "verdict": words,
            "status": health.status,
        }
    if health.verdict == "slow" and health.milliseconds:
        seconds = round(health.milliseconds / 1000)
        return _("%(verdict)s, %(seconds)s s") % {"verdict": words, "seconds": seconds}
    return words


def since_words(problem: Problem) -> str:
    """since 11 November, 5 checks"""
    if problem.group == "duplicates":
        return _("two resources, one title")
    if problem.health is None:
        return _("steps still ask for it") if problem.group == "newer" else ""
    checks = ngettext("%(n)s check", "%(n)s checks", problem.health.checks)
    return _("since %(day)s, %(checks)s") % {
        "day": day_words(problem.health.since),
        "checks": checks % {"n": problem.health.checks},
    }


def day_words(moment: datetime) -> str:
    """11 November, with the year where it is another one."""
    day = localdate(moment)
    form = "MONTH_DAY_FORMAT" if day.year == localdate().year else "DATE_FORMAT"
    return date_format(day, form)


def moment_words(moment: datetime) -> str:
    """today at 06:10"""
    local = localtime(moment)
    time = date_format(local, "TIME_FORMAT")
    if local.date() == localdate():
        return _("today at %(time)s") % {"time": time}
    return _("%(day)s at %(time)s") % {"day": day_words(moment), "time": time}


def sure_words(one: Proposal) -> str:
    return _("certain") if one.is_certain else _("%(n)s %% sure") % {"n": one.sure}


def fix_title(one: Proposal) -> str:
    """Corrected address, certain"""
    other = one.other.title if one.other else ""
    values = {"sure": sure_words(one), "title": other}
    titles = {
        "address": _("Corrected address, %(sure)s"),
        "target": _("New address, %(sure)s"),
        "other": _("Another address of the same, %(sure)s"),
        "archive": _("Archived copy"),
        "newer": _("Replacement: %(title)s"),
        "swap": _("First instead: %(title)s"),
        "merge": _("Make one of it and %(title)s, %(sure)s"),
        "members": _("Mark as needing an account"),
        "two": _("They are two"),
        "out": _("Take it out of use"),
        "watch": _("Keep watching"),
    }
    if one.kind == "archive" and one.on:
        return _("Archived copy of %(day)s") % {"day": date_format(one.on)}
    if one.why == "none":
        return _("No safe fix found")
    return titles[one.kind] % values


def fix_reason(one: Proposal) -> str:
    """Why, and what it means, in a sentence."""
    reasons = {
        "spelling": _("Something around or inside the address does not belong to it."),
        "for_good": _("The old address says that it has moved for good."),
        "for_now": _("The old address says that this is for now."),
        "front_page": _("The old address leads to the front page of the site now."),
        "other": _("It has another address, which works."),
        "copy": _("The page as it was kept then."),
        "newer": _(
            "Who has finished it keeps the step. New learners get the newer one."
        ),
        "instead": _("Learners are led there already; this lets it stand first."),
        "same_target": _("It leads to what another resource is. Progress is kept."),
        "same_address": _("Both have one address, up to its end. Progress is kept."),
        "same_title": _("Titles and authors are alike. Progress is kept."),
        "members": _("It asks for an account, and the catalogue does not say so."),
        "two": _("They only look alike, and are not shown again."),
        "out": _("Nobody is led to it any more. What learners did stays."),
        "none": _("Choose another address, or look for a replacement."),
        "watch": _("It stays as it is, and is shown again in a week."),
        "watch_known": _("It needs an account, which the catalogue says."),
        "watch_moved_now": _("It says that this is for now. No change needed yet."),
        "watch_robots": _("It answers people, but no robots. Look at it yourself."),
        "watch_limited": _("It asks us to come less often, and we do."),
        "watch_slow": _("It answers, but late. No change needed yet."),
        "watch_unsure": _("It did not answer well, but not often enough to be sure."),
    }
    return reasons.get(one.why, "")


def act_label(one: Proposal) -> str:
    labels = {
        "address": _("Correct it"),
        "target": _("Use new address"),
        "other": _("Use this address"),
        "archive": _("Use the copy"),
        "newer": _("Replace"),
        "swap": _("Put it first"),
        "merge": _("Make one"),
        "members": _("Mark it"),
        "two": _("They are two"),
        "out": _("Take out of use"),
        "watch": _("Snooze a week"),
    }
    return labels[one.kind]


def places_words(places: tuple[Place, ...]) -> str:
    """Image processing, in 1 roadmap; 2 steps, in 2 roadmaps"""
    if not places:
        return _("no published step asks for it")
    steps = {(place.roadmap_slug, place.step_key): place.step_title for place in places}
    count = len({slug for slug, _step in steps})
    roadmaps = ngettext("in %(n)s roadmap", "in %(n)s roadmaps", count) % {"n": count}
    titles = list(steps.values())
    counted = ngettext("%(n)s step", "%(n)s steps", len(steps)) % {"n": len(steps)}
    what = titles[0] if len(titles) == 1 else counted
    return _("%(steps)s, %(roadmaps)s") % {"steps": what, "roadmaps": roadmaps}


def refusal_words(title: str, refused: Refused) -> str:
    """Why a fix was not applied or undone, and what stands there now."""
    sentences: Mapping[str, str] = {
        "changed": _("%(title)s was changed meanwhile. It says now: %(now)s"),
        "over": _("%(title)s is settled already."),
        "taken": _("%(title)s: another resource has that address already. %(now)s"),
        "nothing": _("%(title)s: no step asks for it in a draft any more."),
        "apart": _("%(title)s cannot be made one with the other. Its page says why."),
        "there": _("%(title)s: it is there already. %(now)s"),
        "out": _("%(title)s: what has this address is out of use. %(now)s"),
        "address": _("%(title)s: the address is too long. %(now)s"),
        "late": _("%(title)s can no longer be undone: thirty days are over."),
    }
    return sentences[refused.why] % {"title": title, "now": refused.what}


def done_words(fix: Fix) -> str:
    """What was done, for lists and messages."""
    words = {
        "address": _("Address corrected"),
        "target": _("New address"),
        "archive": _("Archived copy used"),
        "other": _("Another address used"),
        "newer": _("Replaced in the draft"),
        "swap": _("Put behind another in the draft"),
        "merge": _("Made one with another"),
        "members": _("Marked as needing an account"),
        "out": _("Taken out of use"),
        "added": _("Added to a step in the draft"),
    }
    return words[fix.kind]
