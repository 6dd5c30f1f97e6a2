"""Time as learners write it: a day, a wall clock, minutes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.zones import zone_info
from progress.engine.local_time import Stretch, local_day, moments_of
from progress.forms import DayField, KeyedForm
from progress.models import TimeEntry
from progress.queries.study import Journey, Study
from progress.unit_forms import minutes_field

FIRST_DAY = date(2000, 1, 1)
LONGEST_OVER_MIDNIGHT = timedelta(hours=12)
ROUND = 5


class ClockForm(KeyedForm):
    """How long it was, when the clock has stopped by itself."""

    minutes = minutes_field(label=_("Minutes"), required=False)


class TimeForm(KeyedForm):
    """A stretch of study: `stretch` after is_valid. learner: whose zone is meant.
    now: aware; steps: choices of the field; kept: the entry that is said anew."""

    day = DayField(label=_("Day"))
    start = forms.TimeField(
        label=_("From"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Please write a time, for example 19:30.")},
    )
    minutes = minutes_field(label=_("Minutes"), required=False)
    end = forms.TimeField(
        label=_("Or until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("If you write it, the minutes follow from it."),
        error_messages={"invalid": _("Please write a time, for example 20:15.")},
    )
    step = forms.ChoiceField(
        label=_("For"),
        required=False,
        help_text=_("Inside a long unit it counts for the one you are at."),
    )

    def __init__(
        self,
        *args: Any,
        learner: User,
        now: datetime,
        steps: Sequence[tuple[str, Any]],
        kept: TimeEntry | None = None,
        **kwargs: Any,
    ) -> None:
        self.zone = zone_info(learner.time_zone)
        self.now, self.kept = now, kept
        initial = _of_entry(kept, self.zone) if kept else _just_now(learner, now)
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        step = self.fields["step"]
        assert isinstance(step, forms.ChoiceField)
        step.choices = [("", _("Nothing in particular")), *steps]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < FIRST_DAY:
            raise forms.ValidationError(_("Please write a day from 2000 on."))
        if day > local_day(self.now, self.zone):
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_open = cleaned.get("minutes") is None and cleaned.get("end") is None
        if is_open and not self.errors.keys() & {"minutes", "end"}:
            self.add_error("minutes", _("Please write how long, or until when."))
        if not self.errors:
            self._find(cleaned["day"], cleaned["start"])
        return cleaned

    def _find(self, day: date, wall: time) -> None:
        """Set stretch, or say at which field it cannot be."""
        wall = wall.replace(second=0, microsecond=0)
        moments = moments_of(day, wall, self.zone)
        if not moments:
            text = _("On that day the clock was put forward over this time.")
            self.add_error("start", text)
            return
        start = self._as_kept(day, wall) or moments[0]
        end = self._end(start, day)
        if end is None:
            self.add_error("end", _("Please write a time after the start."))
        elif end > self.now:
            field = "end" if self.cleaned_data.get("end") else "minutes"
            self.add_error(field, _("That reaches into the future."))
        else:
            self.stretch = Stretch(start, end)

    def _as_kept(self, day: date, wall: time) -> datetime | None:
        """The very start of the entry, where its wall clock was left as it is."""
        if self.kept is None:
            return None
        before = self.kept.started_at.astimezone(self.zone)
        same = (before.date(), before.hour, before.minute)
        return self.kept.started_at if same == (day, wall.hour, wall.minute) else None

    def _end(self, start: datetime, day: date) -> datetime | None:
        """The first moment after start at which the clock shows the end."""
        wall = self.cleaned_data.get("end")
        if wall is None:
            return start + timedelta(minutes=self.cleaned_data["minutes"])
        following = moments_of(day + timedelta(days=1), wall, self.zone)
        for end in (*moments_of(day, wall, self.zone), *following):
            is_long = end in following and end - start > LONGEST_OVER_MIDNIGHT
            if end > start and not is_long:
                return end
        return None


def _of_entry(kept: TimeEntry, zone: Any) -> dict[str, object]:
    start = kept.started_at.astimezone(zone)
    return {"day": start.date(), "start": start.time(), "minutes": kept.minutes}


def _just_now(learner: User, now: datetime) -> dict[str, object]:
    """A sitting that ends about now."""
    zone = zone_info(learner.time_zone)
    start = (now - timedelta(minutes=learner.minutes_at_hand)).astimezone(UTC)
    start -= timedelta(minutes=start.minute % ROUND)
    local = start.astimezone(zone)
    return {
        "day": local.date(),
        "start": local.time(),
        "minutes": learner.minutes_at_hand,
    }


def step_choices(study: Study) -> list[tuple[str, list[tuple[str, str]]]]:
    """The steps of the learner's roadmaps, by roadmap; value: "roadmap/step"."""
    return [
        (journey.roadmap.title, _steps(study, journey))
        for journey in study.head.journeys
    ]


def _steps(study: Study, journey: Journey) -> list[tuple[str, str]]:
    """Those on the path and habits, as listed."""
    standings = study.standings(journey)
    return [
        (f"{journey.slug}/{step.key}", step.title)
        for step in journey.roadmap.steps
        if standings[step.key].on_path or standings[step.key].status == "habit"
    ]
