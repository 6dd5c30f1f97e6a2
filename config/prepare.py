"""Making a site ready to serve, and skipping what an earlier start has done."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.env import ROOT
from config.jobs import prepare_store
from roadmap.frozen import missing_triggers

Say = Callable[[str], None]


@dataclass(frozen=True)
class Stamps:
    """What was done with which inputs: a small JSON file of name -> digest."""

    path: Path

    def read(self) -> dict[str, str]:
        """All stamps; none when the file is missing or unreadable."""
        try:
            stamps = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}

    def has(self, name: str, digest: str) -> bool:
        return self.read().get(name) == digest

    def put(self, name: str, digest: str) -> None:
        stamps = self.read() | {name: digest}
        self.path.write_text(json.dumps(stamps, indent=1), encoding="utf-8")


def digest_of(*places: Path) -> str:
    """A digest of names and contents of the files at and below places."""
    digest = hashlib.sha256()
    for path in sorted(file for place in places for file in files_below(place)):
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def files_below(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from (path for path in place.rglob("*") if path.is_file())


def prepare_site(say: Say) -> None:
    """Bring database, content and static files to what this code expects.

    Safe to repeat; without news it costs a few queries and reads our own files.
    Raises django.db.DatabaseError when the database refuses or does not answer.
    """
    stamps = Stamps(settings.VAR / "stamps.json")
    was_changed = prepare_database(say)
    prepare_cache()
    prepare_store()
    prepare_content(stamps, say, anew=was_changed)
    if settings.DEMO:
        prepare_demo(stamps, say, anew=was_changed)
    prepare_static(stamps, say)


def prepare_database(say: Say) -> bool:
    """Apply what is missing; whether anything was."""
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not steps and not missing_triggers():
        return False
    say(f"Preparing the database: {len(steps)} migrations")
    call_command("migrate", interactive=False, verbosity=0)
    return True


def prepare_cache() -> None:
    if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
        call_command("createcachetable", verbosity=0)


def prepare_content(stamps: Stamps, say: Say, *, anew: bool) -> None:
    name = f"content of {database_name()}"
    digest = digest_of(ROOT / "fixtures")
    if anew or not stamps.has(name, digest):
        say("Loading roadmaps and resources")
        call_command("seed", verbosity=0)
        stamps.put(name, digest)


def prepare_demo(stamps: Stamps, say: Say, *, anew: bool) -> None:
    """Sample people are dated relative to today, so each day has its own."""
    name = f"demo of {database_name()}"
    today = timezone.now().date().isoformat()
    if anew or not stamps.has(name, today):
        say("Inviting the sample people")
        call_command("demo", verbosity=0)
        stamps.put(name, today)


def prepare_static(stamps: Stamps, say: Say) -> None:
    """Collect and compress; third-party files change with the lock only."""
    digest = digest_of(ROOT / "static", ROOT / "requirements.txt")
    is_there = (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
    if not is_there or not stamps.has("static", digest):
        say("Collecting style sheets and scripts")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamps.put("static", digest)


def database_name() -> str:
    """Which database, without its password."""
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(parts["NAME"])
    host = parts["HOST"] or parts["OPTIONS"].get("host", "")
    return f"{host}:{parts['PORT']}/{parts['NAME']}"
