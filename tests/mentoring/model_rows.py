"""Rows of each model of mentoring, valid but for what a test says."""

from collections.abc import Callable
from typing import Any

from django.apps import apps

from accounts.models import Cohort
from mentoring.models import Question
from progress.models import FileContent, Note, ProgressEvent, Submission
from roadmap.models import Resource, Step
from tests.factories import TUESDAY
from tests.mentoring.world import Group

Fields = dict[str, Any]


class Rows:
    """Makes rows of each model, valid but for what a test says."""

    def __init__(self, autumn: Group) -> None:
        self.autumn = autumn
        self.cohort = autumn.cohort
        self.ana, self.ben = autumn.learners
        self.mo = autumn.mentor
        self.first = Step.objects.get(key="first")
        self.second = Step.objects.get(key="second")
        self.course = Resource.objects.get(key="course")
        self.book = Resource.objects.get(key="book")
        self.keys = (f"{number:064d}" for number in range(1000))
        self.work = self.submission(1)

    def submission(self, number: int) -> Submission:
        return Submission.objects.create(
            learner=self.ana,
            step=self.first,
            number=number,
            roadmap_version=self.autumn.plan.version,
            handed_in_at=TUESDAY,
            created_at=TUESDAY,
            changed_at=TUESDAY,
        )

    def content(self, **fields: Any) -> FileContent:
        values = {
            "learner": self.ana,
            "digest": next(self.keys),
            "size": 1,
            "data": b"x",
            "added_at": TUESDAY,
            **fields,
        }
        return FileContent.objects.create(**values)

    def note(self) -> Note:
        return Note.objects.create(
            learner=self.ana,
            step=self.first,
            body="mine",
            created_at=TUESDAY,
            changed_at=TUESDAY,
        )

    def question(self, **fields: Any) -> Question:
        return self.make("Question", **fields)

    def make(self, name: str, **fields: Any) -> Any:
        label = "progress" if name == "WorkFile" else "mentoring"
        model = apps.get_model(f"{label}.{name}")
        return model._base_manager.create(**(self.values(name) | fields))

    def values(self, name: str) -> Fields:
        """Of a valid row; only what its model needs."""
        here: Fields = {"cohort": self.cohort, "learner": self.ana}
        keyed: Fields = {"key": next(self.keys)}
        made: dict[str, Callable[[], Fields]] = {
            "Plan": lambda: {
                "cohort": Cohort.objects.create(
                    slug=next(self.keys), name="Other", starts_on=TUESDAY.date()
                ),
                "version": self.autumn.plan.version,
            },
            "Review": lambda: {
                **here,
                "submission": self.work,
                "mentor": self.mo,
                "decision": "approved",
                "event": self.event(),
                "decided_at": TUESDAY,
            },
            "ReviewDraft": lambda: {
                "submission": self.work,
                "mentor": self.mo,
                "changed_at": TUESDAY,
            },
            "Question": lambda: {**here, **keyed, "body": "Why?", "asked_at": TUESDAY},
            "Answer": lambda: {
                **keyed,
                "question": self.question(),
                "author": self.mo,
                "body": "So.",
                "written_at": TUESDAY,
            },
            "Word": lambda: {
                **here,
                **keyed,
                "author": self.mo,
                "kind": "nudge",
                "body": "How is it?",
                "sent_at": TUESDAY,
                "local_date": TUESDAY.date(),
            },
            "Phrase": lambda: {
                "mentor": self.mo,
                "body": next(self.keys),
                "created_at": TUESDAY,
            },
            "Announcement": lambda: {
                **keyed,
                "cohort": self.cohort,
                "author": self.mo,
                "title": "Hello",
                "sent_at": TUESDAY,
            },
            "Explanation": lambda: {
                **here,
                **keyed,
                "causes": ["silent"],
                "words": "I move house.",
                "until": TUESDAY.date(),
                "given_at": TUESDAY,
            },
            "Overlay": lambda: {
                **here,
                **keyed,
                "kind": "waive",
                "step": self.first,
                "reason": "Known",
                "made_by": self.mo,
                "made_at": TUESDAY,
            },
            "NoteShare": lambda: {
                "note": Note.objects.filter(learner=self.ana).first() or self.note(),
                "cohort": self.cohort,
                "shared_at": TUESDAY,
            },
            "DayLink": lambda: {
                **keyed,
                "learner": self.ana,
                "day": TUESDAY.date(),
                "token_hash": next(self.keys),
                "created_at": TUESDAY,
            },
            "StepReport": lambda: {
                **keyed,
                "cohort": self.cohort,
                "step": self.first,
                "reported_by": self.mo,
                "reported_at": TUESDAY,
            },
            "News": lambda: {
                "person": self.ana,
                "kind": "word",
                "key": next(self.keys),
                "path": "/",
                "how": "page",
                "mail_from": TUESDAY,
                "made_at": TUESDAY,
            },
            "NewsChoice": lambda: {"person": self.ana, "kind": "word", "how": "page"},
            "CohortEvent": lambda: {
                "cohort": self.cohort,
                "actor": self.mo,
                "verb": "opened",
                "happened_at": TUESDAY,
            },
            "Visit": lambda: {
                "mentor": self.mo,
                "cohort": self.cohort,
                "looked_at": TUESDAY,
            },
            "WorkFile": lambda: {
                "submission": self.work,
                "content": self.content(),
                "name": "a.txt",
                "kind": "text",
                "place": 1,
                "added_at": TUESDAY,
            },
        }
        return made[name]()

    def event(self) -> ProgressEvent:
        events = ProgressEvent.objects.filter(learner=self.ana, review=None)
        found = events.first()
        assert found is not None
        return found
