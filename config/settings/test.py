"""Settings of the test suite: the database it was given, nothing from .env."""

import tempfile
from pathlib import Path

from config import env as environment
from config.databases import sqlite_at, with_options
from config.mails import HELD, settings_of
from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

env = environment.of_process()

SECRET_KEY = "only-for-tests-" + "x" * 40
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
HOST, PORT, WORKERS = "127.0.0.1", 8000, 1
SITE_URL = "http://testserver"

# tests/lanes.py gives each run a folder of its own, gone at its end.
FOLDER = Path(env.text("TEST_FOLDER", tempfile.gettempdir()))

if env.has("DATABASE_URL"):
    database = env.database()
else:
    database = sqlite_at(FOLDER / "waymark.sqlite3")
    # A file and not memory: the threads of live-server tests share it as on a site.
    database["TEST"] = {"NAME": str(FOLDER / "waymark-test.sqlite3")}

DATABASES = {"default": {**with_options(database), "CONN_MAX_AGE": 0}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

globals().update(settings_of(HELD))

# Jobs are done where they are ordered; what the clock starts is called by tests.
HUEY = {"huey_class": "huey.MemoryHuey", "immediate": True}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
