"""The facets and orders of the catalogue in words, and which values there are."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from roadmap import facets, filters
from roadmap.catalogue import Catalogue
from roadmap.models import Cost, Level, ResourceKind

FACET_LABELS = {
    "kind": _("Kind"),
    "topic": _("Topic"),
    "level": _("Level"),
    "cost": _("Cost"),
    "length": _("Length"),
}

LENGTH_LABELS = {
    facets.SHORT: _("Under 30 min"),
    facets.MEDIUM: _("30 min to 5 h"),
    facets.LONG: _("Longer"),
}

SORT_LABELS = {
    filters.BEST: _("Best match"),
    filters.USED: _("Most used in roadmaps"),
    filters.TITLE: _("Title"),
    filters.SHORTEST: _("Shortest first"),
    filters.NEWEST: _("Newest first"),
}


def labels_of(catalogue: Catalogue, facet: str) -> dict[str, str]:
    """Value -> its words in the language of the moment, in the order shown."""
    labels: Mapping[str, object] = {
        "kind": dict(ResourceKind.choices),
        "topic": catalogue.topics,
        "level": dict(Level.choices),
        "cost": dict(Cost.choices),
        "length": LENGTH_LABELS,
    }[facet]
    return {value: str(label) for value, label in labels.items()}


def known_values(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Facet -> the values that may be asked for, found or not."""
    return {
        "kind": tuple(ResourceKind.values),
        "topic": tuple(catalogue.topics),
        "level": tuple(Level.values),
        "cost": tuple(Cost.values),
        "length": facets.LENGTHS,
    }
