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


_FLEETING = "Who reads what now; it is over within half an hour."
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
    Theirs("progress.FileContent", "learner", hidden=("data",)),
    Theirs("progress.WorkFile", "submission__learner", hidden=("token",)),
    Theirs("accounts.WaitingPlace", "person"),
    Theirs("accounts.InviteUse", "person"),
    Theirs("mentoring.Review", "learner"),
    Theirs("mentoring.Reading", "submission__learner", is_told=False, why=_FLEETING),
    Theirs("mentoring.Reading", "mentor", is_told=False, why=_FLEETING),
    Theirs("mentoring.ReviewDraft", "mentor"),
    Theirs(
        "mentoring.ReviewDraft",
        "submission__learner",
        is_told=False,
        why="What a mentor has not said yet.",
    ),
    Theirs("mentoring.Question", "learner", hidden=("key",)),
    Theirs("mentoring.Answer", "question__learner", hidden=("key",)),
    Theirs("mentoring.Word", "learner", hidden=("key",)),
    Theirs("mentoring.Explanation", "learner", hidden=("key",)),
    Theirs("mentoring.Overlay", "learner", hidden=("key",)),
    Theirs("mentoring.NoteShare", "note__learner"),
    Theirs("mentoring.DayLink", "learner", hidden=("token_hash", "key")),
    Theirs("mentoring.Phrase", "mentor"),
    Theirs("mentoring.Visit", "mentor"),
    Theirs("mentoring.NewsChoice", "person"),
    Theirs("mentoring.News", "person", hidden=("key",)),
    Theirs("curating.LinkReport", "learner"),
    Theirs("curating.ResourceReview", "learner"),
    Theirs("curating.Suggestion", "learner", hidden=("key",)),
)

_LOG = "What happened to a cohort belongs to all who are in it."
_WRITTEN = "What others were told stays with them, under a pseudonym."
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
    Kept("mentoring.Review", "mentor", ("decision", "text", "decided_at"), _WRITTEN),
    Kept("mentoring.Answer", "author", ("body", "written_at"), _WRITTEN),
    Kept("mentoring.Word", "author", ("kind", "body", "sent_at"), _WRITTEN),
    Kept("mentoring.Announcement", "author", ("title", "body", "sent_at"), _WRITTEN),
    Kept("mentoring.Overlay", "made_by", ("kind", "reason", "made_at"), _WRITTEN),
    Kept("mentoring.Overlay", "lifted_by", ("kind", "lifted_at"), _WRITTEN),
    Kept("mentoring.Explanation", "accepted_by", ("accepted_at",), _WRITTEN),
    Kept("mentoring.StepReport", "reported_by", ("words", "reported_at"), _WRITTEN),
    Kept("mentoring.StepReport", "closed_by", ("closed_at",), _WRITTEN),
    Kept("mentoring.News", "who", ("kind", "made_at"), _WRITTEN),
    Kept("mentoring.CohortEvent", "actor", ("verb", "happened_at"), _LOG),
    Kept("mentoring.CohortEvent", "person", ("verb", "happened_at"), _LOG),
    Kept("curating.LinkReport", "closed_by", ("closed_at", "outcome"), _WRITTEN),
    Kept("curating.Suggestion", "closed_by", ("closed_at", "state"), _WRITTEN),
    Kept("curating.Fix", "by", ("problem", "kind", "applied_at"), _EDITED),
    Kept("curating.Fix", "undone_by", ("problem", "kind", "undone_at"), _EDITED),
    Kept("roadmap.UnitChange", "made_by", ("resource", "made_at"), _EDITED),
    Kept("curating.Merge", "merged_by", ("gone", "kept", "merged_at"), _EDITED),
    Kept("curating.Merge", "undone_by", ("gone", "kept", "undone_at"), _EDITED),
    Kept("curating.StepFate", "by", ("step", "fate", "settled_at"), _EDITED),
    Kept(
        "curating.ListImport",
        "uploaded_by",
        ("title", "name", "uploaded_at"),
        _EDITED,
    ),
    Kept("curating.ListImport", "written_by", ("title", "written_at"), _EDITED),
    Kept("curating.ListAnswer", "by", ("list_import", "value", "at"), _EDITED),
    Kept("curating.Snooze", "by", ("problem", "until", "made_at"), _EDITED),
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
BY_ADDRESS = {"accounts.HeldMail": "to", "accounts.InviteMail": "to"}
BY_CONTENT = {"sessions.Session": "Whose session it is stands inside."}

NOBODY = {
    "curating.DeskCount",
    "curating.DryRun",
    "curating.Reach",
    *("accounts.Cohort", "accounts.SiteSettings"),
    *("auth.Group", "auth.Group_permissions", "auth.Permission"),
    "contenttypes.ContentType",
    "mentoring.Plan",
    *("roadmap.Aim", "roadmap.CatalogueState", "roadmap.EditorialReview"),
    *("roadmap.CheckRun", "roadmap.HostState", "roadmap.LinkCheck"),
    "roadmap.LinkHealth",
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
