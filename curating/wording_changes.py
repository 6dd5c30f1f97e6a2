"""Words of what a newer copy of a list would change in a roadmap."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curating.drafting.comparing import Change
from curating.queries.list_draft import ListDraft
from roadmap.document import Condition, GroupDoc, OptionDoc, SlotDoc, UseDoc
from roadmap.models.needs import Strength
from roadmap.models.steps import Requirement, Rhythm, Role, StepKind
from roadmap.words import duration

CHOICES = {
    "kind": dict(StepKind.choices),
    "requirement": dict(Requirement.choices),
    "rhythm": dict(Rhythm.choices),
}
FIELD_WORDS = {
    "new": gettext_lazy("is new"),
    "gone": gettext_lazy("is no longer in the list"),
    "title": gettext_lazy("is called otherwise"),
    "stage": gettext_lazy("stands in another stage"),
    "kind": gettext_lazy("is another kind of step"),
    "requirement": gettext_lazy("is wanted otherwise"),
    "when": gettext_lazy("is for others"),
    "ask_at_start": gettext_lazy("is asked at the start, or not"),
    "minutes": gettext_lazy("takes another time"),
    "rhythm": gettext_lazy("has another rhythm"),
    "prepare": gettext_lazy("asks for something ready"),
    "options": gettext_lazy("has other options"),
    "slots": gettext_lazy("has other resources"),
    "needs": gettext_lazy("needs something else"),
    "place": gettext_lazy("stands elsewhere"),
}


def change_words(draft: ListDraft, change: Change) -> dict[str, str]:
    """A change as a sentence, with what is and what would be."""
    return {
        "what": str(FIELD_WORDS[change.field]),
        "before": told(draft, change.field, change.before),
        "after": told(draft, change.field, change.after),
    }


def told(draft: ListDraft, field: str, value: object) -> str:
    """One value of a step in words; "" where there is nothing to tell."""
    if value is None or value == () or value == "":
        return {"new": "", "gone": "", "place": ""}.get(field, _("nothing"))
    if field == "stage":
        return draft.stages.get(str(value), str(value))
    if field == "place":
        title = draft.titles.get(str(value), str(value))
        return _("after “%(title)s”") % {"title": title}
    if field == "minutes":
        return duration(int(str(value)))
    if field == "ask_at_start":
        return _("asked") if value else _("not asked")
    if field in ("kind", "requirement", "rhythm"):
        return str(CHOICES[field][str(value)])
    if isinstance(value, Condition):
        return ", ".join(draft.tracks.get(key, key) for key in value.tracks)
    if isinstance(value, tuple):
        return "; ".join(piece_words(draft, one) for one in value)
    return str(value)


def piece_words(draft: ListDraft, piece: object) -> str:
    """A slot, an option or a need in words."""
    if isinstance(piece, OptionDoc):
        return piece.title
    if isinstance(piece, SlotDoc):
        return ", ".join(use_words(draft, use) for use in piece.uses)
    if isinstance(piece, GroupDoc):
        named = [
            draft.titles.get(one.step or "", one.resource or "")
            for one in piece.members
        ]
        return f"{', '.join(named)} ({Strength(piece.strength).label})"
    return str(piece)


def use_words(draft: ListDraft, use: UseDoc) -> str:
    found = draft.resources.get(use.resource)
    title = found.title if found else use.resource
    part = use.label or (f"{use.scope[0] + 1}-{use.scope[1]}" if use.scope else "")
    said = f"{title} ({part})" if part else title
    return said if use.role == "primary" else f"{said}, {Role(use.role).label}"
