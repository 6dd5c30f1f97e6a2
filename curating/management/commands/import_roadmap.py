"""Read a roadmap document, or a reading list, as a draft: all or nothing."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from curating.actions import lists
from curating.actions.list_writing import NotWritten, fingerprint, write
from curating.drafting.sheet import draft
from curating.drafting.types import Drafted
from curating.lists.refusals import ListRefused
from curating.models import ListImport, ListKind
from curating.queries.list_draft import list_draft
from curating.queries.lists import reading_of, shelf_for
from roadmap.document import DocumentError, digest
from roadmap.management.documents import LARGEST, ImportCommand

OPEN = 2
ROUNDS = 20
"""An answer may open another question; no list asks deeper than this."""


class Command(ImportCommand):
    help = (
        "Reads a roadmap document, or a reading list in Markdown, CSV or JSON. It"
        " becomes the roadmap's draft, to be looked at and published. What a list"
        " leaves in doubt is asked: at the terminal (--answers, --accept), or on the"
        " page that is named. Exit status: 0 done, 1 refused and nothing kept, 2"
        " questions or differences are left, kept on that page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--answers", help="A JSON file: key of a question, answer.")
        parser.add_argument(
            "--accept",
            type=int,
            metavar="PERCENT",
            help="Answer as proposed where that is at least so sure.",
        )
        parser.add_argument("--slug", default="", help="The roadmap's key.")
        parser.add_argument("--title", default="", help="The roadmap's title.")
        parser.add_argument("--by", help="Address of the curator it is done for.")
        parser.add_argument("--json", action="store_true", help="Say it as JSON.")

    def handle(self, **options: Any) -> None:
        given = self.given(options)
        read = self.read(given)
        if read is None:
            return super().handle(**options)
        answers = self.answers(options["answers"])
        found, answers = self.drafted(given, read, answers, options["accept"])
        address = ""
        if not options["dry_run"]:
            with transaction.atomic():
                address = self.keep(given, read, answers, options["by"])
        self.report(found, address, options)
        return None

    def read(self, given: lists.Given) -> lists.Read | None:
        """None for what is, or was meant as, a document of our own format."""
        is_json = given.name.lower().endswith(".json")
        if is_json and b'"format"' in bytes(given.data[:2_000]):  # type: ignore[arg-type]
            return None
        try:
            found = lists.read_given(given)
            says = lists.says_anything(found, given.name)
        except (ListRefused, DocumentError) as refusal:
            if is_json or isinstance(refusal, DocumentError):
                return None
            raise CommandError(f"{given.name}: {refusal}") from refusal
        is_own = found.kind == ListKind.ROADMAP or (is_json and not says)
        return None if is_own else found

    def given(self, options: dict[str, Any]) -> lists.Given:
        path = Path(options["file"])
        try:
            if path.stat().st_size > LARGEST:
                raise CommandError(f"{path} is larger than {LARGEST} bytes.")
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        return lists.Given(data, path.name, options["slug"], options["title"])

    def answers(self, name: str | None) -> dict[str, str]:
        if name is None:
            return {}
        try:
            found = json.loads(Path(name).read_text())
        except (OSError, ValueError) as error:
            raise CommandError(f"{name} cannot be read as JSON: {error}") from error
        is_plain = isinstance(found, dict) and all(
            isinstance(one, str) for one in found.values()
        )
        if not is_plain:
            raise CommandError(f"{name} has to be one object of keys and answers.")
        return dict(found)

    def drafted(
        self,
        given: lists.Given,
        read: lists.Read,
        answers: dict[str, str],
        sure: int | None,
    ) -> tuple[Drafted, dict[str, str]]:
        """The draft with the answers, and with those that are accepted."""
        reading = reading_of(read.text, given.name, read.kind)
        shelf, wanted = shelf_for(reading), (read.slug, read.title)
        found = draft(reading, answers, shelf, wanted)
        for _ in range(ROUNDS):
            more = {
                one.key: one.proposed
                for one in found.open
                if sure is not None and one.confidence >= sure
            }
            if not more:
                break
            answers = answers | more
            found = draft(reading, answers, shelf, wanted)
        return found, answers

    def keep(
        self,
        given: lists.Given,
        read: lists.Read,
        answers: dict[str, str],
        address: str | None,
    ) -> str:
        """Keep the list with its answers and write it where nothing is left to ask;
        "" then, else the page where it goes on. The same again is the same list."""
        by, now = self.person(address), timezone.now()
        key = digest(f"{read.text}\n{given.name}\n{read.slug}")[:40]
        row = lists.take_in(given, by=by, key=key, at=now)
        lists.answer(row, answers, seen=row.revision, by=by, at=now)
        if self.is_written(row, by):
            return ""
        return reverse(
            "list" if row.asked > row.answered else "list_draft", args=[row.pk]
        )

    def is_written(self, row: ListImport, by: User) -> bool:
        """Whether it is a draft now, or was: one that is there is compared first."""
        found = list_draft(row)
        if found.found.open or found.changes:
            return False
        try:
            write(row, seen=fingerprint(found), by=by, at=timezone.now())
        except NotWritten as refusal:
            told = " ".join(refusal.sentences) or refusal.code
            raise CommandError(f"Nothing was written. {told}") from refusal
        return True

    def person(self, address: str | None) -> User:
        rows = User.objects.filter(is_active=True).order_by("pk")
        rows = rows.filter(Q(is_curator=True) | Q(is_superuser=True))
        found = rows.filter(email=address) if address else rows
        person: User | None = found.first()
        if person is None:
            raise CommandError("Name a curator of this site: --by ADDRESS.")
        return person

    def report(self, found: Drafted, address: str, options: dict[str, Any]) -> None:
        is_open = bool(found.open) or bool(address)
        if options["json"]:
            self.stdout.write(json.dumps(as_values(found, address), indent=1))
        else:
            self.say(found, options["dry_run"])
        if is_open:
            count = len(found.open)
            where = f" Go on at {address}" if address else ""
            raise CommandError(
                f"{count} questions are left.{where}"
                if count
                else f"There is such a roadmap already.{where}",
                returncode=OPEN,
            )

    def say(self, found: Drafted, is_dry: bool) -> None:
        for one in found.asked:
            given = found.given.get(one.key)
            choices = ", ".join(answer.value for answer in one.answers)
            said = given or f"? {choices}"
            self.stdout.write(
                f"line {one.line}: {one.code} {one.about!r} ({one.words!r},"
                f" {one.confidence} %) {one.key}: {said}"
            )
        for left in found.left:
            self.stdout.write(f"line {left.line}: left out, {left.reason}: {left.text}")
        verb = "Would make" if is_dry or found.open else "Made"
        self.stdout.write(
            f"{verb} a draft of {found.roadmap.title}:"
            f" {len(found.roadmap.steps)} steps, {len(found.made)} new resources,"
            f" {len(found.named)} kept as they are."
        )


def as_values(found: Drafted, address: str) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "slug": found.roadmap.slug,
        "title": found.roadmap.title,
        "steps": [step.key for step in found.roadmap.steps],
        "new": [one.key for one in found.made],
        "in_catalogue": sorted(found.named),
        "readings": [asdict(one) for one in found.reading.readings],
        "questions": [
            {**asdict(one), "given": found.given.get(one.key)} for one in found.asked
        ],
        "left_out": [asdict(one) for one in found.left],
        "page": address,
    }
