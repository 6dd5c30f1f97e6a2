"""What learners would add, correct or take off, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from curating.actions.told import MOST_OPEN, TooMany, tell_curators
from curating.models import Suggestion, SuggestionKind, SuggestionState
from mentoring.actions.news import Telling, tell
from mentoring.actions.once import stored_key
from mentoring.models import NewsKind


@dataclass(frozen=True, slots=True)
class Wish:
    """What a learner suggests. url, title: of what is to be added."""

    resource_id: int
    kind: SuggestionKind
    url: str = ""
    title: str = ""
    words: str = ""
    step_id: int | None = None


@transaction.atomic
def suggest(
    learner: User, wish: Wish, *, at: datetime, key: str
) -> tuple[Suggestion, bool]:
    """Tell the curators; (the suggestion, whether it is new). The same form again is
    one. Raises TooMany."""
    User.objects.select_for_update(no_key=True).get(pk=learner.pk)
    said = [wish.resource_id, wish.kind, wish.url, wish.title, wish.words, wish.step_id]
    stored = stored_key(key, ["suggest", *said])
    mine = Suggestion.objects.filter(learner=learner)
    before = mine.filter(key=stored).first()
    if before is not None:
        return before, False
    if mine.filter(state=SuggestionState.OPEN).count() >= MOST_OPEN:
        raise TooMany
    made = Suggestion.objects.create(
        learner=learner,
        resource_id=wish.resource_id,
        step_id=wish.step_id,
        kind=wish.kind,
        url=wish.url,
        title=wish.title,
        words=wish.words,
        key=stored,
        made_at=at,
    )
    about = made.resource.title
    tell_curators(f"wish {made.pk}", about, learner.pk, reverse("told"), at)
    return made, True


@transaction.atomic
def answer_suggestion(
    row: Suggestion, state: SuggestionState, *, by: User, at: datetime, answer: str = ""
) -> bool:
    """Take it up or decline it; its learner hears once. Whether it was open."""
    rows = Suggestion.objects.filter(pk=row.pk, state=SuggestionState.OPEN)
    if not rows.update(state=state, closed_at=at, closed_by=by, answer=answer):
        return False
    telling = Telling(
        NewsKind.MENDED,
        key=f"wish {row.pk}",
        path=reverse("resource", args=[row.resource.key]),
        about=row.resource.title,
    )
    tell([row.learner_id], telling, at=at)
    return True
