"""What all forms of the curators' admin share."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roadmap.admin.changes import changes_since, in_a_line, newest_change
from roadmap.admin.constraints import in_words
from roadmap.admin.fields import StretchField, closed_stretch
from roadmap.admin.texts import KEY_NAMES, refuse_odd_key, refuse_unseen

if TYPE_CHECKING:  # the stubs know these as generic, Django at run time does not
    ModelForm = forms.ModelForm[Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    ModelForm, InlineFormSet = forms.ModelForm, BaseInlineFormSet


class CuratorForm(ModelForm):
    """Says what the database refuses in plain words, at the field it belongs to."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            try:
                refuse_unseen(value)
                if name in KEY_NAMES and not self.fields[name].disabled:
                    refuse_odd_key(value)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def _post_clean(self) -> None:
        """Judge what is changed; a row that stays as it is was judged before.

        Of a row below a page Django leaves out what its parent takes part in.
        """
        if self.instance.pk and not self.has_changed():
            return
        super()._post_clean()  # type: ignore[misc]
        below = any(isinstance(f, InlineForeignKeyField) for f in self.fields.values())
        if not below or self.errors:
            return
        left_out = self._get_validation_exclusions()  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude=left_out)
        except ValidationError as error:
            self._update_errors(error)

    def _update_errors(self, errors: ValidationError) -> None:
        found = in_words(errors, self._meta.model)
        here: dict[str, list[ValidationError]] = {}
        for field, messages in found.error_dict.items():
            place = field if field in self.fields else NON_FIELD_ERRORS
            here.setdefault(place, []).extend(messages)
        super()._update_errors(ValidationError(here))  # type: ignore[misc]


class NeverChanged(forms.CharField):
    """A field that says something about the form, not about the row."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class PageForm(CuratorForm):
    """A form of a whole page: refuses once to write over what somebody else saved."""

    seen = NeverChanged(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest_change(self.instance) if self.instance.pk else ""
        self.initial["seen"] = self.newest

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seen = cleaned.get("seen")
        if seen and self.newest and seen != self.newest:
            data: Any = self.data
            self.data = data = data.copy()
            data[self.add_prefix("seen")] = self.newest
            words = _(
                "Somebody saved this while you were writing. What you wrote is"
                " below; look at the history, then save again to keep yours."
            )
            told = changes_since(self.instance, seen)
            self.add_error(None, [words, *map(in_a_line, told)])
        return cleaned


class StretchForm(CuratorForm):
    """A row with stretches of units, written as text and stored as two columns.

    stretches: form field -> (first column, last column, the foreign key that says
    whose units they are).
    """

    stretches: Mapping[str, tuple[str, str, str]] = {
        "units": ("start", "end", "resource")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (first, last, _owner) in self.stretches.items():
            start, end = getattr(self.instance, first), getattr(self.instance, last)
            self.initial[name] = None if start is None else (start, end)

    def _get_validation_exclusions(self) -> set[str]:
        columns = {name for pair in self.stretches.values() for name in pair[:2]}
        return set(super()._get_validation_exclusions()) - columns  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, (first, last, owner) in self.stretches.items():
            scope, resource = cleaned.get(name), cleaned.get(owner)
            if owner not in self.fields:
                resource = getattr(self.instance, owner, None)
            start = end = None
            if scope and resource:
                try:
                    start, end = closed_stretch(scope, resource)
                except ValidationError as error:
                    self.add_error(name, error)
            elif scope and owner not in self.errors:
                self.add_error(name, _("Units need a resource."))
            setattr(self.instance, first, start)
            setattr(self.instance, last, end)
        return cleaned


class StretchRow(StretchForm):
    units = StretchField()


class RowsFormSet(InlineFormSet):
    """Rows below a page, with a check over all rows that stay.

    switch: a yes-or-no column that one row at most may have.
    """

    switch = ""
    switch_words: Any = ""

    def add_fields(self, form: Any, index: int | None) -> None:
        """A table has no label beside a field: its column names it."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", capfirst(str(form[name].label)))

    @property
    def staying(self) -> list[Any]:
        """Forms of rows that are filled in and not marked for removal."""
        return [
            form
            for form in self.forms
            if hasattr(form, "cleaned_data")
            and (form.instance.pk or form.has_changed())
            and not form.cleaned_data.get("DELETE")
        ]

    def clean(self) -> None:
        super().clean()
        if not self.switch:
            return
        on = [form for form in self.staying if form.cleaned_data.get(self.switch)]
        for form in on[1:]:
            form.add_error(self.switch, self.switch_words)

    def refuse_doubles(self, key: Callable[[dict[str, Any]], Any], field: str) -> None:
        """An error at field of each row whose key an earlier row has, None apart."""
        seen = set()
        for form in self.staying:
            value = key(form.cleaned_data)
            if value is not None and value in seen:
                form.add_error(field, _("This is in the list twice."))
            seen.add(value)
