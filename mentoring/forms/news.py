"""How somebody wants to hear of what."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from mentoring.models import How, NewsKind
from mentoring.queries.news import ChannelRow

HOURS = [(hour, f"{hour}:00") for hour in range(24)]
FARTHEST_DAYS = 400


class SeenForm(forms.Form):
    """up_to: number of the newest that was shown."""

    up_to = forms.IntegerField(min_value=0, max_value=2**62)


class NewsChoicesForm(forms.Form):
    """One choice for each kind that concerns the person."""

    mail_hour = forms.TypedChoiceField(
        label=_("Hour of the daily mail"),
        choices=HOURS,
        coerce=int,
        help_text=_("In your own time zone. It comes only if something waits."),
    )
    away_until = forms.DateField(
        label=_("Away until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_(
            "The last day on which you do not answer. Others in your cohorts are asked"
            " instead, and learners see the new date."
        ),
    )

    def __init__(
        self,
        said: Any = None,
        *,
        person: User,
        rows: tuple[ChannelRow, ...],
        today: date,
    ) -> None:
        initial: dict[str, Any] = {
            "mail_hour": person.mail_hour,
            "away_until": person.away_until,
        }
        initial |= {f"how_{row.channel.kind}": row.how for row in rows}
        super().__init__(said, initial=initial)
        self.today = today
        self.kinds = [row.channel.kind for row in rows]
        for row in rows:
            self.fields[f"how_{row.channel.kind}"] = forms.ChoiceField(
                label=row.channel.kind.label,
                choices=[(way.value, way.label) for way in row.channel.ways],
            )
        if not person.is_mentor:
            del self.fields["away_until"]

    def clean_away_until(self) -> date | None:
        day: date | None = self.cleaned_data["away_until"]
        if day is not None and not 0 <= (day - self.today).days <= FARTHEST_DAYS:
            raise ValidationError(_("Please choose a day within the coming year."))
        return day

    @property
    def of_kinds(self) -> list[forms.BoundField]:
        return [self[f"how_{kind}"] for kind in self.kinds]

    @property
    def ways(self) -> dict[NewsKind, How]:
        return {
            NewsKind(kind): How(self.cleaned_data[f"how_{kind}"]) for kind in self.kinds
        }
