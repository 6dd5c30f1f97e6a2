"""Stored values in words, for read-only fields, histories and differences."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CLAUSES = {
    "tracks": gettext_lazy("any of the tracks %s"),
    "not_tracks": gettext_lazy("none of the tracks %s"),
    "aims": gettext_lazy("any of the aims %s"),
    "steps": gettext_lazy("all of the steps %s finished"),
}


def stretch_in_words(scope: tuple[int, int | None] | None) -> str:
    """Units counted from 1 as people say them: "3", "1-4", "9-"; "" for the whole."""
    if scope is None:
        return ""
    start, end = scope
    if end is None:
        return f"{start + 1}-"
    return str(end) if end == start + 1 else f"{start + 1}-{end}"


def units_in_words(start: int | None, end: int | None) -> str:
    """The stretch of two columns: "units 1-4", or that the whole is meant."""
    if start is None or end is None:
        return _("the whole")
    return _("units %s") % stretch_in_words((start, end))


def condition_in_words(
    condition: Mapping[str, Sequence[str]] | None, titles: Mapping[str, str]
) -> str:
    """When it holds; titles by key, a key without one stands for itself."""
    clauses = [
        str(words) % ", ".join(titles.get(key, key) for key in condition[clause])
        for clause, words in CLAUSES.items()
        if condition and condition.get(clause)
    ]
    return "; ".join(clauses) or _("always")


def value_in_words(value: Any) -> str:
    """A stored value as one line of text: lists joined, yes and no, nothing as "-"."""
    if value is None or value == "" or value == []:
        return "-"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(
            f"{key}: {value_in_words(item)}" for key, item in value.items()
        )
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(value_in_words(item) for item in value)
    return str(value)
