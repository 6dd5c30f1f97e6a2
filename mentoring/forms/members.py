"""Who comes in, who mentors, who leaves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mentoring.engine.sheet import (
    MOST_BYTES,
    MOST_LINES,
    Line,
    SheetRefused,
    read_bytes,
    read_text,
)
from progress.forms import KeyedForm


class MentorForm(KeyedForm):
    email = forms.EmailField(
        label=_("E-mail of a mentor"),
        max_length=254,
        help_text=_("Of somebody who is named a mentor on this site."),
    )


class LinkForm(KeyedForm):
    """How many people a link lets in, and for how long."""

    max_uses = forms.IntegerField(
        label=_("People it lets in"), min_value=1, max_value=1000, initial=30
    )
    days = forms.IntegerField(
        label=_("Days it works"), min_value=1, max_value=365, initial=14
    )


class AddressesForm(KeyedForm):
    """Addresses as a file or as text; lines() of a valid form has them."""

    text = forms.CharField(
        label=_("Addresses"),
        required=False,
        max_length=MOST_BYTES,
        help_text=_("One on each line, or a table with a column of them."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV or plain text, in UTF-8."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )

    # What the dry run that was looked at would have done.
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        name = "file" if file else "text"
        if file and text.strip():
            self.add_error("file", _("Send a list or a file, not both at once."))
        if not self.errors:
            try:
                cleaned["lines"] = (
                    read_bytes(file.read(MOST_BYTES + 1)) if file else read_text(text)
                )
            except SheetRefused as refused:
                self.add_error(name, refusal(refused))
        return cleaned

    def lines(self) -> list[Line]:
        found: list[Line] = self.cleaned_data["lines"]
        return found

    def as_text(self) -> "AddressesForm":
        """The same addresses, of a file too, to be looked at and sent again."""
        lines = "\n".join(line.text for line in self.lines())
        text = lines if self.cleaned_data["file"] else self.cleaned_data["text"]
        return AddressesForm(initial={"text": text})


def refusal(refused: SheetRefused) -> ValidationError:
    """Why a list was not taken, with the line; nothing of it was."""
    texts = {
        "many": _now(
            "At most %(most)s lines at once; line %(line)s is one too many. Nobody was"
            " invited."
        ),
        "long": _now("Line %(line)s is longer than any address. Nobody was invited."),
        "encoding": _now(
            "Line %(line)s is not UTF-8 text. Save the file as “CSV UTF-8”. Nobody was"
            " invited."
        ),
        "quotes": _now("The table breaks off in line %(line)s. Nobody was invited."),
        "empty": _now("There is no address in it."),
    }
    values = {"line": refused.line, "most": MOST_LINES}
    return ValidationError(texts[refused.fault] % values)


class ConsentForm(KeyedForm):
    """Joining: what mentors see is agreed to by a tick, never by the way."""

    agreed = forms.BooleanField(
        label=_("I agree that the mentors of this cohort see this"),
        error_messages={
            "required": _("Please tick this if you want to join; else just leave.")
        },
    )
