"""A person: how they sign in, what they may do, how they study."""

from typing import ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.names import display_name
from accounts.zones import known_zones


def validate_time_zone(value: str) -> None:
    if value not in known_zones():
        raise ValidationError(_("This is not a time zone we know."), code="zone")


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Store a person who signs in with email; no password means by link only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: object
    ) -> "User":
        fields.setdefault("is_staff", True)
        fields.setdefault("is_superuser", True)
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class Appearance(models.TextChoices):
    AUTO = "auto", _("as the device")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Everybody is a learner; the other roles are switches."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(
        _("name"),
        max_length=80,
        blank=True,
        help_text=_("What mentors and co-learners call you."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_mentor = models.BooleanField(_("mentor"), default=False)
    is_curator = models.BooleanField(_("curator"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_time_zone]
    )
    study_days = models.CharField(
        _("study days"),
        max_length=7,
        default="1234567",
        help_text=_("Days of the week as digits, Monday is 1."),
    )
    minutes_per_week = models.PositiveIntegerField(
        _("minutes a week"),
        default=300,
        validators=[MinValueValidator(10), MaxValueValidator(6000)],
    )
    minutes_at_hand = models.PositiveSmallIntegerField(
        _("minutes in a sitting"),
        default=25,
        validators=[MinValueValidator(5), MaxValueValidator(600)],
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    appearance = models.CharField(
        _("appearance"),
        max_length=5,
        choices=Appearance.choices,
        default=Appearance.AUTO,
    )
    has_shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    free_only = models.BooleanField(_("only what is free"), default=False)
    away_from_computer = models.BooleanField(_("not at a computer"), default=False)
    reads_languages = models.JSONField(
        _("languages of resources"),
        default=list,
        blank=True,
        help_text=_("Codes such as en; empty means any."),
    )
    paused_from = models.DateField(_("paused from"), null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    return_answered_on = models.DateField(
        null=True,
        editable=False,
        help_text=_("Last day of study before a break that was asked about."),
    )
    erasure_at = models.DateTimeField(
        _("erased at"),
        null=True,
        blank=True,
        help_text=_("When this account is erased; empty while nobody asked for it."),
    )
    erasure_told_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the mail about the erasure was sent."),
    )
    mail_hour = models.PositiveSmallIntegerField(
        _("hour of the daily mail"),
        default=7,
        validators=[MaxValueValidator(23)],
        help_text=_("In your own time zone."),
    )
    away_until = models.DateField(
        _("away until"),
        null=True,
        blank=True,
        help_text=_("The last day on which a mentor does not answer."),
    )
    news_unread = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text=_("News that this person has not looked at."),
    )
    study_revision = models.PositiveBigIntegerField(
        default=0,
        editable=False,
        help_text=_("Grows with each change of an enrolment, under this row's lock."),
    )

    # What they said for today of being away from a computer (accounts.places).
    away_today: bool | None = None

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(is_staff=True)
                | (Q(is_curator=False) & Q(is_superuser=False)),
                name="user_curators_and_administrators_are_staff",
            ),
            models.CheckConstraint(
                condition=Q(study_days__regex=r"^1?2?3?4?5?6?7?\Z") & ~Q(study_days=""),
                name="user_study_days_are_weekdays",
            ),
            models.CheckConstraint(
                condition=Q(minutes_per_week__range=(10, 6000)),
                name="user_minutes_per_week_in_range",
            ),
            models.CheckConstraint(
                condition=Q(minutes_at_hand__range=(5, 600)),
                name="user_minutes_at_hand_in_range",
            ),
            models.CheckConstraint(
                condition=Q(appearance__in=Appearance.values),
                name="user_appearance_is_known",
            ),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True)
                | Q(paused_from__isnull=False, paused_from__lte=F("paused_until")),
                name="user_pause_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(mail_hour__lte=23), name="user_mail_hour_is_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(erasure_told_at__isnull=True) | Q(erasure_at__isnull=False),
                name="user_told_only_while_leaving",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return display_name(self.name, self.email)

    @property
    def initials(self) -> str:
        """One or two capitals for the account button."""
        words = self.display_name.replace(".", " ").split()
        if len(words) > 1:
            return (words[0][0] + words[-1][0]).upper()
        return self.display_name[:2].upper()

    @property
    def study_weekdays(self) -> tuple[int, ...]:
        """The days this person studies, Monday is 1."""
        return tuple(int(digit) for digit in self.study_days)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Roles decide for everybody, administrators too; costs no query."""
        return roles.allows(self, perm)

    def has_module_perms(self, app_label: str) -> bool:
        return roles.opens(self, app_label)

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
