"""Controls for what the catalogue keeps as lists and conditions, and for Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms.widgets import Script
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString

LONGEST_KEY = 19  # digits; the greatest key of both databases has as many
Words = str | Promise
Choices = Sequence[tuple[str, str]]


class SiteWidget(forms.Widget):
    """A widget whose template lies with the templates of the site."""

    def _render(
        self, template_name: str, context: dict[str, Any], renderer: object = None
    ) -> SafeString:
        found: SafeString = get_template(template_name).render(context)  # type: ignore[assignment]
        return found


class MarkdownArea(SiteWidget):
    """A text area with a preview: in the page with script, in a new tab without."""

    template_name = "admin/roadmap/widgets/markdown.html"

    class Media:
        js = [Script("js/admin-preview.js", type="module")]


@dataclass(frozen=True)
class Column:
    """One field of each row: its name in the stored value, its words, its kind."""

    name: str
    label: Words
    kind: str = "text"


class RowsInput(SiteWidget):
    """Rows of plain fields; the value is a list of {column name: text}.

    blank: empty rows offered below the filled ones. most: rows at most.
    """

    template_name = "admin/roadmap/widgets/rows.html"

    def __init__(self, columns: Sequence[Column], *, blank: int, most: int) -> None:
        super().__init__()
        self.columns, self.blank, self.most = columns, blank, most

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> list[dict[str, str]]:
        rows = [
            {
                column.name: str(data.get(f"{name}-{place}-{column.name}", "")).strip()
                for column in self.columns
            }
            for place in range(self.most)
        ]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows: list[Mapping[str, Any]] = list(value or [])
        rows += [{}] * max(0, min(self.blank, self.most - len(rows)))
        context["widget"] |= {
            "columns": self.columns,
            "rows": [
                [
                    {"column": column, "place": place, "text": row.get(column.name, "")}
                    for column in self.columns
                ]
                for place, row in enumerate(rows)
            ],
        }
        return context


class ConditionInput(SiteWidget):
    """Check boxes by clause; the value is {clause: [keys]}, with no empty clause.

    clauses: what each clause is called; choices: the keys and titles it offers.
    """

    template_name = "admin/roadmap/widgets/condition.html"

    def __init__(self, clauses: Mapping[str, Words]) -> None:
        super().__init__()
        self.clauses = clauses
        self.choices: Mapping[str, Choices] = {}

    def value_from_datadict(
        self, data: Any, files: object, name: str
    ) -> dict[str, list[str]]:
        getlist = getattr(data, "getlist", lambda key: data.get(key, []))
        found = {clause: getlist(f"{name}-{clause}") for clause in self.clauses}
        return {clause: list(keys) for clause, keys in found.items() if keys}

    def value_omitted_from_data(self, data: object, files: object, name: str) -> bool:
        return False  # a form with no box ticked sends nothing

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        taken: Mapping[str, Sequence[str]] = value or {}
        context["widget"]["groups"] = [
            {
                "clause": clause,
                "label": label,
                "options": [
                    (key, title, key in taken.get(clause, ()))
                    for key, title in self.choices.get(clause, ())
                ],
            }
            for clause, label in self.clauses.items()
            if self.choices.get(clause)
        ]
        return context


def is_key(value: object) -> bool:
    """Whether value can be the primary key of a row at all."""
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) < LONGEST_KEY


class SafeChoices:
    """Answers a forged value with an error at the field instead of failing."""

    def optgroups(self, name: str, value: Sequence[Any], attr: Any = None) -> Any:
        known = [key for key in value if is_key(key)]
        return super().optgroups(name, known, attr)  # type: ignore[misc]


class ChooseOne(SafeChoices, AutocompleteSelect):
    pass


class ChooseMany(SafeChoices, AutocompleteSelectMultiple):
    pass


class WithinRoadmap:
    """An autocomplete that only finds steps of one roadmap."""

    roadmap_id: int

    def get_url(self) -> str:
        return f"{super().get_url()}?roadmap={self.roadmap_id}"  # type: ignore[misc]


class StepPicker(WithinRoadmap, ChooseOne):
    pass


class StepsPicker(WithinRoadmap, ChooseMany):
    pass
