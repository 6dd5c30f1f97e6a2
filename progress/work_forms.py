"""What a learner may hand in for a project, and how often a habit is meant."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from progress.actions.habits import MOST_A_WEEK, NO_RHYTHM
from progress.actions.submissions import Seen, Work
from progress.file_fields import FilesField, TokensField
from progress.forms import KeyedForm, SelfCheckForm
from progress.models.submissions import (
    LONGEST_CHANGE,
    LONGEST_LINK,
    LONGEST_WORK,
    MOST_LINKS,
    MOST_VERSIONS,
)
from roadmap.document import StepDoc

LARGEST_EDIT = 1_000_000
LONGEST_ANSWER = 1_000
MOST_POINTS = 50
# What was done about a point of the answer before.
POINT = re.compile(r"point-(\d{1,2})-(?:done|words)", re.ASCII)


class MarkdownField(forms.CharField):
    """Text of several lines as typed, every line ended in the same way."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return str(super().to_python(text))


class LinksField(forms.CharField):
    """Addresses, one a line; each once, with https where no scheme is written."""

    widget = forms.Textarea(attrs={"rows": 2})
    default_error_messages = {
        "link": _("“%(link)s” is not an address of a page (http or https)."),
        "long": _("An address may have %(most)s characters at most."),
        "many": _("Please name %(most)s links at most."),
    }
    is_address = URLValidator(schemes=["http", "https"])

    def clean(self, value: Any) -> Any:
        return self.addresses(super().clean(value))

    def addresses(self, text: str) -> tuple[str, ...]:
        lines = [line.strip() for line in text.splitlines()]
        found = tuple(dict.fromkeys(_with_scheme(line) for line in lines if line))
        if len(found) > MOST_LINKS:
            raise self._error("many", most=MOST_LINKS)
        for link in found:
            if len(link) > LONGEST_LINK:
                raise self._error("long", most=LONGEST_LINK)
            try:
                self.is_address(link)
            except ValidationError:
                raise self._error("link", link=link[:80]) from None
        return found

    def _error(self, code: str, **params: object) -> ValidationError:
        return ValidationError(self.error_messages[code], code, params)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())


def _with_scheme(line: str) -> str:
    is_bare = not {":", "@"} & set(line.partition("/")[0])
    return f"https://{line}" if is_bare else line


class SeenField(forms.IntegerField):
    """A number that the page wrote. What cannot be one is none: the form then knew
    nothing of what is stored."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            return None


class WorkForm(SelfCheckForm):
    """The draft of a project with the learner's own level for each criterion.

    is_check: every level has to be chosen. number, edits: what the form was made
    from, see Seen.
    """

    number = SeenField(
        required=False,
        min_value=1,
        max_value=MOST_VERSIONS + 1,
        widget=forms.HiddenInput,
    )
    edits = SeenField(
        required=False, min_value=0, max_value=LARGEST_EDIT, widget=forms.HiddenInput
    )
    text = MarkdownField(
        label=_("What you did"),
        max_length=LONGEST_WORK,
        required=False,
        help_text=_("Markdown works."),
    )
    links = LinksField(
        label=_("Links, one a line"),
        max_length=MOST_LINKS * (LONGEST_LINK + 2),
        required=False,
        help_text=_("Where the work is: a repository, a notebook, a page. Up to 10."),
    )
    what_changed = MarkdownField(
        label=_("What changed since the last version"),
        max_length=LONGEST_CHANGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Up to five of 5 MB each: notebooks, images, PDF, text, archives."),
    )
    remove = TokensField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(
        self, *args: Any, step: StepDoc, is_check: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, step=step, auto_id="work_%s", **kwargs)
        self.rubric = step.rubric
        for field in self.check_fields:
            field.field.required = is_check

    @property
    def check_fields(self) -> list[BoundField]:
        return [self[f"level_{number}"] for number, _row in enumerate(self.rubric)]

    @property
    def seen(self) -> Seen:
        data = self.cleaned_data
        return Seen(data.get("number") or 1, data.get("edits") or 0)

    @property
    def work(self) -> Work:
        """What a valid form says."""
        data = self.cleaned_data
        return Work(
            text=data["text"],
            links=data["links"],
            what_changed=data["what_changed"],
            levels=tuple(self._levels()),
            point_answers=self.point_answers,
            uploads=data.get("uploads") or (),
            removed=data.get("remove") or frozenset(),
        )

    @property
    def point_answers(self) -> tuple[dict[str, Any], ...]:
        """What was said about points, in order; those with no word are left out."""
        numbers = {
            int(found[1]) for name in self.data if (found := POINT.fullmatch(name))
        }
        answers = (self._answer(number) for number in sorted(numbers)[:MOST_POINTS])
        return tuple(one for one in answers if one["done"] is not None or one["words"])

    def _answer(self, number: int) -> dict[str, Any]:
        done = self.data.get(f"point-{number}-done")
        words = str(self.data.get(f"point-{number}-words") or "").strip()
        return {
            "point": number,
            "done": {"yes": True, "no": False}.get(str(done)),
            "words": words.replace("\r\n", "\n").replace("\0", "")[:LONGEST_ANSWER],
        }

    def _levels(self) -> Sequence[dict[str, Any]]:
        chosen = [
            (row, self.cleaned_data.get(f"level_{number}"))
            for number, row in enumerate(self.rubric)
        ]
        return [
            {"criterion": row.criterion, "level": level, "words": row.levels[level]}
            for row, level in chosen
            if isinstance(level, int)
        ]


class RhythmForm(KeyedForm):
    per_week = forms.IntegerField(min_value=NO_RHYTHM, max_value=MOST_A_WEEK)
