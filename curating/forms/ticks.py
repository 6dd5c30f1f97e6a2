"""A list with ticks, and which of them are taken over."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curating.list_words import refusal_words
from curating.lists.reading import read_list
from curating.lists.refusals import MAX_BYTES, ListRefused
from curating.lists.types import ListReading
from progress.forms import KeyedForm

MOST_TICKS = 900
ENDINGS = ("md", "markdown", "txt", "csv")


class ListForm(forms.Form):
    """A list as text or as a file; reading() of a valid form is what it says."""

    text = forms.CharField(
        label=gettext_lazy("The list"),
        required=False,
        max_length=MAX_BYTES,
        strip=False,
        error_messages={"max_length": gettext_lazy("It is longer than 1 MB.")},
        help_text=gettext_lazy("Each thing you have done begins with [x] or a tick."),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        validators=[FileExtensionValidator(ENDINGS)],
        help_text=gettext_lazy("Markdown, plain text or CSV, at most 1 MB."),
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{one}" for one in ENDINGS)}
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if file and text.strip():
            self.add_error("file", _("Send a list or a file, not both at once."))
        if not self.errors:
            self._read(file, text)
        return cleaned

    def _read(self, file: Any, text: str) -> None:
        field = "file" if file else "text"
        data = file.read(MAX_BYTES + 1) if file else text
        name = file.name if file else ""
        try:
            reading = read_list(data, name=name)
        except ListRefused as refused:
            self.add_error(field, refusal_words(refused))
            return
        ticked = [item for item in reading.items if item.ticked]
        if not ticked:
            self.add_error(field, _("Nothing in it is ticked."))
        elif len(ticked) > MOST_TICKS:
            values = {"line": ticked[MOST_TICKS].line, "limit": MOST_TICKS}
            many = _("By line %(line)s there are more than %(limit)s ticks.") % values
            self.add_error(field, many)
        self.cleaned_data["reading"] = reading

    def reading(self) -> ListReading:
        found: ListReading = self.cleaned_data["reading"]
        return found


class TakeForm(KeyedForm):
    """What was chosen: a box for each tick that is clear, a choice for each other."""

    LONGEST = 320

    def values(self) -> list[str]:
        """What was sent, "" for none of several left out."""
        names = [name for name in self.data if name == "take" or name[:5] == "pick_"]
        sent = [value for name in names for value in self.data.getlist(name)]  # type: ignore[attr-defined]
        return [value for value in sent if value and len(value) <= self.LONGEST]
