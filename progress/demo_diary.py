"""How sample people get their histories: by the same actions that real people use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from progress import access
from progress.actions import enrolments, habits, record_links, steps, submissions, units
from progress.actions import time as times
from progress.actions.submissions import Seen, Work
from progress.engine.local_time import Stretch
from progress.models import Enrolment, How, Submission, Verb
from progress.path_answers import PathAnswers

VISION = "deep-learning-for-visual-recognition"
WEEK_5 = "csoc-ml-week-5"


@dataclass
class Diary:
    """Writes one learner's study, act by act, at given moments."""

    learner: User
    now: datetime
    acts: int = 0

    def key(self) -> str:
        self.acts += 1
        return f"demo-{self.learner.pk}-{self.acts}"

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def join(self, slug: str, days: float, **answers: object) -> None:
        place = access.roadmap(self.learner, slug)
        known = answers.pop("known", ())
        enrolments.enrol(
            place,
            answers=PathAnswers(**answers),  # type: ignore[arg-type]
            known=list(known),  # type: ignore[call-overload]
            at=self.ago(days),
            key=self.key(),
        )

    def finish(self, slug: str, step: str, days: float) -> None:
        place = access.step(self.learner, slug, step)
        how = How.SELF_CHECKED if place.step.kind == "project" else How.ALL
        steps.complete_step(place, how=how, at=self.ago(days), key=self.key())

    def read(self, slug: str, step: str, resource: str, to: int, days: float) -> None:
        place = access.resource(self.learner, resource)
        units.record_units(
            place,
            done=((0, to),),
            at=self.ago(days),
            key=self.key(),
            step=access.step(self.learner, slug, step),
        )

    def study(self, slug: str, step: str, days: float, minutes: int) -> None:
        """Time by hand, that ended about so many days ago, in whole minutes."""
        end = self.ago(days).replace(second=0, microsecond=0)
        times.log_time(
            access.head(self.learner),
            whole=Stretch(end - timedelta(minutes=minutes), end),
            step=access.step(self.learner, slug, step),
            at=self.ago(days),
            key=self.key(),
        )

    def hand_in(self, slug: str, step: str, days: float, **work: object) -> None:
        """One version more; work: text, links, what_changed."""
        place = access.step(self.learner, slug, step)
        kept = Submission.objects.filter(learner=self.learner, step=place.step_id)
        submissions.hand_in(
            place,
            work=Work(**work),  # type: ignore[arg-type]
            seen=Seen(kept.count() + 1, 0),
            at=self.ago(days),
            key=self.key(),
        )

    def keep_up(self, slug: str, step: str, per_week: int, days: float) -> None:
        place = access.step(self.learner, slug, step)
        habits.choose_rhythm(
            place, per_week=per_week, at=self.ago(days), key=self.key()
        )

    def did(self, slug: str, step: str, days: float) -> None:
        place = access.step(self.learner, slug, step)
        habits.log_habit(place, at=self.ago(days), key=self.key())

    def skip(self, slug: str, step: str, days: float) -> None:
        place = access.step(self.learner, slug, step)
        steps.decide_step(place, verb=Verb.SKIPPED, at=self.ago(days), key=self.key())

    def share_record(self, slug: str, days: float) -> None:
        enrolment = Enrolment.objects.get(learner=self.learner, roadmap__slug=slug)
        record_links.share_record(
            enrolment=enrolment, at=self.ago(days), key=self.key()
        )
