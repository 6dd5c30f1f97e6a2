"""What a person is told: on the page News, and by mail as they chose."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Cohort


class NewsKind(models.TextChoices):
    """What there is to be told; who is told how by default is in mentoring.channels."""

    REVIEWED = "reviewed", _("your work was answered")
    ANSWERED = "answered", _("your question was answered")
    WORD = "word", _("a mentor wrote to you")
    ANNOUNCED = "announced", _("an announcement to your cohort")
    GUIDED = "guided", _("a mentor changed your path")
    SEAT = "seat", _("a seat in a cohort became free for you")
    HANDED_IN = "handed_in", _("work waits for a review")
    ASKED = "asked", _("a question was asked")
    REPLIED = "replied", _("a learner answered you")
    EXPLAINED = "explained", _("a learner explained something")
    JOINED = "joined", _("somebody joined or left a cohort")
    REPORTED = "reported", _("a mentor reported a step")
    MENDED = "mended", _("what you told the curators was answered")
    CHANGED = "changed", _("a new version of your roadmap changed something for you")
    TOLD = "told", _("a learner reported a link or suggested something")


class How(models.TextChoices):
    AT_ONCE = "at_once", _("at once, by mail")
    DAILY = "daily", _("in one mail a day")
    PAGE = "page", _("on the page only")
    NEVER = "never", _("never")


class NewsQuerySet(models.QuerySet["News"]):
    def unread(self) -> "NewsQuerySet":
        return self.filter(seen_at__isnull=True, withdrawn_at__isnull=True)


class News(models.Model):
    """One thing told to one person, once; key names what it is about."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="news"
    )
    kind = models.CharField(max_length=9, choices=NewsKind.choices)
    key = models.CharField(max_length=80)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="+", null=True
    )
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    about = models.CharField(
        max_length=200, blank=True, help_text=_("The thing's own title.")
    )
    path = models.CharField(
        max_length=300, help_text=_("Where it leads, on this site.")
    )
    how = models.CharField(max_length=7, choices=How.choices)
    mail_from = models.DateTimeField(
        help_text=_("Shown at once; mailed from then on, not before.")
    )
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "news"
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(
                fields=["how", "mail_from"],
                condition=Q(mailed_at__isnull=True, withdrawn_at__isnull=True),
                name="news_to_be_mailed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="news_once"),
            models.CheckConstraint(
                condition=Q(kind__in=NewsKind.values), name="news_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(how__in=How.values), name="news_how_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"


class NewsChoice(models.Model):
    """How one person wants to hear of one kind; no row: as by default."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="news_choices"
    )
    kind = models.CharField(max_length=9, choices=NewsKind.choices)
    how = models.CharField(max_length=7, choices=How.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="news_choice_once"),
            models.CheckConstraint(
                condition=Q(kind__in=NewsKind.values), name="news_choice_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(how__in=How.values), name="news_choice_how_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.how}"
