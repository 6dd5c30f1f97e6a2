"""Who is in the sample cohort, how each walks, and what is planted."""

from datetime import datetime, timedelta
from random import Random

from accounts.models import Membership
from mentoring.actions.explanations import accept_explanation, explain
from mentoring.actions.overlays import Wanted, lay_over
from mentoring.demo import STEPS, Act, Sample, Walk
from mentoring.models import OverlayKind
from progress.actions import pausing
from progress.demo_diary import WEEK_5, Diary
from progress.queries.study import head_of
from roadmap.models import Step

# Name: how they walk. Whoever is not listed keeps the plan.
WALKS = {
    "Ada": Walk(done=6, late=-4),
    "Dilan": Walk(done=6, late=-5),
    "Farah": Walk(done=6, late=-4),
    "Priya": Walk(done=5, late=-3),
    "Rosa": Walk(done=6, late=-3),
    "Uma": Walk(done=6, late=-3),
    "Lina": Walk(done=2, late=2, quiet=13),
    "Mira": Walk(done=3, quiet=16),
    "Sami": Walk(done=2, late=5, apart=6),
    "Vera": Walk(done=3, quiet=15),
    "Hana": Walk(done=3, quiet=12),
    "Wim": Walk(done=0, joined=3),
}
USUAL = Walk(done=6, late=-1)
STUCK_ON = STEPS[2]


def tell_everything(sample: Sample) -> None:
    """Every learner's way, and what was planted for some of them."""
    chance = Random(24)  # noqa: S311 sample data, the same every time
    for name in sample.learners:
        sample.walk(name, WALKS.get(name, USUAL), chance)
    _stuck(sample, "Lina")
    _pause(sample, "Hana")
    _explained(sample, "Vera", 13, "Exams until the middle of next month.", True)
    _explained(sample, "Sami", 1, "A new job; I have two evenings a week now.", False)
    _waived(sample, "Priya")


def _stuck(sample: Sample, name: str) -> None:
    """Evening after evening on one step, and nothing of it gets done."""
    diary = Diary(sample.learners[name], sample.now)
    for number in range(8):
        days = 12.5 - 1.5 * number
        sample.story.tell(days, _stays(diary, days))


def _stays(diary: Diary, days: float) -> Act:
    return lambda _at: diary.study(WEEK_5, STUCK_ON, days, 75)


def _pause(sample: Sample, name: str) -> None:
    """Away since twelve days, for a week more."""
    person = sample.learners[name]
    begin = (sample.now - timedelta(days=11)).date()
    until = (sample.now + timedelta(days=7)).date()

    def rest(at: datetime) -> None:
        pausing.pause_all(head_of(person), begin=begin, until=until, at=at, key="demo")

    sample.story.tell(11.5, rest)


def _explained(
    sample: Sample, name: str, days: float, words: str, is_accepted: bool
) -> None:
    """Quiet or late for a reason, which the mentor has accepted or not yet."""

    def say(at: datetime) -> None:
        seat = Membership.objects.get(
            cohort=sample.cohort, person=sample.learners[name]
        )
        told = explain(
            membership=seat,
            causes=["silent", "behind"],
            words=words,
            until=(sample.now + timedelta(days=14)).date(),
            at=at,
            key="demo",
        )
        if is_accepted:
            accept_explanation(explanation=told, by=sample.mentor, at=at)

    sample.story.tell(days, say)


def _waived(sample: Sample, name: str) -> None:
    def waive(at: datetime) -> None:
        step = Step.objects.select_related("roadmap").get(
            roadmap__slug=WEEK_5, key="colab-and-gpu"
        )
        lay_over(
            cohort=sample.cohort,
            learner=sample.learners[name],
            wanted=Wanted(
                OverlayKind.WAIVE, step, "You have a graphics card of your own at work."
            ),
            by=sample.mentor,
            at=at,
            key="demo",
        )

    sample.story.tell(9, waive)
