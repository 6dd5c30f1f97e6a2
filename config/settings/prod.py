"""Settings of a public site. Refuses to start on what is missing or unsafe."""

from django.core.exceptions import ImproperlyConfigured

from config import env as environment
from config import jobs
from config.databases import with_options
from config.mails import settings_of
from config.production import problems
from config.settings.base import *  # noqa: F403

env = environment.of_site()

if found := problems(env.values):
    raise ImproperlyConfigured(
        "Waymark does not start with these settings:\n- " + "\n- ".join(found)
    )

VAR = env.folder("DATA_FOLDER", environment.ROOT / "var")
STATIC_ROOT = VAR / "static"

IS_PUBLIC = True
DEBUG = False
DEMO = False
REQUIRE_STAFF_MFA = True

HOST = env.address("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
WORKERS = env.number("WORKERS", 1, least=1, most=64)

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", f"https://{ALLOWED_HOSTS[0]}")

DATABASES = {"default": with_options(env.database())}
CACHES = {"default": env.cache()}
JOBS = VAR / "jobs.sqlite3"
store = env.queue() if env.has("QUEUE_URL") else jobs.file_at(JOBS)
globals().update(jobs.settings_of(store, SECRET_KEY))

globals().update(settings_of(env.mail()))
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LINK_CHECKS = env.switch("LINK_CHECKS", default=True)
LINK_CHECK_CONTACT = env.text("LINK_CHECK_CONTACT", "")

# One variable for both: whoever believes the scheme must know whose address it is.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PROXY_COUNT", least=1, most=5)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Preloading binds a whole domain for years: its owner's decision, not a default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
