"""What learners' own preferences decided, in words, and where they are changed."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from progress.queries.study import Study

Params = Mapping[str, str | int]


def whys_of(params: Params) -> list[str]:
    """The preferences that a code names, of engine.reading.barred_by."""
    return str(params["why"]).split(",")


def wish(params: Params) -> str:
    """What was asked for, of several the first."""
    wishes = {
        "free": _("Only what is free, as you asked"),
        "language": _("Only in the languages you read"),
        "computer": _("Only what needs no computer, as you said"),
        "blocked": _("As you said"),
    }
    return wishes[whys_of(params)[0]]


def because(title: str, params: Params) -> str:
    """Each thing that speaks against what has this title, in a sentence."""
    first, *others = whys_of(params)
    sentences = {
        "free": _("%(title)s costs money."),
        "language": _("%(title)s is in another language."),
        "computer": _("%(title)s needs a computer."),
        "blocked": _("You cannot get at %(title)s."),
    }
    further = {
        "language": _("It is in another language."),
        "computer": _("It needs a computer."),
        "blocked": _("You cannot get at it."),
    }
    told = [sentences[first] % {"title": title}, *(further[why] for why in others)]
    return " ".join(told)


def change_url(study: Study, params: Params) -> str:
    """Where the first of the preferences can be changed."""
    why = whys_of(params)[0]
    if why == "blocked":
        return reverse("resource", args=[params["resource"]])
    if why == "computer" and study.away_today is not None:
        return f"{reverse('today')}#place"
    fields = {
        "free": "id_free_only",
        "language": "id_reads_languages_0",
        "computer": "id_away_from_computer",
    }
    return f"{reverse('profile')}#{fields[why]}"
