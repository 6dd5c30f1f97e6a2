"""Every way from a row to a person, and what becomes of it: the one table that the
download, the erasure and their tests read.

A model that is in none of these tables fails the suite, so that nobody adds one without
deciding this.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, QuerySet

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Theirs:
    """Rows that are one person's: in their download, and erased with them.

    to: the lookup that leads to the person. hidden: columns that are left out of the
    download, secrets and what only says who they are. is_told: whether it is in the
    download at all; why: the reason where it is not.
    """

    model: str
    to: str
    hidden: tuple[str, ...] = ()
    is_told: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows that others need, about which a person is named: they stay, and the name
    becomes a pseudonym. told: the columns that are in the person's download."""

    model: str
    to: str
    told: tuple[str, ...]
    why: str


_NOT_USED = "Never filled: roles are switches of the person."

THEIRS = (
    Theirs("accounts.User", "pk", hidden=("password",)),
    Theirs("account.EmailAddress", "user"),
    Theirs(
        "account.EmailConfirmation",
        "email_address__user",
        is_told=False,
        why="Keys that confirm an address: secrets.",
    ),
    Theirs("mfa.Authenticator", "user", hidden=("data",)),
    Theirs("usersessions.UserSession", "user", hidden=("session_key", "data")),
    Theirs("accounts.User_groups", "user", is_told=False, why=_NOT_USED),
    Theirs("accounts.User_user_permissions", "user", is_told=False, why=_NOT_USED),
    Theirs("progress.Enrolment", "learner"),
    Theirs("progress.Summary", "enrolment__learner"),
    Theirs("progress.RecordLink", "enrolment__learner", hidden=("token_hash", "key")),
    Theirs("progress.ResourceProgress", "learner"),
    Theirs("progress.StepRecord", "learner"),
    Theirs("progress.ProgressEvent", "learner", hidden=("key",)),
    Theirs("progress.Clock", "learner"),
    Theirs("progress.TimeEntry", "learner"),
    Theirs("progress.WeekSummary", "learner"),
    Theirs("progress.Note", "learner"),
    Theirs("progress.NoteVersion", "note__learner"),
    Theirs("progress.Submission", "learner"),
)

_ACT = ("history_id", "history_date", "history_type", "history_change_reason")
_EDITED = "Who changed the catalogue when: its way back must stay whole."
_HISTORIES = (
    *("Aim", "EditorialReview", "Link", "Need", "NeedGroup", "Option", "Relation"),
    *("Resource", "ResourceNeed", "ResourceUnit", "Roadmap", "Stage", "Step"),
    *("StepResource", "Track"),
)

KEPT = (
    Kept(
        "accounts.Membership",
        "person",
        ("cohort", "role", "started_at", "ended_at"),
        "How many were in a cohort, and when; the membership ends.",
    ),
    Kept(
        "accounts.Invite",
        "created_by",
        ("cohort", "created_at", "expires_at", "revoked_at", "max_uses", "used"),
        "How others came in. What is still open is revoked.",
    ),
    Kept(
        "progress.ProgressEvent",
        "actor",
        ("verb", "happened_at"),
        "What somebody decided about another's study is part of that study.",
    ),
    Kept(
        "roadmap.RoadmapVersion",
        "published_by",
        ("roadmap", "number", "published_at"),
        "Published versions never change and belong to all who walk them.",
    ),
    Kept(
        "admin.LogEntry",
        "user",
        ("action_time", "content_type", "object_id", "action_flag"),
        "What was done in the admin, for those who look after the site.",
    ),
    *(
        Kept(f"roadmap.Historical{name}", "history_user", _ACT, _EDITED)
        for name in _HISTORIES
    ),
)

# Rows that name somebody in words, without a column that leads to them.
BY_ADDRESS = {"accounts.HeldMail": "to"}
BY_CONTENT = {"sessions.Session": "Whose session it is stands inside."}

NOBODY = {
    *("accounts.Cohort", "accounts.SiteSettings"),
    *("auth.Group", "auth.Group_permissions", "auth.Permission"),
    "contenttypes.ContentType",
    *("roadmap.Aim", "roadmap.CatalogueState", "roadmap.EditorialReview"),
    *("roadmap.Link", "roadmap.Need", "roadmap.NeedGroup", "roadmap.Option"),
    *("roadmap.Relation", "roadmap.Resource", "roadmap.ResourceNeed"),
    *("roadmap.ResourceUnit", "roadmap.Resource_topics", "roadmap.Roadmap"),
    *("roadmap.Stage", "roadmap.Step", "roadmap.StepResource", "roadmap.Step_was"),
    *("roadmap.Topic", "roadmap.Track", "roadmap.HistoricalResource_topics"),
    "roadmap.HistoricalStep_was",
}
"""Models whose rows are about nobody."""


def rows_of(person: User, declared: Theirs | Kept) -> QuerySet[Model]:
    """The person's rows of one model, in order of their number; one query."""
    model: type[Model] = apps.get_model(declared.model)
    value = person.pk if declared.to == "pk" else person
    return model._base_manager.filter(**{declared.to: value}).order_by("pk")


def columns_of(declared: Theirs | Kept) -> list[str]:
    """Names of the columns that are in the download."""
    if isinstance(declared, Kept):
        return list(declared.told)
    fields = apps.get_model(declared.model)._meta.concrete_fields
    return [field.name for field in fields if field.name not in declared.hidden]


def told() -> Iterator[Theirs | Kept]:
    """What is in a person's download."""
    yield from (declared for declared in THEIRS if declared.is_told)
    yield from KEPT
