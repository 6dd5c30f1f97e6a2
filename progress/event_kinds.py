"""What a history can be narrowed down to: a few plain kinds of act."""

from collections.abc import Mapping

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from progress.models import Verb


class Kind(TextChoices):
    STEPS = "steps", _("Steps begun or done")
    UNITS = "units", _("Lessons and chapters")
    TIME = "time", _("Time")
    ASIDE = "aside", _("Put off or skipped")
    WORK = "work", _("Work handed in")
    PATH = "path", _("Roadmaps and rests")
    TURNED = "turned", _("Taken back")


VERBS: Mapping[Kind, frozenset[Verb]] = {
    Kind.STEPS: frozenset(
        {
            *(Verb.STARTED, Verb.DONE, Verb.KNOWN, Verb.WAIVED, Verb.REOPENED),
            *(Verb.HABIT, Verb.RHYTHM),
        }
    ),
    Kind.UNITS: frozenset({Verb.UNITS, Verb.CLAIM, Verb.INSIDE, Verb.RECOUNTED}),
    Kind.TIME: frozenset({Verb.TIME, Verb.TIME_GONE}),
    Kind.ASIDE: frozenset(
        {Verb.PUT_OFF, Verb.SKIPPED, Verb.BARRIER, Verb.BARRIER_GONE}
    ),
    Kind.WORK: frozenset({Verb.HANDED_IN, Verb.REVIEWED}),
    Kind.PATH: frozenset(
        {
            *(Verb.ENROLLED, Verb.PATH_CHANGED, Verb.LEFT, Verb.MOVED, Verb.GUIDED),
            *(Verb.PAUSED, Verb.RESUMED, Verb.OPTION, Verb.ADDED, Verb.REMOVED),
        }
    ),
    Kind.TURNED: frozenset({Verb.UNDONE}),
}


def acts_of_kind(kind: Kind) -> Q:
    """Acts of one kind. Finishing a project may hand in a version at once: it is of
    both kinds."""
    found = Q(verb__in=sorted(VERBS[kind]))
    if kind == Kind.WORK:
        found |= Q(verb=Verb.DONE, data__has_key="number")
    return found
