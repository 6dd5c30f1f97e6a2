"""What changed in a cohort, in words: how many things, by how many people."""

from collections.abc import Callable, Mapping

from django.utils.translation import ngettext

Words = Callable[[int, int], str]


def _done(count: int, people: int) -> str:
    steps = ngettext("%(n)s step done", "%(n)s steps done", count) % {"n": count}
    by = ngettext("by %(n)s learner", "by %(n)s learners", people) % {"n": people}
    return f"{steps} {by}"


def _handed_in(count: int, people: int) -> str:
    form = ngettext("%(n)s hand-in that waits", "%(n)s hand-ins that wait", count)
    return form % {"n": count}


def _asked(count: int, people: int) -> str:
    form = ngettext("%(n)s question asked", "%(n)s questions asked", count)
    return form % {"n": count}


def _joined(count: int, people: int) -> str:
    return ngettext("%(n)s person joined", "%(n)s people joined", count) % {"n": count}


def _waits(count: int, people: int) -> str:
    form = ngettext(
        "%(n)s person waits for a seat", "%(n)s people wait for a seat", count
    )
    return form % {"n": count}


def _left(count: int, people: int) -> str:
    return ngettext("%(n)s person left", "%(n)s people left", count) % {"n": count}


def _explained(count: int, people: int) -> str:
    form = ngettext("%(n)s explanation given", "%(n)s explanations given", count)
    return form % {"n": count}


def _accepted(count: int, people: int) -> str:
    form = ngettext(
        "%(n)s explanation accepted by another mentor",
        "%(n)s explanations accepted by other mentors",
        count,
    )
    return form % {"n": count}


def _wrote(count: int, people: int) -> str:
    form = ngettext(
        "%(n)s message from another mentor", "%(n)s messages from other mentors", count
    )
    return form % {"n": count}


def _answered(count: int, people: int) -> str:
    form = ngettext("%(n)s answer to a mentor", "%(n)s answers to mentors", count)
    return form % {"n": count}


def _guided(count: int, people: int) -> str:
    form = ngettext(
        "%(n)s path changed by another mentor",
        "%(n)s paths changed by other mentors",
        count,
    )
    return form % {"n": count}


KINDS: Mapping[str, tuple[str, Words]] = {
    "done": ("works", _done),
    "handed_in": ("waiting", _handed_in),
    "asked": ("support", _asked),
    "joined": ("people", _joined),
    "waits": ("clock", _waits),
    "left": ("people", _left),
    "explained": ("note", _explained),
    "accepted": ("note", _accepted),
    "wrote": ("note", _wrote),
    "answered": ("support", _answered),
    "guided": ("map", _guided),
}
