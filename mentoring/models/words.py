"""What mentors write to learners: to one, to several, to all."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort
from roadmap.models import Step

LONGEST_WORD = 4_000
LONGEST_PHRASE = 500
LONGEST_ANNOUNCEMENT = 20_000


class WordKind(models.TextChoices):
    NUDGE = "nudge", _("nudge")
    COMMENT = "comment", _("comment")


class Word(models.Model):
    """A nudge or a comment to one learner, or that learner's answer to one."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="words")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="words_got"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="words_sent"
    )
    kind = models.CharField(max_length=7, choices=WordKind.choices)
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="answered_by", null=True
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="+", null=True
    )
    body = models.TextField(validators=[MaxLengthValidator(LONGEST_WORD)])
    key = models.CharField(max_length=64, editable=False)
    sent_at = models.DateTimeField()
    local_date = models.DateField(help_text=_("The day at the learner's place."))

    class Meta:
        ordering = ["sent_at", "id"]
        indexes = [
            models.Index(
                fields=["cohort", "learner", "sent_at"], name="word_of_learner"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "key", "learner"], name="word_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WordKind.values), name="word_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(author=F("learner")) | Q(answers__isnull=False),
                name="word_to_oneself_is_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(Length("body"), 1))
                & Q(LessThanOrEqual(Length("body"), LONGEST_WORD)),
                name="word_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.body[:40]}"


class Phrase(models.Model):
    """A sentence that a mentor keeps for nudges and reviews."""

    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="phrases"
    )
    body = models.CharField(max_length=LONGEST_PHRASE)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["body", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "body"], name="phrase_once"),
            models.CheckConstraint(condition=~Q(body=""), name="phrase_says_something"),
        ]

    def __str__(self) -> str:
        return self.body


class Announcement(models.Model):
    """Something said to a whole cohort, with the week's plan if wanted."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="announcements"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="announcements"
    )
    title = models.CharField(max_length=120)
    body = models.TextField(
        blank=True, validators=[MaxLengthValidator(LONGEST_ANNOUNCEMENT)]
    )
    plan = models.JSONField(
        default=list,
        help_text=_("Steps due in the week, as they were: [[title, day], ...]."),
    )
    key = models.CharField(max_length=64, editable=False)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "key"], name="announcement_once_per_form"
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="announcement_has_a_title"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), LONGEST_ANNOUNCEMENT),
                name="announcement_is_not_a_book",
            ),
        ]

    def __str__(self) -> str:
        return self.title
