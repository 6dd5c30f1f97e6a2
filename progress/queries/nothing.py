"""What Today says when there is no step to name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from progress import words
from progress.queries.roads import Road
from progress.queries.rows import StepRow


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is nothing, and the one thing to do about it."""

    title: str
    text: str
    url: str
    label: str


def nothing_of(
    kind: str, roads: Sequence[Road], handed_in: Sequence[StepRow] = ()
) -> Nothing:
    """kind: of the advice. Required steps that were skipped are named, since they
    are what is left or what the rest waits for; what is handed in waits for nobody
    but its learner."""
    if kind == "nothing_open" and handed_in:
        return _handed_in(handed_in[0])
    held_up = next((road for road in roads if road.skipped), None)
    titles = {
        "finished": _("You are at the end of your path."),
        "paused": _("You are resting."),
        "nothing_open": _("Nothing is open just now."),
    }
    title = titles.get(kind, _("There is nothing on your path."))
    if held_up is None or kind == "paused":
        return Nothing(
            title, _text(kind), reverse("roadmaps"), _("Look at the roadmaps")
        )
    text = _skipped_text(kind) % {"steps": words.listed(held_up.skipped)}
    url = reverse("roadmap_list", args=[held_up.slug])
    return Nothing(title, text, url, _("Look at the list"))


def _handed_in(row: StepRow) -> Nothing:
    title = _("Nothing is open just now.")
    if row.is_reviewed:
        text = _("%(step)s waits for the answer of a mentor; what follows opens then.")
        url, label = f"{row.url}#work", _("Look at what you handed in")
    else:
        text = _("%(step)s is handed in. Your own check closes it, whenever you like.")
        url, label = f"{row.url}#check", _("Check and finish")
    return Nothing(title, text % {"step": row.title}, url, label)


def _text(kind: str) -> str:
    texts = {
        "finished": _(
            "Everything on it is done or was known. Steps for later and other roadmaps"
            " are there when you want them."
        ),
        "paused": _(
            "Nothing asks for you until you go on. Everything you did is kept."
        ),
        "nothing_open": _(
            "What is left on your path waits for a step that you took off it. Put that"
            " one back, or choose another roadmap."
        ),
    }
    return texts.get(kind, _("Put a step on it, or choose another roadmap."))


def _skipped_text(kind: str) -> str:
    if kind == "finished":
        return _("Only what you skipped is left: %(steps)s.")
    return _(
        "What is left on your path waits for what you skipped: %(steps)s. Bring it"
        " back, or say that you know it."
    )
