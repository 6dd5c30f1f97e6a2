"""A reading list is taken in, answered about, and put aside. One function for each."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.models import User
from curating.drafting.resources import plain
from curating.lists.source import text_of
from curating.lists.titles import slug
from curating.models import ListAnswer, ListImport, ListKind, ListState
from curating.queries.lists import drafted, given_of, reading_of
from roadmap.document import digest, parse
from roadmap.document.words import FORMAT, TITLE

OWN = re.compile(
    rf'\A\s{{0,1000}}\{{.{{0,200000}}?"format"\s*:\s*"{FORMAT}"', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Given:
    """A list as it was handed over. slug, title: of the roadmap, "" for what the list
    says itself. kind: auto, or one of ListKind."""

    data: bytes | str
    name: str = ""
    slug: str = ""
    title: str = ""
    kind: str = "auto"


@dataclass(frozen=True, slots=True)
class Read:
    """What was found at the first look."""

    text: str
    kind: str
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody answered the same question while this page was open."""

    key: str
    theirs: str
    own: str
    by: str


@dataclass
class Saved:
    changed: int = 0
    clashes: list[Clash] = field(default_factory=list)


class ListIsClosed(Exception):
    """It was put aside: nothing more is answered about it."""


def new_key() -> str:
    """For a form that came without one: it is a new one."""
    return secrets.token_urlsafe(12)


def read_given(given: Given) -> Read:
    """A list, or a document of our own format, read. Raises ListRefused or
    DocumentError, which know the line; no query."""
    text = text_of(given.data)
    if given.kind == ListKind.ROADMAP or given.kind == "auto" and OWN.search(text):
        roadmap = parse(text).roadmap
        slug_given = given.slug or roadmap.slug
        return Read(text, ListKind.ROADMAP, slug_given, given.title or roadmap.title)
    reading = reading_of(text, given.name, given.kind)
    title = plain(given.title or reading.title, TITLE) or given.name or "List"
    return Read(text, reading.kind, given.slug or slug(title), title)


def says_anything(read: Read, name: str) -> bool:
    """Whether it names a step or a link; what is no list at all does neither."""
    if read.kind == ListKind.ROADMAP:
        return True
    reading = reading_of(read.text, name, read.kind)
    return bool(reading.steps or reading.links)


def take_in(
    given: Given,
    *,
    by: User,
    key: str,
    at: datetime,
    supersedes: ListImport | None = None,
) -> ListImport:
    """Keep a list and what is asked about it. Repeated with the same key, the same.

    Answers about an earlier copy hold where this one says the same. Raises
    ListRefused, or DocumentError, before anything is written.
    """
    read = read_given(given)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        before = ListImport.objects.filter(uploaded_by=by, key=key).first()
        if before is not None:
            return before
        row = ListImport.objects.create(
            name=given.name,
            kind=read.kind,
            text=read.text,
            digest=digest(read.text),
            slug=read.slug,
            title=read.title,
            key=key,
            uploaded_by=by,
            uploaded_at=at,
            supersedes=supersedes,
        )
        if supersedes is not None:
            carry_over(supersedes, row)
        count(row)
        return row


@transaction.atomic
def answer(
    list_import: ListImport,
    values: Mapping[str, str],
    *,
    seen: int,
    by: User,
    at: datetime,
) -> Saved:
    """Keep these answers; "" leaves a question open again.

    seen: the revision that the page showed. What somebody else answered differently
    since then is left as it is and told. The same again changes nothing.
    """
    row = _locked(list_import)
    if row.state == ListState.CLOSED:
        raise ListIsClosed
    holding = row.answers.filter(replaced_at=None).select_related("by")
    current = {one.key: one for one in holding}
    shown = _as_shown(row, seen)
    saved, new = Saved(), []
    for key, value in values.items():
        now, was = current[key].value if key in current else "", shown.get(key, "")
        if value in (now, was):
            continue
        if now == was:
            new.append(ListAnswer(list_import=row, key=key, value=value, by=by, at=at))
            continue
        saved.clashes.append(Clash(key, now, value, current[key].by.display_name))
    _store(row, new, at)
    saved.changed = len(new)
    list_import.refresh_from_db()
    return saved


def _store(row: ListImport, new: list[ListAnswer], at: datetime) -> None:
    if not new:
        return
    row.revision += 1
    for one in new:
        one.revision = row.revision
    keys = [one.key for one in new]
    row.answers.filter(key__in=keys, replaced_at=None).update(replaced_at=at)
    ListAnswer.objects.bulk_create(new)
    count(row)


def _as_shown(row: ListImport, seen: int) -> dict[str, str]:
    """The answers as they were at that revision."""
    rows = row.answers.filter(revision__lte=seen).order_by("revision", "pk")
    return dict(rows.values_list("key", "value"))


@transaction.atomic
def put_aside(list_import: ListImport, *, aside: bool) -> ListImport:
    """Close it, or take it up again; repeating changes nothing. Nothing is lost."""
    row = _locked(list_import)
    back = ListState.WRITTEN if row.written else ListState.OPEN
    row.state = ListState.CLOSED if aside else back
    row.save(update_fields=["state"])
    list_import.refresh_from_db()
    return list_import


def _locked(list_import: ListImport) -> ListImport:
    rows = ListImport.objects.select_for_update(no_key=True, of=("self",))
    return rows.get(pk=list_import.pk)


@transaction.atomic
def compare_with(list_import: ListImport, earlier: ListImport) -> ListImport:
    """Let this be a newer copy of that list: the same roadmap, and its answers where
    this copy has none yet. Repeating changes nothing."""
    row = _locked(list_import)
    if row.supersedes_id == earlier.pk or earlier.pk >= row.pk:
        return list_import
    row.supersedes = earlier
    row.slug, row.title = earlier.slug, earlier.title
    row.save(update_fields=["supersedes", "slug", "title"])
    carry_over(earlier, row)
    list_import.refresh_from_db()
    return list_import


def carry_over(earlier: ListImport, row: ListImport) -> None:
    """Answers about the earlier copy hold for this one, where it has none itself."""
    own = given_of(row)
    rows = ListAnswer.objects.filter(list_import=earlier, replaced_at=None)
    ListAnswer.objects.bulk_create(
        ListAnswer(
            list_import=row,
            key=one.key,
            value=one.value,
            revision=row.revision,
            by_id=one.by_id,
            at=one.at,
        )
        for one in rows.exclude(value="")
        if one.key not in own
    )
    count(row)


def count(row: ListImport) -> None:
    """How far it is. An answer may open or settle other questions."""
    found = drafted(row, given_of(row))
    row.asked = len(found.asked)
    row.answered = row.asked - len(found.open)
    row.save(update_fields=["revision", "asked", "answered"])
