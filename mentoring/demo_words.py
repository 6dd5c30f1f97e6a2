"""What is asked, announced and written in the sample cohort."""

from datetime import datetime, timedelta

from accounts.models import Membership
from mentoring.access.questions import AskingPlace
from mentoring.actions.announcements import announce
from mentoring.actions.questions import answer, ask
from mentoring.actions.words import Said, keep_phrase, send_words
from mentoring.demo import Sample
from mentoring.models import Question, WordKind
from progress import access
from progress.demo_diary import WEEK_5

PHRASES = (
    "How is it going? Is something in the way?",
    "Try a numeric gradient before you change anything.",
    "Short evenings count as well.",
)
# Who, about which step, how many days ago, whether all may read it, what.
QUESTIONS = (
    (
        *("Jana", "mathematics-behind-networks", 4, False),
        "Why is the error multiplied by the derivative of the activation?",
    ),
    (
        *("Emre", "one-framework", 0.9, True),
        "Does it matter for the assignment whether I take PyTorch?",
    ),
    (
        *("Farah", "what-a-neural-network-is", 6, True),
        "Is the third video needed before the chain rule, or after it?",
    ),
)
ANSWER = (
    "After it. Watch it once for the picture, then again when you have written the"
    " backward pass yourself."
)


def tell_words(sample: Sample) -> None:
    for name, step, days, is_for_all, body in QUESTIONS:
        _asked(sample, name, step, days, is_for_all, body)
    _answered(sample, "Farah", 5.5)
    _announced(sample)
    _written_to(sample, "Farah")
    for body in PHRASES:
        keep_phrase(mentor=sample.mentor, body=body, at=sample.now)


def _asked(
    sample: Sample, name: str, step: str, days: float, is_for_all: bool, body: str
) -> None:
    def put(at: datetime) -> None:
        person = sample.learners[name]
        ask(
            AskingPlace(person, (sample.cohort,), access.step(person, WEEK_5, step)),
            cohort=sample.cohort,
            body=body,
            is_for_all=is_for_all,
            at=at,
            key=f"demo-{name}",
        )

    sample.story.tell(days, put)


def _answered(sample: Sample, name: str, days: float) -> None:
    def say(at: datetime) -> None:
        question = Question.objects.select_related(
            "learner", "cohort", "step__roadmap"
        ).get(learner=sample.learners[name])
        answer(question, mentor=sample.mentor, body=ANSWER, at=at, key="demo")

    sample.story.tell(days, say)


def _announced(sample: Sample) -> None:
    def say(at: datetime) -> None:
        day = (sample.now + timedelta(days=3)).date()
        announce(
            cohort=sample.cohort,
            by=sample.mentor,
            title="An evening together on Friday",
            body="We look at **your** backward passes. Bring the one that does not"
            " agree with its numeric gradient.",
            plan=[("The week's assignment", day)],
            at=at,
            key="demo",
        )

    sample.story.tell(0.6, say)


def _written_to(sample: Sample, name: str) -> None:
    """A word from the mentor, which the learner has not answered yet."""

    def write(at: datetime) -> None:
        seat = Membership.objects.get(
            cohort=sample.cohort, person=sample.learners[name]
        )
        said = Said(
            WordKind.COMMENT,
            "Your question on the third video helped two others. Will you show them"
            " your drawing on Friday?",
        )
        send_words(sample.cohort, [seat.pk], said, by=sample.mentor, key="demo", at=at)

    sample.story.tell(0.3, write)
