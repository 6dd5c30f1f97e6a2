"""Check the links of the catalogue now, and say what became of them."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from roadmap.linkcheck import choosing
from roadmap.linkcheck.asking import Job
from roadmap.linkcheck.running import Checking, look_for_copies, make_client
from roadmap.management.progress_bar import with_bar
from roadmap.models import CheckRun, Link, LinkHealth, Roadmap

NEWLY_GONE, COULD_NOT = 1, 2


class Command(BaseCommand):
    help = (
        "Asks the links of the catalogue, politely, and stores what is thought of them."
        " Ends with status 1 if learners are newly led away from a link, and with 2 if"
        " nothing could be checked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--roadmap", metavar="SLUG", help="Only what it uses.")
        parser.add_argument(
            "--since", metavar="DATE", help="Only what was not checked since that day."
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would be asked; ask nobody.",
        )
        parser.add_argument("--json", action="store_true", help="One object of JSON.")

    def handle(self, **options: Any) -> None:
        jobs = choosing.next_jobs(chosen(options), None, timezone.now())
        if options["dry_run"]:
            self.say({"would_ask": [job.url for job in jobs]}, options["json"])
            return
        if not settings.LINK_CHECKS:
            raise CommandError(
                "Links are not checked on this site: LINK_CHECKS is off.",
                returncode=COULD_NOT,
            )
        found = self.checked(jobs)
        self.say(found, options["json"])
        if found["line_down_since"]:
            raise CommandError(
                "Nothing answers: our own line is down, and nothing was stored.",
                returncode=COULD_NOT,
            )
        if found["newly_gone"]:
            raise CommandError("Links are newly gone.", returncode=NEWLY_GONE)

    def checked(self, jobs: list[Job]) -> dict[str, Any]:
        started_at = timezone.now()
        checking = Checking(jobs, timezone.now, make_client)
        for _ in with_bar(checking.answers(), len(jobs), "Checking"):
            pass
        outcome = checking.outcome
        CheckRun.objects.create(
            started_at=started_at,
            ended_at=timezone.now(),
            asked=max(len(jobs), outcome.done),
            done=outcome.done,
            newly_gone=len(outcome.newly_gone),
            line_down_since=outcome.silent_since,
        )
        if outcome.silent_since is None:
            look_for_copies(timezone.now)
        return {
            "asked": len(jobs),
            "done": outcome.done,
            "newly_gone": sorted(outcome.newly_gone),
            "line_down_since": outcome.silent_since and str(outcome.silent_since),
            "links": thought_of(jobs),
        }

    def say(self, found: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, indent=1))
            return
        for url in found.get("would_ask", ()):
            self.stdout.write(url)
        for one in found.get("links", ()):
            if one["verdict"] != "works":
                self.stdout.write("{verdict} {confidence} % {url}".format(**one))
        if "done" in found:
            self.stdout.write("{done} of {asked} checked.".format(**found))
        for url in found.get("newly_gone", ()):
            self.stdout.write(f"Newly gone: {url}")


def chosen(options: dict[str, Any]) -> QuerySet[Link]:
    """The links that the options name. Raises CommandError."""
    links = choosing.checkable().order_by("pk")
    if slug := options["roadmap"]:
        if not Roadmap.objects.filter(slug=slug).exists():
            raise CommandError(f"There is no roadmap {slug}.", returncode=COULD_NOT)
        links = choosing.of_roadmap(slug)
    if options["since"]:
        links = choosing.not_checked_since(links, day_of(options["since"]))
    return links


def day_of(text: str) -> datetime:
    """The beginning of that day in UTC. Raises CommandError."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"{text} is no date, as 2026-11-30.", returncode=COULD_NOT)
    return datetime.combine(day, time(), UTC)


def thought_of(jobs: list[Job]) -> list[dict[str, Any]]:
    """What is thought of these links now."""
    found = []
    for start in range(0, len(jobs), 500):
        ids = [job.link_id for job in jobs[start : start + 500]]
        rows = LinkHealth.objects.filter(link__in=ids).order_by("url")
        for row in rows:
            found.append(
                {
                    "url": row.url,
                    "verdict": row.verdict,
                    "confidence": row.confidence,
                    "since": row.since.isoformat(),
                    "status": row.status,
                    "target": row.target,
                    "leads": row.leads,
                }
            )
    return found
