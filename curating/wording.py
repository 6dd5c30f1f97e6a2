"""Sentences of curators' pages that are made from codes and numbers."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curating.queries.merging import Obstacle


def obstacle_words(found: Obstacle) -> str:
    """Why two resources cannot be put together, and what to do."""
    plain = {
        "same": _("They are one already."),
        "merged": _("The first was put into another one. Undo that first."),
        "kept_merged": _("The other one was put into a third one. Choose that one."),
        "kept_retired": _("The other one is taken out of use. Keep one that is used."),
    }
    if found.why in plain:
        return plain[found.why]
    if found.why == "counts":
        return _(
            "They count in different things, and units of the first are asked for or"
            " done. Bring both to the same units first."
        )
    if found.why == "scopes":
        return _(
            "Steps ask for the first up to unit %(unit)d, which the other has not."
        ) % {"unit": found.beyond}
    return ngettext(
        "%(count)d learner has done units of the first up to %(unit)d, which the other"
        " does not have.",
        "%(count)d learners have done units of the first, up to %(unit)d, which the"
        " other does not have.",
        found.learners,
    ) % {"count": found.learners, "unit": found.beyond}
