"""A list with ticks, and which of them are taken over."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curating.forms.lists import ListForm
from curating.lists.reading import read_list
from curating.lists.refusals import ListRefused
from curating.lists.types import ListReading
from curating.wording_lists import refusal_words
from progress.forms import KeyedForm

MOST_TICKS = 900
ENDINGS = ("md", "markdown", "txt", "csv")


class TickedListForm(ListForm):
    """A list with ticks as text or as a file; reading() of a valid form is what it
    says. Limits are those of any list."""

    title = None  # type: ignore[assignment]
    roadmap = None  # type: ignore[assignment]
    text = forms.CharField(
        label=gettext_lazy("Paste the list"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Each thing you have done begins with [x] or a tick."),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        required=False,
        allow_empty_file=True,
        validators=[FileExtensionValidator(ENDINGS)],
        help_text=gettext_lazy("Markdown, plain text or CSV, at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{e}" for e in ENDINGS)}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self._read()
        return cleaned

    def _read(self) -> None:
        file = self.cleaned_data["file"]
        field = "file" if file else "text"
        data = file.read() if file else self.cleaned_data["text"]
        try:
            reading = read_list(data, name=file.name if file else "")
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
        """What was sent, without those of which none was chosen."""
        names = [name for name in self.data if name == "take" or name[:5] == "pick_"]
        sent = [value for name in names for value in self.data.getlist(name)]  # type: ignore[attr-defined]
        return [value for value in sent if value and len(value) <= self.LONGEST]
