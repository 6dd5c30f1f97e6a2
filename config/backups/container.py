"""The file that a backup is: a zip with a manifest, which says what is in it.

Nothing in here knows a database. A file that is cut, changed, foreign or of a newer
release is refused as a whole, before anything is touched.
"""

import hashlib
import json
import os
import shutil
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import IO, Any

from config.env import ROOT

MANIFEST = "waymark.json"
FORMAT = 1
PIECE = 1 << 20


class BadBackup(Exception):
    """Why a file cannot be restored, as one sentence for a person."""


@cache
def release() -> str:
    """The version of this code."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


@dataclass
class Manifest:
    """What a backup holds and how it was made.

    database: "sqlite" or "postgresql". migrations: applied, as [app, name]. rows: of
    each table. columns, sequences: of each table, where members are tables. members:
    name -> SHA-256 of its bytes.
    """

    database: str
    made_at: str
    release: str = field(default_factory=release)
    format: int = FORMAT
    migrations: list[list[str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    sequences: dict[str, list[Any]] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)


class Writer:
    """Adds members to a container that is being made."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive = archive
        self.manifest = manifest

    @contextmanager
    def member(self, name: str) -> Iterator["Hashing"]:
        with self.archive.open(name, "w", force_zip64=True) as file:
            hashing = Hashing(file)
            yield hashing
        self.manifest.members[name] = hashing.digest.hexdigest()


class Hashing:
    """A file that remembers the SHA-256 of what went through it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self.file.write(data)

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


@contextmanager
def written(path: Path, *, database: str, at: datetime) -> Iterator[Writer]:
    """Make a container at path, for its owner only; there whole or not at all."""
    draft = path.with_suffix(".part")
    manifest = Manifest(database, at.isoformat(timespec="seconds"))
    try:
        handle = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                yield Writer(archive, manifest)
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class Container:
    """A container to read from. Its manifest was read, its members are checked as
    they are read."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, manifest: Manifest):
        self.path = path
        self.archive = archive
        self.manifest = manifest

    @contextmanager
    def member(self, name: str) -> Iterator[Hashing]:
        """Raises BadBackup at the end of the block if it is not what was written."""
        try:
            with self.archive.open(name) as file:
                hashing = Hashing(file)
                yield hashing
                while hashing.read(PIECE):
                    pass
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise BadBackup(f"{self.path} is damaged: {name}") from error
        if hashing.digest.hexdigest() != self.manifest.members[name]:
            raise BadBackup(f"{self.path} was changed: {name}")

    def check(self) -> None:
        """Read all of it once. Raises BadBackup."""
        for name in self.manifest.members:
            with self.member(name):
                pass

    def extract(self, name: str, target: Path) -> None:
        """Write a member to target, for its owner only, and onto the disk."""
        handle = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file, self.member(name) as member:
            shutil.copyfileobj(member, file, PIECE)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """Open a backup. Raises BadBackup for what is none, or not for this release."""
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise BadBackup(f"{path} cannot be read: {error.strerror}") from error
    except zipfile.BadZipFile as error:
        raise BadBackup(
            f"{path} is no backup of Waymark, or not all of it is there"
        ) from error
    with archive:
        yield Container(path, archive, _manifest(path, archive))


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        values = json.loads(archive.read(MANIFEST))
        if values["format"] > FORMAT:
            raise BadBackup(
                f"{path} was made by a newer Waymark, {values['release']}; this is"
                f" {release()}. Upgrade first"
            )
        return Manifest(**values)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise BadBackup(f"{path} is no backup of Waymark") from error
