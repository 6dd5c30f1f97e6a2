"""Ready pieces of pages: the same for everybody until the catalogue changes."""

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from roadmap import leading, words
from roadmap.catalogue import catalogue
from roadmap.models import Cost, Level, ResourceKind


def resource_rows(revision: int, keys: Iterable[str]) -> list[SafeString]:
    """The rows of these resources in the language of the moment; no query when warm."""
    language = translation.get_language() or ""
    return [resource_row(revision, language, key) for key in keys]


@lru_cache(maxsize=4096)
def resource_row(revision: int, language: str, key: str) -> SafeString:
    """One resource as the catalogue lists it, rendered once for each argument."""
    stock = catalogue(revision)
    resource = stock.resources[key]
    with translation.override(language or None):
        facts = [
            ResourceKind(resource.kind).label,
            resource.authors or resource.publisher,
            Level(resource.level).label if resource.level else "",
            Cost(resource.cost).label if resource.cost else "",
            words.size(resource),
            words.length(resource),
            words.used_in(stock, key),
        ]
        return render_to_string(
            "roadmap/_resource_row.html",
            {
                "resource": resource,
                "facts": facts,
                "state": _joined(
                    words.led_to(resource), words.state_of(stock, resource)
                ),
                "newer": words.newer_of(stock, resource),
                "link": leading.link_to_open(resource),
            },
        )


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
