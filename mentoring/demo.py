"""How the sample cohort comes about: told in any order, done in that of days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor
from random import Random

from accounts.models import Cohort, User
from mentoring.actions.cohorts import Details, Pace, open_cohort
from mentoring.actions.seats import add_mentor, join_cohort
from mentoring.engine.pace import Week, proposed
from mentoring.models import Plan
from progress.demo_diary import WEEK_5, Diary
from roadmap.models import Roadmap

SLUG = "autumn"
WEEKS = 5
MINUTES_PER_WEEK = 400
STUDY_DAYS = "123456"
# Minutes of an evening.
EVENING = 45
MINUTES = (
    ("neural-networks-course", 1050),
    ("what-a-neural-network-is", 90),
    ("mathematics-behind-networks", 420),
    ("cnn-intuition", 120),
    ("one-framework", 240),
    ("colab-and-gpu", 60),
    ("week-5-assignment", 300),
)
STEPS = tuple(step for step, _minutes in MINUTES)
PROJECT = STEPS[-1]

Act = Callable[[datetime], object]


@dataclass
class Story:
    """What happens, in whatever order it is told; it is done in the order of days."""

    now: datetime
    acts: list[tuple[float, int, Act]] = field(default_factory=list)

    def tell(self, days: float, act: Act) -> None:
        """act is given its moment, so many days before now."""
        self.acts.append((-days, len(self.acts), act))

    def happen(self) -> None:
        for days, _number, act in sorted(self.acts, key=lambda one: one[:2]):
            act(self.now + timedelta(days=days))


@dataclass(frozen=True)
class Walk:
    """How one learner walks. done: steps finished; late: days behind the plan; quiet:
    days without study up to now; joined: days ago; apart: days between evenings."""

    done: int
    late: float = 0
    quiet: float = 0
    joined: float = 7 * WEEKS
    apart: float = 2


@dataclass
class Sample:
    """The cohort and who is in it."""

    now: datetime
    mentor: User
    second: User
    learners: dict[str, User]
    story: Story
    cohort: Cohort = field(init=False)

    def open(self) -> None:
        """Five weeks ago, with the days that its pace proposes."""
        start = self.now - timedelta(days=7 * WEEKS)
        version = Roadmap.objects.get(slug=WEEK_5).current_version
        if version is None:
            raise ValueError(f"{WEEK_5} is not published")
        week = Week(MINUTES_PER_WEEK, frozenset(map(int, STUDY_DAYS)))
        due = proposed(MINUTES, week, start.date())
        self.cohort = open_cohort(
            by=self.mentor,
            slug=SLUG,
            version=version,
            details=Details(
                name="Autumn cohort", starts_on=start.date(), answer_days=2
            ),
            pace=Pace(MINUTES_PER_WEEK, STUDY_DAYS, (), due),
            at=start - timedelta(days=2),
        )
        add_mentor(
            cohort=self.cohort,
            person=self.second,
            by=self.mentor,
            at=start - timedelta(days=1),
        )

    def due(self, step: str) -> float:
        """How many days ago the plan meant the step to be done; below 0: ahead."""
        text = Plan.objects.get(cohort=self.cohort).due[step]
        day = datetime.fromisoformat(text).replace(tzinfo=self.now.tzinfo)
        return (self.now - day) / timedelta(days=1)

    def walk(self, name: str, how: Walk, chance: Random) -> None:
        """Tell a learner's way: evenings, and a step finished about when it is due."""
        diary = Diary(self.learners[name], self.now)
        self.story.tell(how.joined, lambda at: self.join(diary.learner, at))
        finished = [
            max(self.due(step) - how.late + chance.uniform(0, 2), how.quiet + 0.2)
            for step in STEPS[: how.done]
        ]
        for days in _evenings(how, chance):
            count = sum(days <= one for one in finished)
            step = STEPS[min(count, len(STEPS) - 1)]
            self.story.tell(days, _evening(diary, step, days))
        for step, days in zip(STEPS, finished, strict=False):
            if step != PROJECT:
                self.story.tell(days, _finish(diary, step, days))

    def join(self, person: User, at: datetime) -> None:
        join_cohort(cohort=self.cohort, person=person, by=person, at=at)


def _evenings(how: Walk, chance: Random) -> Iterator[float]:
    """At most one a day, each at about the same hour."""
    days = how.joined - 1
    while days > how.quiet:
        yield floor(days) + 0.5
        days -= max(1, chance.uniform(how.apart - 1, how.apart + 1))


def _evening(diary: Diary, step: str, days: float) -> Act:
    return lambda _at: diary.study(WEEK_5, step, days, EVENING)


def _finish(diary: Diary, step: str, days: float) -> Act:
    return lambda _at: diary.finish(WEEK_5, step, days)
