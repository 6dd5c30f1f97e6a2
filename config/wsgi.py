"""The site as a WSGI application."""

from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.databases import prepare_for_web
from config.env import default

default("DJANGO_SETTINGS_MODULE", "config.settings.local")

application = get_wsgi_application()
prepare_for_web(connections.settings)
