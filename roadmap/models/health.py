"""What the checks of links have found. Nothing here is content: a check writes these
rows and no others."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roadmap.models.links import Link


class Verdict(models.TextChoices):
    """What is said of a link; UNSURE while its first answers were bad and too few."""

    WORKS = "works", _("works")
    MOVED = "moved", _("moved for good")
    MOVED_NOW = "moved_now", _("moved for now")
    SLOW = "slow", _("slow")
    MEMBERS = "members", _("members only")
    ROBOTS = "robots", _("refuses robots")
    LIMITED = "limited", _("limits how often we may ask")
    SOFT_404 = "soft_404", _("says that there is no page")
    GONE = "gone", _("gone")
    NO_ANSWER = "no_answer", _("no answer")
    MALFORMED = "malformed", _("not a web address")
    UNSAFE = "unsafe", _("not an address of the open web")
    UNSURE = "unsure", _("not sure yet")


def is_known(column: str) -> Q:
    return Q(**{f"{column}__in": Verdict.values})


def is_status(column: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__range": (100, 599)})


class LinkHealth(models.Model):
    """What is thought of one link; no row while it was never checked.

    url: the address that was checked; a link with another one has to be checked anew.
    checks: how many answers in a row led to this verdict. target: where redirects end.
    archive_url: the nearest archived copy, looked for when a link is broken. leads:
    whether learners are led to it (roadmap.linkcheck.verdicts.leads).
    """

    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="health")
    url = models.CharField(max_length=500)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    confidence = models.PositiveSmallIntegerField(help_text=_("Percent."))
    since = models.DateTimeField()
    checked_at = models.DateTimeField()
    next_check_at = models.DateTimeField(db_index=True)
    checks = models.PositiveIntegerField(default=1)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    target = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=200, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    archive_url = models.CharField(max_length=2000, blank=True)
    archive_at = models.DateTimeField(null=True, blank=True)
    archive_asked_at = models.DateTimeField(null=True, blank=True)
    leads = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = _("link health")
        ordering = ["link"]
        constraints = [
            models.CheckConstraint(
                condition=is_known("verdict"), name="health_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__range=(0, 100)), name="health_confidence_is_pc"
            ),
            models.CheckConstraint(
                condition=is_status("status"), name="health_status_is_one_of_http"
            ),
            models.CheckConstraint(
                condition=Q(checks__gte=1), name="health_checks_from_one"
            ),
            models.CheckConstraint(
                condition=Q(since__lte=F("checked_at")),
                name="health_since_before_checked",
            ),
            models.CheckConstraint(
                condition=Q(next_check_at__gte=F("checked_at")),
                name="health_next_after_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.get_verdict_display()}"


class LinkCheck(models.Model):
    """One answer of one link; thinned (roadmap.linkcheck.recording.thin)."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="answers")
    url = models.CharField(max_length=500)
    checked_at = models.DateTimeField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    target = models.CharField(max_length=2000, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["link", "-checked_at", "-id"]
        indexes = [
            models.Index(fields=["link", "-checked_at"], name="link_check_newest_first")
        ]
        constraints = [
            models.CheckConstraint(
                condition=is_known("verdict"), name="link_check_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=is_status("status"), name="link_check_status_is_one_of_http"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.get_verdict_display()}"


class HostState(models.Model):
    """What one host asked of us, and what it answers to a page that cannot be.

    not_before: asked for by Retry-After. pause: seconds between two links of it.
    """

    host = models.CharField(max_length=260, unique=True)
    not_before = models.DateTimeField(null=True, blank=True)
    pause = models.PositiveSmallIntegerField(default=1)
    robots = models.TextField(blank=True)
    robots_status = models.PositiveSmallIntegerField(null=True, blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)
    nonsense = models.CharField(max_length=64, blank=True)
    nonsense_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["host"]
        constraints = [
            models.CheckConstraint(condition=~Q(host=""), name="host_has_a_name"),
            models.CheckConstraint(
                condition=Q(pause__range=(0, 3600)), name="host_pause_in_range"
            ),
            models.CheckConstraint(
                condition=is_status("robots_status"),
                name="host_robots_status_is_one_of_http",
            ),
        ]

    def __str__(self) -> str:
        return self.host


class CheckRun(models.Model):
    """One round of checks, of a job or of several in turn; open until ended_at.

    asked: how many links; done: how many of them so far. line_down_since: since when
    nothing at all answers, so that no verdict was stored.
    """

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    newly_gone = models.PositiveIntegerField(default=0)
    line_down_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="check_run_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("asked")), name="check_run_done_of_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
