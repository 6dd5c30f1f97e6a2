"""Everything a learner did, in order, for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from roadmap.models import Resource, Roadmap, RoadmapVersion, Step


class Verb(models.TextChoices):
    ENROLLED = "enrolled", _("joined the roadmap")
    PATH_CHANGED = "path_changed", _("changed the path")
    LEFT = "left", _("left the roadmap")
    PAUSED = "paused", _("paused")
    RESUMED = "resumed", _("went on")
    UNITS = "units", _("worked on")
    DONE = "done", _("done")
    CLAIM = "claim", _("counted")
    KNOWN = "known", _("knew already")
    SKIPPED = "skipped", _("skipped")
    WAIVED = "waived", _("waived")
    REOPENED = "reopened", _("opened again")
    STARTED = "started", _("started")
    PUT_OFF = "put_off", _("not now")
    OPTION = "option", _("chose")
    ADDED = "added", _("put on the path")
    REMOVED = "removed", _("took off the path")
    BARRIER = "barrier", _("could not get at")
    BARRIER_GONE = "barrier_gone", _("can get at again")
    HABIT = "habit", _("did it")
    RHYTHM = "rhythm", _("chose a rhythm for")
    TIME = "time", _("studied")
    TIME_GONE = "time_gone", _("took away time")
    INSIDE = "inside", _("got inside")
    HANDED_IN = "handed_in", _("handed in")
    REVIEWED = "reviewed", _("got an answer on")
    GUIDED = "guided", _("was given another way by a mentor")
    RECOUNTED = "recounted", _("counted anew")
    MOVED = "moved", _("moved to a new version")
    UNDONE = "undone", _("undone")


# What others decided about a path, or a new version of it did.
NOT_TAKEN_BACK = (Verb.MOVED, Verb.GUIDED, Verb.RECOUNTED)


class Override(models.TextChoices):
    NONE = "", _("in order")
    OWN_CHOICE = "own_choice", _("the learner's own choice")
    MENTOR = "mentor", _("a mentor's decision")


class ProgressEventQuerySet(models.QuerySet["ProgressEvent"]):
    def acts_of(self, learner: User) -> "ProgressEventQuerySet":
        """The first event of each act, which stands for all of it."""
        return self.filter(learner=learner, key__isnull=False)

    def with_names(self) -> "ProgressEventQuerySet":
        """Loaded with all that a sentence about them names."""
        return self.select_related("step", "resource", "roadmap")


class ProgressEvent(models.Model):
    """One thing that happened. Rows are only ever inserted.

    One act may write several rows: the first (head) carries the idempotency key,
    the others share its batch. Undo is a new event that names the head it undoes;
    a batch is live while an even number of undo events point back to it.
    """

    learner = models.ForeignKey(  # its index is the one in order, below
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="events",
        db_index=False,
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acts"
    )
    verb = models.CharField(max_length=12, choices=Verb.choices)
    batch = models.UUIDField()
    key = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001
    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.PROTECT, related_name="+", null=True
    )
    version = models.ForeignKey(
        RoadmapVersion, on_delete=models.PROTECT, related_name="+", null=True
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="events", null=True
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="events", null=True
    )
    spans = models.JSONField(
        null=True, help_text=_("Units claimed, half-open: [[from, to], ...].")
    )
    takes_back = models.BooleanField(
        default=False, help_text=_("The units are taken back, not added.")
    )
    override = models.CharField(
        max_length=10, choices=Override.choices, default=Override.NONE, blank=True
    )
    data = models.JSONField(default=dict)
    advice = models.JSONField(
        null=True, help_text=_("What was recommended right after, and by which rule.")
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="undone_by", null=True
    )
    undone_batch = models.UUIDField(null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    local_date = models.DateField()
    zone = models.CharField(max_length=64)

    objects = ProgressEventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["learner", "id"], name="event_in_order"),
            models.Index(fields=["learner", "step"], name="event_of_step"),
            models.Index(fields=["learner", "resource"], name="event_of_resource"),
            models.Index(fields=["learner", "batch"], name="event_of_batch"),
            models.Index(
                fields=["learner", "undone_batch"],
                condition=Q(undone_batch__isnull=False),
                name="event_undoing_batch",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "key"], name="event_once_per_key"
            ),
            models.CheckConstraint(
                condition=Q(verb__in=Verb.values), name="event_verb_is_known"
            ),
            models.CheckConstraint(
                condition=Q(override__in=Override.values),
                name="event_override_is_known",
            ),
            models.CheckConstraint(
                condition=Q(key__isnull=True) | Q(key__length=64),
                name="event_key_is_hashed",
            ),
            models.CheckConstraint(
                condition=Q(
                    verb="undone", undoes__isnull=False, undone_batch__isnull=False
                )
                | (
                    ~Q(verb="undone")
                    & Q(undoes__isnull=True, undone_batch__isnull=True)
                ),
                name="event_undo_names_what_it_undoes",
            ),
            models.CheckConstraint(
                condition=Q(spans__isnull=True) | Q(resource__isnull=False),
                name="event_units_belong_to_a_resource",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} {self.verb}"
