"""People whose Today looks different: resting, at the end, waiting, undecided, or with
wishes of their own."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts.demo import address
from accounts.models import User
from progress import access
from progress.actions import enrolments, steps
from progress.demo_diary import VISION, WEEK_5, Diary
from progress.engine.advise import advise
from progress.engine.state import Advice
from progress.models import PutOffReason
from progress.queries.study import head_of, study_of

Act = Callable[[Diary, str], None]


def make_cast(now: datetime) -> None:
    """One learner for each state, and an administrator."""
    User.objects.create_superuser(address("admin"), name="Ada Admin")
    _resting(Diary(_learner("resting"), now))
    for name, act in (("ended", _finish), ("waiting", _skip), ("later", _put_off)):
        diary = Diary(_learner(name), now)
        diary.join(WEEK_5, 20)
        _walk(diary, act, until=lambda advice: advice.kind != "suggest")
    diary = Diary(_learner("undecided"), now)
    diary.join(VISION, 20, aim="research", is_undecided=True)
    _walk(diary, _finish_vision, until=lambda advice: bool(advice.asks_track))
    wishes = {"free_only": True, "reads_languages": ["de"], "away_from_computer": True}
    Diary(_learner("choosy", **wishes), now).join(WEEK_5, 2)
    diary = Diary(_learner("outside", away_from_computer=True), now)
    diary.join(WEEK_5, 20)
    _walk(diary, _finish, until=_is_asked)


def _learner(name: str, **wishes: Any) -> User:
    person = User(email=address(name), name=name.title(), **wishes)
    person.time_zone = "Europe/Berlin"
    person.set_unusable_password()
    person.save()
    return person


def _resting(diary: Diary) -> None:
    diary.join(WEEK_5, 20)
    place = access.roadmap(diary.learner, WEEK_5)
    enrolments.pause(place, until=None, at=diary.ago(3), key=diary.key())


def _walk(diary: Diary, act: Act, *, until: Callable[[Advice], bool]) -> None:
    """Do the same with each step that is offered, as long as one is."""
    while True:
        study = study_of(head_of(diary.learner), diary.now.date())
        advice = advise(study.engine, today=study.today, minutes=25)
        if until(advice) or advice.best is None:
            return
        act(diary, advice.best.step)


def _is_asked(advice: Advice) -> bool:
    """Whether a wish decides about what is offered."""
    return advice.best is None or bool(advice.best.asked)


def _finish(diary: Diary, step: str) -> None:
    diary.finish(WEEK_5, step, 5)


def _finish_vision(diary: Diary, step: str) -> None:
    diary.finish(VISION, step, 5)


def _skip(diary: Diary, step: str) -> None:
    diary.skip(WEEK_5, step, 5)


def _put_off(diary: Diary, step: str) -> None:
    place = access.step(diary.learner, WEEK_5, step)
    reason = PutOffReason.INTEREST
    steps.put_off_step(place, reason=reason, at=diary.now, key=diary.key())
