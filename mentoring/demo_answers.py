"""Work handed in to the sample cohort, and what mentors answered."""

from datetime import datetime

from accounts.models import User
from mentoring.access.reviews import ReviewPlace
from mentoring.actions.review_drafts import Said
from mentoring.actions.reviews import decide
from mentoring.demo import PROJECT, Sample
from mentoring.models import ReviewDecision
from progress.demo_diary import WEEK_5, Diary
from progress.models import Submission

FIRST = (
    "def dense_backward(dZ, cache):\n"
    "    A_prev, W, b = cache\n"
    "    m = A_prev.shape[1]\n"
    "    dW = dZ @ A_prev.T / m\n"
    "    db = dZ.sum(axis=1, keepdims=True)\n"
    "    return W.T @ dZ, dW, db\n\n"
    "model.fit(x_train, y_train, epochs=30)"
)
SECOND = FIRST.replace("epochs=30", "epochs=12, validation_split=0.1")
CODE = "https://example.org/%s/week-5"
POINTS = (
    {
        "point": 1,
        "place": "text",
        "line": 5,
        "words": "dW is divided by m one line up, db is not. The same mean has to go"
        " through both.",
        "again": False,
    },
    {
        "point": 2,
        "place": "text",
        "line": 8,
        "words": "Keep a part of the data back, or the accuracy says little.",
        "again": False,
    },
)
DONE = (
    {"point": 1, "done": False, "words": "It still disagrees for the bias. Why?"},
    {"point": 2, "done": True, "words": "Split off a tenth and stopped at 12."},
)


def tell_answers(sample: Sample) -> None:
    """A queue with a promise that is over, somebody who works on points, and somebody
    who is done."""
    _answered_and_back(sample, "Dilan")
    _one_version(sample, "Ada", 11)
    _answer(sample, "Ada", 10, ReviewDecision.APPROVED, sample.second)
    _one_version(sample, "Farah", 8)
    _answer(sample, "Farah", 7, ReviewDecision.CHANGES, sample.mentor)
    _one_version(sample, "Rosa", 1.3)
    _one_version(sample, "Uma", 0.2)


def _answered_and_back(sample: Sample, name: str) -> None:
    """Handed in, changes asked, and a second version that waits for four days."""
    _one_version(sample, name, 8)
    _answer(sample, name, 6.5, ReviewDecision.CHANGES, sample.mentor)
    diary = Diary(sample.learners[name], sample.now)

    def hand_in(_at: datetime) -> None:
        diary.hand_in(
            WEEK_5,
            PROJECT,
            4,
            text=SECOND,
            links=(CODE % name.lower(),),
            what_changed="A validation set, and twelve epochs instead of thirty.",
            point_answers=DONE,
        )

    sample.story.tell(4, hand_in)


def _one_version(sample: Sample, name: str, days: float) -> None:
    diary = Diary(sample.learners[name], sample.now)
    before = days + 0.1
    sample.story.tell(before, lambda _at: diary.study(WEEK_5, PROJECT, before, 120))

    def hand_in(_at: datetime) -> None:
        diary.hand_in(WEEK_5, PROJECT, days, text=FIRST, links=(CODE % name.lower(),))

    sample.story.tell(days, hand_in)


def _answer(
    sample: Sample, name: str, days: float, decision: ReviewDecision, mentor: User
) -> None:
    said = Said(text="Both models learn, and you say why one of them learns better.")
    if decision == ReviewDecision.CHANGES:
        said = Said(text="Good work so far. Two things are left.", points=POINTS)

    def answer(at: datetime) -> None:
        version = (
            Submission.objects.handed_in()
            .filter(learner=sample.learners[name], step__key=PROJECT)
            .select_related("learner", "step__roadmap", "cohort")
            .latest("number")
        )
        decide(
            ReviewPlace(mentor, version),
            decision=decision,
            said=said,
            at=at,
            key=f"demo-{name}-{days}",
        )

    sample.story.tell(days, answer)
