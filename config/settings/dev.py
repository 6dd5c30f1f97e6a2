"""Settings for writing Waymark: manage.py runserver with tracebacks in the page."""

from config.settings.base import STORAGES
from config.settings.local import *  # noqa: F403

DEBUG = True

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
