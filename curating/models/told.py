"""What learners tell curators: a link that does not serve, and what could be better."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from roadmap.models import Link, Resource, Step

LONGEST_WORDS = 1000


class ReportReason(models.TextChoices):
    DEAD = "dead", _("It does not open")
    MOVED = "moved", _("It has moved")
    PAID = "paid", _("It costs money")
    ACCOUNT = "account", _("It asks for an account")
    BLOCKED = "blocked", _("It is blocked where I am")
    LANGUAGE = "language", _("I do not read its language")
    CONTENT = "content", _("It is about something else")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    NONE = "", _("open")
    MENDED = "mended", _("mended")
    MEMBERS = "members", _("it is marked as needing an account now")
    DISMISSED = "dismissed", _("looked at and left as it is")
    GONE = "gone", _("taken back by who said it")


class LinkReport(models.Model):
    """One learner about one link, or about a resource without one. comes_from_barrier:
    said as "I can't get at this", and over when that is taken back."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="link_reports"
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="link_reports"
    )
    link = models.ForeignKey(
        Link, on_delete=models.PROTECT, related_name="reports", null=True
    )
    reason = models.CharField(max_length=8, choices=ReportReason.choices)
    words = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    comes_from_barrier = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    outcome = models.CharField(
        max_length=9, choices=Outcome.choices, default=Outcome.NONE, blank=True
    )
    answer = models.TextField(
        blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)]
    )

    class Meta:
        ordering = ["reported_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "resource"],
                condition=Q(closed_at__isnull=True),
                name="link_report_open_once",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=ReportReason.values),
                name="link_report_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="link_report_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | (
                    Q(closed_at__isnull=False, closed_at__gte=F("reported_at"))
                    & ~Q(outcome="")
                ),
                name="link_report_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), LONGEST_WORDS),
                name="link_report_is_short",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.reason}"


class SuggestionKind(models.TextChoices):
    ADD = "add", _("Another resource for this")
    CORRECT = "correct", _("Something to correct")
    TAKE_OUT = "take_out", _("Take it off")


class SuggestionState(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("taken up")
    DECLINED = "declined", _("declined")


class Suggestion(models.Model):
    """What one learner would add, correct or take off; about a resource, perhaps as a
    step uses it. url, title: of what is to be added; of what is to be corrected the
    right address, if it is known."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suggestions"
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="suggestions"
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="suggestions", null=True
    )
    kind = models.CharField(max_length=8, choices=SuggestionKind.choices)
    url = models.URLField(max_length=500, blank=True)
    title = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    key = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=SuggestionState.choices, default=SuggestionState.OPEN
    )
    answer = models.TextField(
        blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)]
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "key"], name="suggestion_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SuggestionKind.values),
                name="suggestion_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | Q(
                    state__in=("accepted", "declined"),
                    closed_at__isnull=False,
                    closed_at__gte=F("made_at"),
                ),
                name="suggestion_closed_with_a_state",
            ),
            models.CheckConstraint(
                condition=(Q(kind="add") & ~Q(url="") & ~Q(title=""))
                | (~Q(kind="add") & ~Q(words="")),
                name="suggestion_says_something",
            ),
            models.CheckConstraint(
                condition=Q(url="")
                | Q(url__startswith="http://")
                | Q(url__startswith="https://"),
                name="suggestion_leads_to_the_web",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), LONGEST_WORDS),
                name="suggestion_is_short",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.kind}"

    @property
    def is_complete(self) -> bool:
        """Whether it says all that is needed to do it."""
        if self.kind == SuggestionKind.ADD:
            return self.step_id is not None
        return self.kind == SuggestionKind.CORRECT and self.url != ""
