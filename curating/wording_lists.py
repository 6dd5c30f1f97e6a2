"""Words of the pages about reading lists: questions, answers, reasons, refusals."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curating.actions.list_writing import NotWritten
from curating.actions.lists import Clash
from curating.drafting.shelving import EDITION
from curating.drafting.types import Asked, Left
from curating.lists.refusals import ListRefused
from curating.lists.types import ChoiceValue, EffortValue, NeedValue, WordsValue
from curating.queries.list_page import ListPage
from roadmap.words import duration

QUESTIONS = {
    "is_step": gettext_lazy("Is “%(about)s” something to do?"),
    "own_step": gettext_lazy("Is this a step of its own?"),
    "which_step": gettext_lazy("Where does “%(about)s” belong?"),
    "which_part": gettext_lazy("Is only this part of it meant?"),
    "is_order": gettext_lazy("Do the numbers say in which order?"),
    "is_need": gettext_lazy("How much does “%(about)s” need %(members)s?"),
    "is_choice": gettext_lazy("Is one of these enough: %(options)s?"),
    "is_optional": gettext_lazy("May “%(about)s” be left out?"),
    "is_deferred": gettext_lazy("Is “%(about)s” for later?"),
    "is_track": gettext_lazy("Is “%(about)s” only for some?"),
    "is_known": gettext_lazy("Ask new learners whether they know “%(about)s” already?"),
    "is_effort": gettext_lazy("Does it take %(time)s?"),
    "is_address": gettext_lazy("Is this the address that was meant?"),
    "which_needed": gettext_lazy("Which step do these words mean: “%(about)s”?"),
    "which_needing": gettext_lazy("Which step needs that?"),
    "same_resource": gettext_lazy("Is “%(words)s” in the catalogue already?"),
    "minutes": gettext_lazy("How long does “%(about)s” take? No resource says it."),
    "rhythm": gettext_lazy("How often is “%(about)s” done?"),
    "as_project": gettext_lazy("Is something handed in for “%(about)s”?"),
}

ANSWERS = {
    ("is_step", "yes"): gettext_lazy("Yes, a step"),
    ("is_step", "no"): gettext_lazy("No, leave it out"),
    ("own_step", "yes"): gettext_lazy("Yes, a step of its own"),
    ("own_step", "no"): gettext_lazy("No, it belongs to “%(about)s”"),
    ("which_step", "new"): gettext_lazy("A step of its own"),
    ("which_step", "none"): gettext_lazy("Leave it out"),
    ("which_part", "this"): gettext_lazy("Only this part"),
    ("which_part", "whole"): gettext_lazy("The whole"),
    ("is_order", "yes"): gettext_lazy("Yes, each is better after the one before"),
    ("is_order", "no"): gettext_lazy("No, they only count"),
    ("is_need", "required"): gettext_lazy("It has to be done first"),
    ("is_need", "recommended"): gettext_lazy("Better after it"),
    ("is_need", "alongside"): gettext_lazy("At the same time"),
    ("is_need", "none"): gettext_lazy("Not at all"),
    ("is_choice", "one"): gettext_lazy("One is enough"),
    ("is_choice", "all"): gettext_lazy("All of them are to be done"),
    ("is_optional", "elective"): gettext_lazy("If you want"),
    ("is_optional", "required"): gettext_lazy("No, it is for everybody"),
    ("is_deferred", "deferred"): gettext_lazy("For later"),
    ("is_deferred", "elective"): gettext_lazy("If you want"),
    ("is_deferred", "required"): gettext_lazy("No, it is for everybody"),
    ("is_track", "track"): gettext_lazy("A track: %(value)s"),
    ("is_track", "elective"): gettext_lazy("If you want"),
    ("is_track", "none"): gettext_lazy("No, it is for everybody"),
    ("is_known", "ask"): gettext_lazy("Ask them"),
    ("is_known", "no"): gettext_lazy("Do not ask"),
    ("is_effort", "this"): gettext_lazy("Yes"),
    ("is_effort", "none"): gettext_lazy("No, leave that out"),
    ("is_address", "none"): gettext_lazy("No, leave the link out"),
    ("which_needed", "none"): gettext_lazy("No step; leave the need out"),
    ("which_needing", "none"): gettext_lazy("No step; leave the need out"),
    ("same_resource", "new"): gettext_lazy("No, it is new"),
    ("minutes", "none"): gettext_lazy("Leave the step out"),
    ("rhythm", "daily"): gettext_lazy("Each day"),
    ("rhythm", "weekly"): gettext_lazy("Each week"),
    ("rhythm", "monthly"): gettext_lazy("Each month"),
    ("as_project", "practice"): gettext_lazy("No, it is practice"),
    ("as_project", "project"): gettext_lazy(
        "Yes, a project; what it is judged by is written before publishing"
    ),
}

REASONS = {
    "empty": gettext_lazy("nothing is said"),
    "about_the_list": gettext_lazy("it is about the list itself"),
    "contents": gettext_lazy("it leads to a place in the same page"),
    "badge": gettext_lazy("it is a picture"),
    "not_web": gettext_lazy("it is no page of the web"),
    "in_code": gettext_lazy("it stands in code"),
    "in_comment": gettext_lazy("it stands in a comment"),
    "no_step": gettext_lazy("it says nothing to do"),
    "column": gettext_lazy("its column holds no resources"),
    "repeated": gettext_lazy("the same stands there already"),
    "unused_definition": gettext_lazy("the text does not use it"),
    "answered": gettext_lazy("that was answered"),
    "unanswered": gettext_lazy("it waits for an answer"),
    "advice": gettext_lazy("it is advice; write it in your own words"),
    "circle": gettext_lazy("steps would need each other in a circle"),
    "endless": gettext_lazy(
        "what never ends cannot be required; it is recommended instead"
    ),
    "several": gettext_lazy("one time is said for several resources"),
    "known_time": gettext_lazy("the catalogue says a time already"),
    "other_unit": gettext_lazy(
        "the resource is not counted like this; the words are kept as its label"
    ),
    "more_than_one": gettext_lazy("two or more of several cannot be asked for"),
    "other_address": gettext_lazy(
        "the catalogue has the resource under another address, which is kept"
    ),
    "relation": gettext_lazy(
        "it says how resources belong together; say so at the resource"
    ),
    "too_long": gettext_lazy("its address is longer than 500 characters"),
    "nothing_named": gettext_lazy("it does not say of what"),
}

REFUSALS = {
    "too_large": gettext_lazy(
        "The list has %(count)s bytes; at most %(limit)s are read."
    ),
    "too_many_lines": gettext_lazy(
        "The list has %(count)s lines; at most %(limit)s are read."
    ),
    "line_too_long": gettext_lazy(
        "Line %(line)s has %(count)s characters, more than %(limit)s."
    ),
    "too_deep": gettext_lazy("Line %(line)s is nested deeper than %(limit)s levels."),
    "too_many_items": gettext_lazy(
        "There are more than %(limit)s items by line %(line)s."
    ),
    "too_many_links": gettext_lazy(
        "There are more than %(limit)s links by line %(line)s."
    ),
    "too_many_values": gettext_lazy(
        "There are more than %(limit)s values by line %(line)s."
    ),
    "too_many_columns": gettext_lazy("Line %(line)s has more than %(limit)s columns."),
    "cell_too_long": gettext_lazy(
        "A field in line %(line)s has more than %(limit)s characters."
    ),
    "not_text": gettext_lazy(
        "Line %(line)s is not text in UTF-8. Save the file as UTF-8 and try again."
    ),
    "nul": gettext_lazy("Line %(line)s has a character that is not text."),
    "hidden_direction": gettext_lazy(
        "Line %(line)s has characters that turn text around."
    ),
    "bad_json": gettext_lazy("Line %(line)s is not JSON."),
    "double_key": gettext_lazy(
        "Line %(line)s has the name %(name)s twice in one object."
    ),
    "bad_number": gettext_lazy("Line %(line)s has a number that cannot be read."),
    "bad_csv": gettext_lazy(
        "Line %(line)s opens a quotation mark that is never closed."
    ),
    "nothing": gettext_lazy("There is nothing to read."),
}


def refusal_words(refusal: ListRefused) -> str:
    """Why a list is not read, with the line."""
    return str(REFUSALS[refusal.code]) % refusal.values


def reason_words(left: Left) -> str:
    return str(REASONS[left.reason])


def question_words(page: ListPage, asked: Asked) -> str:
    """The question in words, about the steps that the draft has now."""
    if asked.code == "is_need" and not asked.about:
        return _("How much is %(members)s needed?") % {"members": _members(page, asked)}
    values = {
        "about": asked.about or asked.words,
        "words": asked.words,
        "members": _members(page, asked),
        "options": _options(asked),
        "time": effort_words(asked.value) if asked.code == "is_effort" else "",
    }
    return str(QUESTIONS[asked.code]) % values


def _members(page: ListPage, asked: Asked) -> str:
    if not isinstance(asked.value, NeedValue):
        return ""
    named = [
        _("“%(title)s”") % {"title": page.titles.get(one.step or "", one.text)}
        for one in asked.value.members
    ]
    return ", ".join(dict.fromkeys(named))


def _options(asked: Asked) -> str:
    if not isinstance(asked.value, ChoiceValue):
        return asked.words
    return ", ".join(asked.value.options[:12])


def effort_words(value: object) -> str:
    """4 h to 6 h, 10 h a week for 6 weeks."""
    if not isinstance(value, EffortValue):
        return ""
    said = []
    for minutes, each in ((value.minutes, ""), (value.weekly_minutes, _("a week"))):
        if minutes:
            low, high = (duration(one) for one in minutes)
            time = low if low == high else f"{low} - {high}"
            said.append(f"{time} {each}".strip())
    if value.weeks:
        said.append(_count_words(value.weeks, is_days=False))
    if value.days:
        said.append(_count_words(value.days, is_days=True))
    return ", ".join(said)


def _count_words(count: tuple[int, int], *, is_days: bool) -> str:
    low, high = count
    words = (
        ngettext("%(n)s day", "%(n)s days", high)
        if is_days
        else ngettext("%(n)s week", "%(n)s weeks", high)
    )
    return words % {"n": low if low == high else f"{low} - {high}"}


def answer_words(page: ListPage, asked: Asked, value: str) -> str:
    """One answer in words."""
    code = asked.code
    if (code, value) in ANSWERS:
        told = asked.value.text if isinstance(asked.value, WordsValue) else ""
        return str(ANSWERS[code, value]) % {"about": asked.about, "value": told}
    if code == "minutes":
        return duration(int(value))
    if code == "is_address":
        return next((one.text for one in asked.answers if one.value == value), value)
    if code == "same_resource":
        return _same_words(page, value)
    return page.titles.get(value, value)


def _same_words(page: ListPage, value: str) -> str:
    key = value.removeprefix(EDITION)
    found = page.found.known.get(key)
    title = f"{found.title}, {found.authors}" if found and found.authors else ""
    title = title or (found.title if found else key)
    if value.startswith(EDITION):
        return _("Another edition of “%(title)s”") % {"title": title}
    return _("Yes: “%(title)s”") % {"title": title}


def clash_words(page: ListPage, clash: Clash) -> dict[str, str]:
    """What somebody else answered meanwhile, and what was sent here."""
    asked = next((one for one in page.found.asked if one.key == clash.key), None)

    def words(value: str) -> str:
        if not value:
            return _("left open")
        return answer_words(page, asked, value) if asked else value

    return {
        "question": question_words(page, asked) if asked else "",
        "key": clash.key,
        "by": clash.by,
        "theirs": words(clash.theirs),
        "own": words(clash.own),
    }


NOT_WRITTEN = {
    "open": gettext_lazy("Some questions are open. Answer them first."),
    "closed": gettext_lazy("This list was put aside. Take it up again first."),
    "changed": gettext_lazy(
        "The draft or an answer has changed since this page was opened. Nothing was"
        " written; this is how it stands now."
    ),
    "problems": gettext_lazy("Nothing was written, because it would not hold:"),
}


def not_written_words(refusal: NotWritten) -> list[str]:
    """The reason first, then what the check says."""
    return [str(NOT_WRITTEN[refusal.code]), *refusal.sentences]
