"""What belongs to the whole site: who may join, invitations, held mails."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.cohorts import Cohort

models.CharField.register_lookup(Length)

HASH_LENGTH = 64
MAIL_KEPT_FOR = timedelta(days=3)
LINK = re.compile(r"https?://[^\s<>\"']+")


class SignupPolicy(models.TextChoices):
    OPEN = "open", _("anybody may create an account")
    INVITATION = "invitation", _("only with an invitation")
    DOMAINS = "domains", _("only with an address of a listed domain")


class SiteSettings(models.Model):
    """One row: what the administrator decides for the whole site."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    signup = models.CharField(
        _("sign-up"),
        max_length=10,
        choices=SignupPolicy.choices,
        default=SignupPolicy.OPEN,
    )
    domains = models.JSONField(
        _("domains"),
        default=list,
        blank=True,
        help_text=_("Addresses at these domains may sign up."),
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="sitesettings_is_a_single_row"
            ),
            models.CheckConstraint(
                condition=Q(signup__in=SignupPolicy.values),
                name="sitesettings_signup_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Site settings"))


class InviteQuerySet(models.QuerySet["Invite"]):
    def usable(self, *, at: datetime) -> "InviteQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=at, used__lt=F("max_uses"))


class Invite(models.Model):
    """A link that lets people in: to the site, or as learners to a cohort."""

    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.PROTECT,
        related_name="invites",
        null=True,
        blank=True,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invites"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    max_uses = models.PositiveIntegerField(default=1)
    used = models.PositiveIntegerField(default=0, editable=False)

    objects = InviteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(token_hash__length=HASH_LENGTH),
                name="invite_token_is_hashed",
            ),
            models.CheckConstraint(
                condition=Q(used__lte=F("max_uses")), name="invite_uses_within_limit"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="invite_expires_after_creation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.used}/{self.max_uses}"


class InviteUse(models.Model):
    """That an invitation let somebody in: counted once, at sign-up or on joining.
    joined_at: when it gave a place in its cohort; until then it still may."""

    invite = models.ForeignKey(Invite, on_delete=models.PROTECT, related_name="uses")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invite_uses"
    )
    used_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invite", "person"], name="invite_use_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.used_at:%Y-%m-%d}"


class InviteMail(models.Model):
    """To whom an invitation goes by mail. mailed_at: when it left."""

    invite = models.OneToOneField(Invite, on_delete=models.PROTECT, related_name="mail")
    to = models.EmailField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["invite"],
                condition=Q(mailed_at__isnull=True),
                name="invite_mail_to_be_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.to


class HeldMailQuerySet(models.QuerySet["HeldMail"]):
    def recent(self, *, at: datetime) -> "HeldMailQuerySet":
        return self.filter(created_at__gte=at - MAIL_KEPT_FOR)


class HeldMail(models.Model):
    """A mail kept for the administrator to pass on while no mail server is set."""

    to = models.EmailField()
    subject = models.CharField(max_length=255)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = HeldMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def link(self) -> str:
        """The first address in the text, which is what matters; "" if none."""
        found = LINK.search(self.body)
        return found.group().rstrip(".,;)") if found else ""
