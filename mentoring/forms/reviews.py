"""What a mentor may send about a version."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentoring.actions.review_drafts import Said, Stored
from mentoring.models import ReviewDecision
from mentoring.models.reviews import LONGEST_REVIEW
from mentoring.queries.review_work import At
from progress.forms import SelfCheckForm
from progress.work_forms import LARGEST_EDIT, MarkdownField, SeenField
from roadmap.document import StepDoc

LONGEST_POINT = 2_000
MOST_POINTS = 50
# Where a point belongs: the whole, the text, the n-th file; and its line.
FIELD = re.compile(r"words-(all|text|file-[1-5])-(\d{1,6})", re.ASCII)
SHOWN = {"text", "changes", "sides", *(f"file-{number}" for number in range(1, 6))}
PLACE = re.compile(r"(text|file-[1-5])-(\d{1,6})", re.ASCII)
ORDER = ("all", "text", *(f"file-{number}" for number in range(1, 6)))


class ReviewForm(SelfCheckForm):
    """The words of a review. asked: points of the review before, each of which may be
    asked again. known: edits of the draft the page was made from."""

    known = SeenField(
        required=False, min_value=0, max_value=LARGEST_EDIT, widget=forms.HiddenInput
    )
    text = MarkdownField(max_length=LONGEST_REVIEW, required=False)

    def __init__(
        self, *args: Any, step: StepDoc, asked: Sequence[Stored] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, step=step, **kwargs)
        self.rubric, self.asked = step.rubric, asked
        for number, _row in enumerate(step.rubric):
            self.fields[f"level_{number}"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        points = list(self._points())
        if len(points) > MOST_POINTS:
            self.add_error(None, _("There are more than 50 points; name fewer."))
        numbered = [{"point": n, **point} for n, point in enumerate(points, 1)]
        return {**cleaned, "points": tuple(numbered)}

    def _points(self) -> Iterator[Stored]:
        """Those asked again, then what concerns the whole, then line by line."""
        for point in self.asked:
            if self.data.get(f"again-{point['point']}"):
                words, again = point["words"], point["point"]
                yield {"place": "all", "line": 0, "words": words, "again": again}
        for place, line, typed in typed_points(self.data):
            try:
                words = MarkdownField(max_length=LONGEST_POINT).clean(typed)
            except ValidationError as error:
                self.add_error(None, error)
                continue
            line = 0 if place == "all" else line
            yield {"place": place, "line": line, "words": words, "again": 0}

    @property
    def said(self) -> Said:
        """What a valid form says."""
        return Said(
            text=self.cleaned_data["text"],
            points=self.cleaned_data["points"],
            levels=tuple(self._levels()),
        )

    def _levels(self) -> Iterator[Stored]:
        for number, row in enumerate(self.rubric):
            level = self.cleaned_data.get(f"level_{number}")
            if isinstance(level, int):
                words = row.levels[level]
                yield {"criterion": row.criterion, "level": level, "words": words}


def typed_points(data: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    """Place, line and words of each field of a point that is not empty, in order."""
    found = []
    for name in data:
        match = FIELD.fullmatch(name)
        words = str(data.get(name) or "")
        if match and words.strip():
            found.append((match[1], int(match[2]), words))
    return sorted(found, key=lambda one: (ORDER.index(one[0]), one[1]))


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=ReviewDecision.choices)


class AtForm(forms.Form):
    """Which part of the work is shown. show: the text, what changed, or a file; first:
    the line it begins with; at: the line whose comment is open. What cannot be one is
    none."""

    show = forms.CharField(max_length=20, required=False)
    first = SeenField(required=False, min_value=1, max_value=LARGEST_EDIT)
    at = forms.CharField(max_length=20, required=False)
    line = SeenField(required=False, min_value=1, max_value=LARGEST_EDIT)
    phrase = SeenField(required=False, min_value=1, max_value=LARGEST_EDIT)
    mine = SeenField(required=False, min_value=0, max_value=LARGEST_EDIT)

    @property
    def place(self) -> At:
        self.is_valid()
        data = self.cleaned_data
        show = data.get("show") if data.get("show") in SHOWN else "text"
        at = data.get("at") if PLACE.fullmatch(data.get("at") or "") else ""
        if not at and data.get("line") and show != "changes":
            at = f"{show}-{data['line']}"
        return At(show or "text", data.get("first") or 1, at or "")

    def number(self, name: str) -> int | None:
        """Of a saved phrase, or of the draft that is written over knowingly."""
        self.is_valid()
        found: int | None = self.cleaned_data.get(name)
        return found
