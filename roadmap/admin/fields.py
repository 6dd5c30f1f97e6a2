"""Form fields for stretches of units, conditions and choices among many rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.admin.widgets import Choices, ConditionInput, is_key
from roadmap.models import Resource
from roadmap.value_words import stretch_in_words

OpenScope = tuple[int, int | None]
CLAUSES = {
    "tracks": gettext_lazy("Any of these tracks"),
    "not_tracks": gettext_lazy("None of these tracks"),
    "aims": gettext_lazy("Any of these aims"),
}
WAITING_CLAUSES = CLAUSES | {"steps": gettext_lazy("All of these steps finished")}


class StretchField(forms.CharField):
    """Units as people say them: "3", "1-4", "9-" (to the end), empty for the whole.

    Gives a half-open pair (from, to), to = None where the end was left out, or None.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("units"))
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Such as 3 or 1-4; 9- is to the end; empty for the whole."),
        )
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs["size"] = "7"

    def prepare_value(self, value: Any) -> Any:
        return stretch_in_words(value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> OpenScope | None:
        text = super().clean(value).replace("–", "-").replace(" ", "")
        if not text:
            return None
        first, dash, last = text.partition("-")
        if not _is_number(first) or (last and not _is_number(last)):
            raise ValidationError(_("Write one number or two, such as 3 or 1-4."))
        start, end = int(first) - 1, int(last) if last else None
        if not dash:
            end = start + 1
        if start < 0 or (end is not None and end <= start):
            raise ValidationError(_("Units count from 1, and the first comes first."))
        return start, end

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


def closed_stretch(scope: OpenScope | None, resource: Resource) -> tuple[int, int]:
    """scope with its end filled in and held against the resource's total.

    Raises ValidationError, in words, where the total is unknown or too small.
    """
    start, end = scope or (0, None)
    total = (resource.total or 1) if resource.unit == "" else resource.total
    if end is None:
        if total is None:
            raise ValidationError(
                _("Say the last unit too: nobody knows how many it has.")
            )
        end = total
    if total is not None and end > total:
        raise ValidationError(
            _("“%(title)s” has only %(total)d."),
            params={"title": resource.title, "total": total},
        )
    if end <= start:
        raise ValidationError(_("It ends before unit %d.") % (start + 1))
    return start, end


class ConditionField(forms.Field):
    """When something holds: ticked tracks, aims and steps; None is always."""

    def __init__(self, clauses: Mapping[str, Any] = CLAUSES, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", gettext_lazy("Everything that is ticked must hold.")
        )
        super().__init__(required=False, widget=ConditionInput(clauses), **kwargs)

    def offer(self, choices: Mapping[str, Choices], stored: Any) -> None:
        """Offer these keys, and those that are stored though they are gone."""
        self.widget.choices = {
            clause: [*offered, *_gone((stored or {}).get(clause, ()), offered)]
            for clause, offered in choices.items()
        }

    def to_python(self, value: Any) -> dict[str, list[str]] | None:
        return {clause: keys for clause, keys in (value or {}).items() if keys} or None

    def validate(self, value: Any) -> None:
        for clause, keys in (value or {}).items():
            known = {key for key, _title in self.widget.choices.get(clause, ())}
            for key in keys:
                if key not in known:
                    raise ValidationError(_("“%s” cannot be chosen here.") % key)
        both = set((value or {}).get("tracks", ())) & set(
            (value or {}).get("not_tracks", ())
        )
        if both:
            raise ValidationError(
                _("“%s” is ticked both as wanted and as unwanted.") % min(both)
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _as_sets(self.to_python(initial)) != _as_sets(self.to_python(data))


class ManyField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Answers a key that no row can have with an error instead of failing."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not is_key(key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], params={"pk": key}
                )
        return super().clean(value)


def _gone(stored: Sequence[str], offered: Choices) -> list[tuple[str, str]]:
    known = {key for key, _title in offered}
    return [(key, _("%s (gone)") % key) for key in stored if key not in known]


def _as_sets(value: Mapping[str, Sequence[str]] | None) -> dict[str, set[str]]:
    return {clause: set(keys) for clause, keys in (value or {}).items()}
