"""Reading lists that become roadmaps, and what curators answered about them."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

LONGEST_LIST = 1024 * 1024


class ListKind(models.TextChoices):
    MARKDOWN = "markdown", _("Markdown")
    CSV = "csv", _("Table (CSV)")
    JSON = "json", _("JSON")
    ROADMAP = "roadmap", _("A roadmap of ours")


class ListState(models.TextChoices):
    OPEN = "open", _("being answered")
    WRITTEN = "written", _("written as a draft")
    CLOSED = "closed", _("put aside")


class ListImport(models.Model):
    """One copy of a list as it was given. What it says is read again from its text.

    slug, title: of the roadmap it becomes. revision: grows with every answer. asked,
    answered: how far it is. written: the roadmap as this copy last wrote it, which a
    newer copy is compared with; supersedes: the copy before.
    """

    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=ListKind.choices)
    text = models.TextField(validators=[MaxLengthValidator(LONGEST_LIST)])
    digest = models.CharField(max_length=64)
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=160)
    key = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lists"
    )
    uploaded_at = models.DateTimeField()
    state = models.CharField(
        max_length=7, choices=ListState.choices, default=ListState.OPEN
    )
    revision = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="newer", null=True
    )
    written = models.TextField(blank=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "key"], name="list_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ListKind.values), name="list_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ListState.values), name="list_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answered__lte=F("asked")), name="list_answers_are_asked_for"
            ),
            models.CheckConstraint(
                condition=~Q(text="")
                & Q(LessThanOrEqual(Length("text"), LONGEST_LIST)),
                name="list_text_is_there_and_not_too_long",
            ),
            models.CheckConstraint(
                condition=Q(written="", written_at__isnull=True)
                | (~Q(written="") & Q(written_at__gte=F("uploaded_at"))),
                name="list_written_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="written") | ~Q(written=""),
                name="list_written_has_what_was_written",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="list_supersedes_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ListAnswer(models.Model):
    """One answer of a curator; earlier ones stay, with when they were replaced. key:
    hangs on what the list says, so that it holds for a newer copy as well."""

    list_import = models.ForeignKey(
        ListImport, on_delete=models.PROTECT, related_name="answers"
    )
    key = models.CharField(max_length=120)
    value = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="list_answers"
    )
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["revision", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_import", "key"],
                condition=Q(replaced_at__isnull=True),
                name="list_answer_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["list_import", "key", "revision"],
                name="list_answer_once_per_revision",
            ),
            models.CheckConstraint(
                condition=~Q(key=""), name="list_answer_is_about_something"
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(replaced_at__gte=F("at")),
                name="list_answer_replaced_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
