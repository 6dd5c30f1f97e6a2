"""What is chosen on the link desk."""

import re
from typing import Any

from django import forms

from curating.actions.choosing import Pick
from curating.engine.proposals import Proposal
from curating.queries.desk import ORDERS, SHOWN, Asked
from curating.queries.problems import mark_of

MOST_PICKS = 100
LONGEST_TEXT = 100
PICK = re.compile(
    r"(link-\d{1,18}|twins-\d{1,18}-\d{1,18}|newer-\d{1,18}):([a-z]{3,9}):([0-9a-f]{10})",
    re.ASCII,
)
ACTS = ("apply", "snooze", "wake", "out")


def asked_of(query: Any) -> Asked:
    """What the address asks for; what it does not know is as usual."""
    show, order = query.get("show", ""), query.get("order", "")
    text = query.get("q", "").replace("\0", "").strip()[:LONGEST_TEXT]
    return Asked(
        show=show if show in SHOWN else "todo",
        order=order if order in ORDERS else "broken",
        text=text,
        page=query.get("page", "1"),
    )


def pick_of(text: str) -> Pick | None:
    found = PICK.fullmatch(text)
    return Pick(*found.groups()) if found else None


class DeskForm(forms.Form):
    """one: the button of a row. act: what to do with all that are picked; is_sure: the
    warning was read."""

    key = forms.CharField(max_length=64, required=False)
    one = forms.CharField(max_length=90, required=False)
    act = forms.ChoiceField(choices=[(act, act) for act in ACTS], required=False)
    is_sure = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        one = data.get("one", "")
        texts = [one] if one else self._ticked()
        picks = [pick_of(text) for text in texts[: MOST_PICKS + 1]]
        if not picks or len(picks) > MOST_PICKS or None in picks:
            raise forms.ValidationError("nothing chosen")
        data["picks"] = [self._meant(pick, one) for pick in picks if pick]
        return data

    def _ticked(self) -> list[str]:
        said: Any = self.data
        return list(said.getlist("pick"))

    def _meant(self, pick: Pick, one: str) -> Pick:
        """The suggestion of a row, or what is to be done with all of them."""
        kinds = {"snooze": "watch", "out": "out"}
        kind = kinds.get(self.cleaned_data.get("act", "")) if not one else None
        if kind is None:
            return pick
        return Pick(pick.ref, kind, mark_of(Proposal(kind, 0, "")))

    @property
    def is_wake(self) -> bool:
        return self.cleaned_data["act"] == "wake" and not self.cleaned_data["one"]
