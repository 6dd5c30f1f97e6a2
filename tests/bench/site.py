"""Waymark on a temporary database: environment, tables, content, static files."""

import os
from pathlib import Path


def prepare(folder: Path, port: int) -> None:
    """Set Django up on a database in folder, with the content that comes along.

    Nothing that belongs to Django is imported before this.
    """
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings.local",
        DATA_FOLDER=str(folder),
        LINK_CHECKS="0",
        DATABASE_URL=f"sqlite:///{folder / 'waymark.sqlite3'}",
        CACHE_URL="locmemcache://",
        DEMO="0",
        HOST="127.0.0.1",
        PORT=str(port),
        WORKERS="1",
    )
    import django

    django.setup()
    from config.prepare import prepare_site

    prepare_site(lambda _line: None)
