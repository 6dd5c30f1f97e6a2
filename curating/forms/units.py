"""What a resource counts in from now on, and what its new units are made of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from curating.engine.map_text import BadLine, read_map, write_map
from curating.wording import bad_line_words
from roadmap.models import Unit
from roadmap.outline import UnitRow, parse_outline
from roadmap.recount_actions import NewUnits
from roadmap.unit_mapping import UnitMap, propose

MOST_UNITS = 10_000
LONGEST = 400_000


class UnitsForm(forms.Form):
    """total, titles: of the old units. The map is proposed where none is written."""

    unit = forms.ChoiceField(label=_("It counts in"), choices=Unit.choices)
    total = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_UNITS)
    outline = forms.CharField(
        label=_("Their names"),
        required=False,
        max_length=LONGEST,
        help_text=_("One a line, as number | title | minutes; or nothing."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    made_of = forms.CharField(
        label=_("What the new ones are made of"),
        required=False,
        max_length=LONGEST,
        help_text=_(
            "New | old, one a line: “3 | 4” is the same one, “1-2 | 1” two parts of"
            " one, “5 | 6-7” both together, “8 |” new. Empty: a proposal is made."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, total: int, titles: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.old_total, self.titles = total, titles
        self.rows: list[UnitRow] = []
        self.units: UnitMap = ()

    def clean_outline(self) -> str:
        text: str = self.cleaned_data["outline"]
        self.rows = parse_outline(text)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        total = cleaned.get("total")
        if total is None:
            return cleaned
        beyond = [row["number"] for row in self.rows if row["number"] > total]
        if beyond:
            words = _("Unit %(unit)d lies beyond the total.")
            self.add_error(
                "outline", ValidationError(words, params={"unit": beyond[0]})
            )
        self._read_map(cleaned.get("made_of", ""), total)
        return cleaned

    def _read_map(self, text: str, total: int) -> None:
        if not text.strip():
            names = {row["number"]: row["title"] for row in self.rows}
            new = [names.get(number, "") for number in range(1, total + 1)]
            self.units = propose(self.titles, new)
            return
        try:
            self.units = read_map(text, total, self.old_total)
        except BadLine as error:
            self.add_error("made_of", bad_line_words(error))

    def new_units(self) -> NewUnits:
        said = self.cleaned_data
        rows = [dict(row) for row in self.rows]
        return NewUnits(unit=said["unit"], total=said["total"], rows=rows)

    def looked_at(self) -> dict[str, Any]:
        """What was typed, with the map as it was read."""
        fields = ("unit", "total", "outline", "seen")
        typed = {name: self.data.get(name, "") for name in fields}
        return {**typed, "made_of": write_map(self.units)}
