"""Forms about the draft of a roadmap."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curating.engine.edit_plan import Entry, seen_of
from curating.models import Fate
from curating.queries.drafts import DraftPage

SAME = ("same", gettext_lazy("it is the same step"))
SPLIT_KEPT = ("split", gettext_lazy("a part of it is another step now"))


class PublishForm(forms.Form):
    """The note, and the digest of all that was looked at."""

    note = forms.CharField(
        max_length=400,
        required=False,
        label=gettext_lazy("What changes, in a sentence"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    looked_at = forms.CharField(max_length=64, widget=forms.HiddenInput)


class FateForm(forms.Form):
    """What becomes of one step of the version, on the page of its draft. said: what
    was settled when the form was made."""

    fate = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"), widget=forms.RadioSelect
    )
    into = forms.MultipleChoiceField(
        label=gettext_lazy("The steps in its place"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    said = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, entry: Entry, page: DraftPage) -> None:
        self.entry, self.page = entry, page
        others = [key for key in entry.into if key != entry.step]
        said = seen_of(entry)
        super().__init__(
            data, initial={"fate": entry.fate, "into": others, "said": said}
        )
        self.is_kept = not entry.went
        fates = [SAME, SPLIT_KEPT] if self.is_kept else Fate.choices
        self.fields["fate"].choices = fates  # type: ignore[attr-defined]
        if self.is_kept and entry.fate != "split":
            self.initial["fate"] = "same"
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            (one.key, one.title)
            for one in page.draft.document.roadmap.steps
            if one.key != entry.step
        ]

    def seen(self) -> None:
        """Whoever sends it again knows what is settled now."""
        data: Any = self.data
        self.data = data.copy()
        self.data["said"] = seen_of(self.entry)  # type: ignore[index]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        fate, number = cleaned.get("fate"), len(cleaned.get("into", ()))
        if "into" in cleaned and (refused := self._refusal(fate, number)):
            self.add_error("into", refused)
        return cleaned

    def _refusal(self, fate: str | None, number: int) -> str:
        if fate == "split" and number < (1 if self.is_kept else 2):
            return _("Choose all the steps that it was split into.")
        if fate in ("renamed", "merged", "replaced") and number != 1:
            return _("Choose the one step that stands in its place.")
        if fate in ("retired", "same") and number:
            return _("Nothing stands in its place then: take the ticks away.")
        return ""
