"""What learners ask the mentors of their cohort."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from roadmap.models import Step

LONGEST_QUESTION = 10_000


class Question(models.Model):
    """One question, about a step or about the whole."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions"
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="questions"
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="questions", null=True
    )
    body = models.TextField(validators=[MaxLengthValidator(LONGEST_QUESTION)])
    is_for_all = models.BooleanField(
        default=False,
        help_text=_("The asker agrees that the cohort reads question and answer."),
    )
    key = models.CharField(max_length=64, editable=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "key"], name="question_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(Length("body"), 1))
                & Q(LessThanOrEqual(Length("body"), LONGEST_QUESTION)),
                name="question_says_something",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(answered_at__gte=F("asked_at")),
                name="question_answered_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.body[:40]}"


class Answer(models.Model):
    """What a mentor answered, or what the asker added."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="answers"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers"
    )
    body = models.TextField(validators=[MaxLengthValidator(LONGEST_QUESTION)])
    key = models.CharField(max_length=64, editable=False)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "key"], name="answer_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(Length("body"), 1))
                & Q(LessThanOrEqual(Length("body"), LONGEST_QUESTION)),
                name="answer_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.body[:40]}"
