"""What mentors laid over a path, in sentences with who and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from progress.engine.guidance import Overlay, holds
from progress.queries.rows import step_url
from progress.queries.study import Journey


@dataclass(frozen=True, slots=True)
class GuidedLine:
    """One overlay. is_kept: the version that is walked has what it names."""

    step: str
    url: str
    text: str
    reason: str
    until: date | None
    is_kept: bool


def guided_lines(journey: Journey, step: str = "") -> tuple[GuidedLine, ...]:
    """Of one step, or of all; one query for the names, none where nothing is laid."""
    found = journey.guidance.overlays
    if step:
        found = journey.guidance.of_step(step)
    names = _names(found)
    return tuple(_line(journey, one, names.get(one.by, "")) for one in found)


def _names(overlays: Iterable[Overlay]) -> dict[int, str]:
    numbers = {one.by for one in overlays}
    people = User.objects.filter(pk__in=numbers) if numbers else ()
    return {person.pk: person.display_name for person in people}


def _line(journey: Journey, overlay: Overlay, who: str) -> GuidedLine:
    titles = {step.key: step.title for step in journey.roadmap.steps}
    step = titles.get(overlay.step, overlay.step)
    phrases = {
        "waive": _("Waived by %(who)s"),
        "substitute": _("%(who)s chose something else here: %(resource)s"),
        "add": _("Put on your path by %(who)s"),
        "after": _("%(who)s wants it after %(after)s"),
    }
    values = {
        "who": who,
        "resource": overlay.what,
        "after": titles.get(overlay.after, overlay.after),
    }
    return GuidedLine(
        step=step,
        url=step_url(journey, overlay.step) if overlay.step in titles else "",
        text=phrases[overlay.kind] % values,
        reason=overlay.reason,
        until=date.fromisoformat(overlay.ends_on) if overlay.ends_on else None,
        is_kept=holds(journey.roadmap, overlay),
    )
