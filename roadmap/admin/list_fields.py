"""Form fields for lists: sentences, rows of plain fields, the outline of units."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.admin.fields import StretchField
from roadmap.admin.widgets import Column, RowsInput
from roadmap.outline import parse_outline, write_outline
from roadmap.value_words import stretch_in_words

LEVEL_COUNT = 3


class LinesField(forms.Field):
    """A list of sentences, one a line."""

    widget = forms.Textarea

    def __init__(self, *, most: int, longest: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most, self.longest = most, longest
        self.widget.attrs |= {"rows": most + 1, "cols": 80}

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in str(value or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(_("At most %d lines.") % self.most)
        for place, line in enumerate(value, start=1):
            if len(line) > self.longest:
                raise ValidationError(
                    _("Line %(place)d is longer than %(longest)d characters."),
                    params={"place": place, "longest": self.longest},
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != list(initial or [])


class RowsField(forms.Field):
    """Rows of plain fields. Subclasses say how a row is stored."""

    columns: Sequence[Column]
    blank = 2
    most = 40

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        widget = RowsInput(self.columns, blank=self.blank, most=self.most)
        super().__init__(widget=widget, **kwargs)

    def to_row(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return dict(stored)

    def from_row(self, row: Mapping[str, str]) -> dict[str, Any]:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return [self.to_row(row) for row in value or []]

    def clean(self, value: Any) -> list[dict[str, Any]]:
        errors, rows = [], []
        for place, row in enumerate(value or [], start=1):
            try:
                rows.append(self.from_row(row))
            except ValidationError as error:
                errors += [
                    _("Row %(place)d: %(message)s")
                    % {"place": place, "message": message}
                    for message in error.messages
                ]
        if errors:
            raise ValidationError(errors)
        return rows

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != list(initial or [])
        except ValidationError:
            return True


class RubricField(RowsField):
    """What a project is judged by: a criterion and what each level looks like."""

    columns = (
        Column("criterion", gettext_lazy("Criterion")),
        Column("level0", gettext_lazy("Not there yet"), "area"),
        Column("level1", gettext_lazy("Good enough"), "area"),
        Column("level2", gettext_lazy("Beyond that"), "area"),
    )
    blank, most = 1, 5

    def to_row(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        if "levels" not in stored:
            return dict(stored)
        levels = {f"level{place}": text for place, text in enumerate(stored["levels"])}
        return {"criterion": stored["criterion"]} | levels

    def from_row(self, row: Mapping[str, str]) -> dict[str, Any]:
        levels = [row[f"level{place}"] for place in range(LEVEL_COUNT)]
        if not row["criterion"] or not all(levels):
            raise ValidationError(_("Fill in the criterion and its three levels."))
        if max(map(len, [row["criterion"], *levels])) > 300:
            raise ValidationError(_("Keep each text within 300 characters."))
        return {"criterion": row["criterion"], "levels": levels}


class SectionsField(RowsField):
    """Named stretches of a resource: "chapter 2" is units 31-58."""

    columns = (
        Column("label", gettext_lazy("Name")),
        Column("units", gettext_lazy("Units, such as 31-58")),
    )

    def to_row(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        if "units" in stored:
            return dict(stored)
        units = stretch_in_words((stored["start"], stored["end"]))
        return {"label": stored["label"], "units": units}

    def from_row(self, row: Mapping[str, str]) -> dict[str, Any]:
        units = StretchField().clean(row["units"])
        if not row["label"] or units is None or units[1] is None:
            raise ValidationError(_("Give a name, and the units from and to."))
        if len(row["label"]) > 120:
            raise ValidationError(_("Keep the name within 120 characters."))
        return {"label": row["label"], "start": units[0], "end": units[1]}


class OutlineField(forms.Field):
    """The units of a resource as lines of text; see roadmap.outline."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs |= {"rows": 12, "cols": 90, "class": "outline"}

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else write_outline(value or ())

    def to_python(self, value: Any) -> Any:
        return parse_outline(str(value or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != list(initial or []))
        except ValidationError:
            return True
