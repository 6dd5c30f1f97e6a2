"""Circles of steps that would need each other, and other wrongs of a draft's needs."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from roadmap.cycles import find_cycle
from roadmap.models import Need, NeedGroup, Step, Strength

Edges = dict[str, list[str]]


def required_edges(roadmap_id: int, *, coming_back: int | None = None) -> Edges:
    """By key, the steps of the draft that each step in use requires; two queries.

    coming_back: a step that counts as in use whatever its row says.
    """
    groups = set(
        NeedGroup.objects.filter(
            step__roadmap_id=roadmap_id, strength=Strength.REQUIRED
        ).values_list("step__key", "number")
    )
    needs = Need.objects.filter(
        Q(step__is_retired=False) | Q(step_id=coming_back),
        Q(needed__is_retired=False) | Q(needed_id=coming_back),
        step__roadmap_id=roadmap_id,
    )
    edges: Edges = {}
    for key, number, needed in needs.values_list("step__key", "number", "needed__key"):
        if needed and (key, number) in groups:
            edges.setdefault(key, []).append(needed)
    return edges


def circle_in_words(edges: Mapping[str, Sequence[str]], roadmap_id: int) -> str:
    """The first circle among edges, spelled out in titles; "" where there is none."""
    circle = find_cycle(edges)
    if circle is None:
        return ""
    titles = dict(
        Step.objects.filter(roadmap_id=roadmap_id, key__in=circle).values_list(
            "key", "title"
        )
    )
    pairs = zip(circle, [*circle[1:], circle[0]], strict=True)
    told = ", ".join(
        _("“%(step)s” needs “%(needed)s”")
        % {"step": titles.get(one, one), "needed": titles.get(other, other)}
        for one, other in pairs
    )
    return _("Steps would need each other in a circle: %s. Take out one of these.") % (
        told
    )


def check_draft_needs(roadmap_id: int) -> None:
    """Raise ValidationError where needs of the draft close a circle, name a group
    that is not there, or ask for more than a group has; five queries."""
    errors = []
    circle = circle_in_words(required_edges(roadmap_id), roadmap_id)
    if circle:
        errors.append(circle)
    inside = {"step__roadmap_id": roadmap_id, "step__is_retired": False}
    groups = {
        (title, number): k
        for title, number, k in NeedGroup.objects.filter(**inside).values_list(
            "step__title", "number", "k"
        )
    }
    members = Counter(
        Need.objects.filter(**inside).values_list("step__title", "number")
    )
    for title, number in members.keys() - groups.keys():
        errors.append(
            _("“%(step)s” has no group %(number)d.") % {"step": title, "number": number}
        )
    for (title, number), k in groups.items():
        if k is not None and k > members[title, number]:
            errors.append(
                _("Group %(number)d of “%(step)s” asks for more than it has.")
                % {"step": title, "number": number}
            )
    if errors:
        raise ValidationError(errors)
