"""What is wrong with a step, in a sentence with its figures."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.engine.stuck import Finding, Trouble
from roadmap.words import duration

Numbers = Mapping[str, float]


def trouble_name(trouble: Trouble) -> str:
    forms = {
        "link": _("Bad link"),
        "unclear": _("Unclear task"),
        "missing": _("Something is missing before it"),
        "hard": _("Hard step"),
    }
    return forms[trouble]


def finding_words(found: Finding) -> str:
    return WORDS[found.trouble](found.numbers)


def _link(numbers: Numbers) -> str:
    if not numbers["barred"]:
        return _("What it asks for leads nowhere, or to an archived copy only.")
    form = ngettext(
        "%(n)s of %(of)s who began it cannot get at it.",
        "%(n)s of %(of)s who began it cannot get at it.",
        int(numbers["barred"]),
    )
    return form % {"n": int(numbers["barred"]), "of": int(numbers["begun"])}


def _unclear(numbers: Numbers) -> str:
    if "versions" in numbers:
        form = _("%(n)s of %(of)s versions came back with changes asked.")
        return form % {
            "n": int(numbers["sent_back"]),
            "of": int(numbers["versions"]),
        }
    form = _(
        "%(n)s of %(of)s who began it have an open question about it, and those who"
        " did it took no longer than usual."
    )
    return form % {"n": int(numbers["asked"]), "of": int(numbers["begun"])}


def _missing(numbers: Numbers) -> str:
    form = _(
        "A quarter needs %(high)s times their usual time and more, another quarter"
        " %(low)s times or less: some bring what others lack."
    )
    return form % numbers


def _hard(numbers: Numbers) -> str:
    form = _(
        "Half of them need %(middle)s times their usual time and more; it is said to"
        " take %(estimate)s, and took %(minutes)s in the middle."
    )
    return form % {
        "middle": numbers["middle"],
        "estimate": duration(round(numbers["estimate"])),
        "minutes": duration(round(numbers["minutes"])),
    }


WORDS: Mapping[Trouble, Callable[[Numbers], str]] = {
    "link": _link,
    "unclear": _unclear,
    "missing": _missing,
    "hard": _hard,
}
