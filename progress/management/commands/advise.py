"""What to study next, at a terminal; or the whole walk of somebody who follows it."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from progress.actions.change import local_date
from progress.engine.simulate import simulate
from progress.engine.state import Learner, PathChoice, Walk
from progress.queries.study import Head, Journey, Study, head_of, study_of
from progress.queries.terminal import advice_lines, advice_record, walk_record


class Command(BaseCommand):
    help = (
        "Prints the ranked advice for a learner with its reasons, or (--simulate) the"
        " order in which somebody who always follows it walks a roadmap."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learner", metavar="EMAIL")
        parser.add_argument("--roadmap", metavar="SLUG")
        parser.add_argument("--minutes", type=int, help="Study time at hand.")
        parser.add_argument("--at", metavar="ISO-DATE", help="Another day than today.")
        parser.add_argument("--json", action="store_true", help="For programs.")
        parser.add_argument("--simulate", action="store_true")
        parser.add_argument("--aim", default="")
        parser.add_argument("--track", action="append", default=[])
        parser.add_argument("--minutes-per-week", type=int, default=300)

    def handle(self, **options: Any) -> None:
        if options["simulate"]:
            self._simulate(options)
        elif options["learner"]:
            self._advise(options)
        else:
            raise CommandError("Say for whom: --learner EMAIL, or --simulate.")

    def _advise(self, options: dict[str, Any]) -> None:
        learner = User.objects.filter(email__iexact=options["learner"]).first()
        if learner is None:
            raise CommandError(f"There is nobody with {options['learner']}.")
        day = _day(options["at"]) or local_date(learner, timezone.now())
        study = study_of(head_of(learner), day)
        slug = options["roadmap"]
        if slug and slug not in {journey.slug for journey in study.head.journeys}:
            raise CommandError(f"{learner.email} is not on {slug}.")
        minutes = options["minutes"] or learner.minutes_at_hand
        if minutes < 1:
            raise CommandError("--minutes must be at least 1.")
        record = advice_record(study, minutes, slug)
        self._write(record, advice_lines(record), as_json=options["json"])

    def _simulate(self, options: dict[str, Any]) -> None:
        if not options["roadmap"]:
            raise CommandError("Say which way: --roadmap SLUG.")
        if options["minutes_per_week"] < 1:
            raise CommandError("--minutes-per-week must be at least 1.")
        head = head_of(None)
        journey = head.journey(options["roadmap"])
        if journey is None:
            raise CommandError(f"There is no published roadmap {options['roadmap']}.")
        choice = _choice(journey, options["aim"], options["track"])
        learner = _nobody(head, journey, choice)
        walked = simulate(learner, minutes_per_week=options["minutes_per_week"])
        records = [walk_record(journey, one) for one in walked]
        lines = [
            f"week {one['week']:>3}  {one['cumulative_hours']:>7} h  {one['title']}"
            for one in records
        ]
        self._write(records, lines, as_json=options["json"])

    def _write(self, record: object, lines: list[str], *, as_json: bool) -> None:
        if as_json:
            text = json.dumps(record, ensure_ascii=False, indent=1)
            self.stdout.write(text)
        else:
            self.stdout.write("\n".join(lines))


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is not a date like 2026-05-03.") from error


def _choice(journey: Journey, aim: str, tracks: list[str]) -> PathChoice:
    """The path asked for; CommandError for an aim or track the roadmap lacks."""
    aims = {known.key for known in journey.roadmap.aims}
    known_tracks = {known.key for known in journey.roadmap.tracks}
    if aim and aim not in aims:
        raise CommandError(f"Aims of {journey.slug}: {', '.join(sorted(aims))}.")
    for track in tracks:
        if track not in known_tracks:
            known = ", ".join(sorted(known_tracks))
            raise CommandError(f"Tracks of {journey.slug}: {known}.")
    return PathChoice(aim=aim or None, tracks=frozenset(tracks))


def _nobody(head: Head, journey: Journey, choice: PathChoice) -> Learner:
    """Somebody who has done nothing yet, on one roadmap."""
    shown = Study(head, date.min).engine
    walk = Walk(graph=journey.compiled.graph, choice=choice, records={})
    return Learner(
        walks=(walk,), spans={}, relations=shown.relations, facts=shown.facts
    )
