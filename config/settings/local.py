"""Settings of make run and make demo: one machine, http, nothing to set."""

from config import env as environment
from config import jobs
from config.databases import sqlite_at, with_options
from config.mails import HELD, settings_of
from config.network import LOOPBACK_NAMES, is_loopback, local_names
from config.secret import kept_secret
from config.settings.base import *  # noqa: F403

env = environment.of_site()

VAR = env.folder("DATA_FOLDER", environment.ROOT / "var")
STATIC_ROOT = VAR / "static"

DEBUG = False
DEMO = env.switch("DEMO")

HOST = env.address("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
WORKERS = env.number("WORKERS", 1, least=1, most=64)

SITE_URL = env.text("SITE_URL", f"http://localhost:{PORT}")

SECRET_KEY = (
    env.text("SECRET_KEY") if env.has("SECRET_KEY") else kept_secret(VAR / "secret_key")
)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") + [
    *LOOPBACK_NAMES,
    *([] if is_loopback(HOST) else local_names()),
]
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# Sample people live apart, so that a demo never touches what somebody studies.
JOBS = VAR / ("demo-jobs.sqlite3" if DEMO else "jobs.sqlite3")
if DEMO or not env.has("DATABASE_URL"):
    database = sqlite_at(VAR / ("demo.sqlite3" if DEMO else "waymark.sqlite3"))
else:
    database = env.database()
DATABASES = {"default": with_options(database)}
CACHES = {"default": env.cache()}

store = env.queue() if env.has("QUEUE_URL") else jobs.file_at(JOBS)
globals().update(jobs.settings_of(store, SECRET_KEY))
globals().update(settings_of(env.mail() if env.has("EMAIL_URL") else HELD))
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "waymark@localhost")

LINK_CHECKS = not DEMO and env.switch("LINK_CHECKS", default=True)
LINK_CHECK_CONTACT = env.text("LINK_CHECK_CONTACT", "")

# Browsers share cookies between the ports of one host: two sites, two names.
SESSION_COOKIE_NAME = f"waymark_session_{PORT}"
CSRF_COOKIE_NAME = f"waymark_csrf_{PORT}"
