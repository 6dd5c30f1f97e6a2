"""What a learner may narrow the history down to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from progress.event_kinds import Kind
from progress.forms import DayField, check_order, offer
from progress.queries.history_asked import LONGEST_WORDS, Asked

BIGGEST_ID = 10**17


class HistoryForm(forms.Form):
    """Every field may be empty; one that cannot be is told, and narrows nothing.

    roadmaps: pairs (slug, title) to choose from.
    """

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    roadmap = forms.ChoiceField(label=_("Roadmap"), required=False)
    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("Everything")), *Kind.choices]
    )
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=BIGGEST_ID, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, roadmaps: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "roadmap", [("", str(_("All roadmaps"))), *roadmaps])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_order(self, "since", "until")
        return cleaned

    def asked(self) -> Asked:
        """What is asked for, without the fields that could not be read."""
        self.is_valid()
        found = self.cleaned_data
        return Asked(
            words=found.get("q", ""),
            roadmap=found.get("roadmap", ""),
            kind=found.get("kind", ""),
            since=found.get("since"),
            until=found.get("until"),
            before=found.get("before"),
        )
