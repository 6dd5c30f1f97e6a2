"""Taking a list in, and answering what is asked about it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curating.actions.lists import Given
from curating.drafting.types import Asked
from curating.lists.refusals import MAX_BYTES
from curating.models import ListImport
from curating.queries.list_page import ListPage
from progress.forms import KeyedForm
from roadmap.models import Roadmap

ANSWER, OTHER = "a-", "o-"
MOST_NAME = 200


class ListForm(KeyedForm):
    """A file, or words that were pasted; never both."""

    text = forms.CharField(
        label=gettext_lazy("Paste the list"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "Markdown, a table (CSV) or JSON, as it was written, at most 1 MB."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"), required=False, allow_empty_file=True
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the roadmap"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Left empty, the first heading of the list is taken."),
    )
    roadmap = forms.ModelChoiceField(
        label=gettext_lazy("Compare with a roadmap that is here"),
        queryset=Roadmap.objects.order_by("title"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("It is a new one"),
    )

    def clean_file(self) -> UploadedFile[Any] | None:
        found: UploadedFile[Any] | None = self.cleaned_data["file"]
        if found and (found.size or 0) > MAX_BYTES:
            raise ValidationError(
                _("This file is larger than %(limit)s MB.") % {"limit": 1}
            )
        return found

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > MAX_BYTES:
            raise ValidationError(
                _("This is more than %(limit)s MB of text.") % {"limit": 1}
            )
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        has_text = bool(data.get("text", "").strip())
        if self.errors or bool(data.get("file")) is not has_text:
            return data
        raise ValidationError(
            _("Paste the list or choose a file, not both.")
            if has_text
            else _("Paste the list, or choose a file.")
        )

    @property
    def given(self) -> Given:
        data = self.cleaned_data
        file: UploadedFile[Any] | None = data["file"]
        roadmap: Roadmap | None = data["roadmap"]
        return Given(
            data=file.read() if file else data["text"],
            name=(file.name or "")[-MOST_NAME:] if file else "",
            slug=roadmap.slug if roadmap else "",
            title=roadmap.title if roadmap else data["title"],
        )


def answers_in(
    page: ListPage, posted: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """(answers by key, what could not be understood by key). "" leaves it open.

    What was typed counts before what was chosen. Only what the list asks is read.
    """
    found: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for asked in page.found.asked:
        typed = posted.get(OTHER + asked.key, "").strip()
        if typed and asked.may_name:
            key = _named(page, typed)
            if key:
                found[asked.key] = key
            else:
                wrong[asked.key] = typed[:MOST_NAME]
        elif (ANSWER + asked.key) in posted:
            value = posted[ANSWER + asked.key]
            if not value or is_answer(page, asked, value):
                found[asked.key] = value
            else:
                wrong[asked.key] = ""
    taken = posted.get("take", "")
    for left in page.found.left:
        if left.key and taken in (left.key, f"not-{left.key}"):
            found[left.key] = "yes" if taken == left.key else ""
    return found, wrong


def is_answer(page: ListPage, asked: Asked, value: str) -> bool:
    """Whether it is one of the answers, or a step where any may be named."""
    known = any(value == one.value for one in asked.answers)
    return known or (asked.may_name and value in page.titles)


def _named(page: ListPage, text: str) -> str:
    """The key of the step that is called so, "" where none is."""
    if text in page.titles:
        return text
    wanted = text.casefold()
    return next(
        (key for key, title in page.titles.items() if title.casefold() == wanted), ""
    )


def seen_in(posted: Mapping[str, str], list_import: ListImport) -> int:
    """The revision that the page showed; what is no number is the first one."""
    text = posted.get("seen", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return min(int(text), list_import.revision) if is_number else 0
