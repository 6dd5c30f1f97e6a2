"""The parts of a download, written into one zip piece by piece."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import User
from progress.download.files import work_files
from progress.download.rows import told_rows
from progress.download.tables import history_table, steps_table, time_table
from progress.download.texts import record_files
from progress.engine.notes import notes_as_markdown
from progress.personal import told
from progress.queries.notes import note_texts

README = """Everything Waymark stores about you.

everything.json   every row of every table that is about you
time.csv          time you noted
history.csv       what you did, in words, the oldest first
steps.csv         where you stand with each step
notes/            your notes in Markdown, earlier texts beside them
records/          what you did on each path
files/            what you handed in beside your words
"""


def write_download(person: User, file: IO[bytes], *, at: datetime) -> None:
    """Write everything about person into file, a zip.

    Rows go through in pieces, so that memory does not grow with them. Queries: one for
    each model that can hold something of a person's, and a few more for each path.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        _write(archive, "everything.json", everything(person, at))
        _write(archive, "time.csv", time_table(person))
        _write(archive, "history.csv", history_table(person))
        _write(archive, "steps.csv", steps_table(person))
        for name, text in notes_as_markdown(note_texts(person)).items():
            _write(archive, f"notes/{name}", [text])
        for name, text in record_files(person, at):
            _write(archive, name, [text])
        for name, data in work_files(person):
            archive.writestr(name, data)


def everything(person: User, at: datetime) -> Iterator[str]:
    """One JSON object: model -> its rows. A model that names the person in two ways
    has its rows under each."""
    yield f'{{"made_at": {json.dumps(at.isoformat())}'
    for declared in told():
        yield f',\n"{declared.model}, {declared.to}": ['
        for number, row in enumerate(told_rows(person, declared)):
            text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
            yield f"{',' if number else ''}\n{text}"
        yield "]"
    yield "}\n"


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    with archive.open(name, "w") as member:
        for piece in pieces:
            member.write(piece.encode("utf-8", "replace"))
