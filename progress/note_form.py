"""What learners may write as a note, checked before any action sees it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from progress.engine.notes import clean
from progress.models.notes import LONGEST_NOTE

LARGEST_VERSION = 2_000_000_000


class NoteField(forms.Field):
    """Text as typed, in the one form that is stored; may be empty."""

    def to_python(self, value: Any) -> str:
        return clean(str(value or ""))

    def validate(self, value: str) -> None:
        if len(value) > LONGEST_NOTE:
            most, here = number_format(LONGEST_NOTE), number_format(len(value))
            raise ValidationError(
                _(
                    "A note has room for %(most)s characters, and this one has"
                    " %(here)s. It was not stored; all of it is still in the field."
                )
                % {"most": most, "here": here},
                "too_long",
            )


class VersionField(forms.IntegerField):
    """The version that the writer knew; what is none is 0, as if there were no note."""

    def clean(self, value: Any) -> int:
        try:
            return int(super().clean(value) or 0)
        except ValidationError:
            return 0


class NoteForm(forms.Form):
    body = NoteField(required=False)
    known = VersionField(min_value=0, max_value=LARGEST_VERSION, required=False)


class RestoreForm(forms.Form):
    text = forms.IntegerField(min_value=1, max_value=9 * 10**17)
    known = VersionField(min_value=0, max_value=LARGEST_VERSION, required=False)
