"""One command that serves the site: python -m config.serve.

Checks, prepares what is missing, says where the site is and how to stop it, then
becomes the supervisor of the application server and the background worker.
"""

import gc
import os
import sys
from collections.abc import Iterator

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

from config import env
from config.network import is_free, is_loopback, local_names

THREADS = 4
SECONDS_IDLE_THREAD = 600
SECONDS_TO_STOP = 20


class CannotStart(Exception):
    """Why the site does not start, as one line for a person."""


def main() -> int:
    env.default("DJANGO_SETTINGS_MODULE", "config.settings.local")
    os.chdir(env.ROOT)
    try:
        prepare()
    except (CannotStart, ImproperlyConfigured) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except DatabaseError as error:
        reason = str(error).partition("\n")[0]
        sys.stderr.write(f"The database refuses or does not answer: {reason}\n")
        return 1
    say("\n".join(welcome()))
    connections.close_all()
    # A new program in this process: what Django has loaded here is given back.
    os.execv(sys.executable, supervisor_command())  # noqa: S606


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def prepare() -> None:
    # Nothing that is imported is garbage: not looking for it saves a quarter.
    gc.disable()
    django.setup()
    gc.enable()
    refuse_what_cannot_work()
    from config.prepare import prepare_site

    settings.VAR.mkdir(mode=0o700, exist_ok=True)
    prepare_site(say)


def refuse_what_cannot_work() -> None:
    if settings.DEMO and not is_loopback(settings.HOST):
        raise CannotStart(
            "HOST: a demo is for this machine only, since anybody may sign in as"
            " anybody. Leave HOST out"
        )
    backend = settings.CACHES["default"]["BACKEND"]
    if settings.WORKERS > 1 and backend.endswith("LocMemCache"):
        raise CannotStart(
            f"CACHE_URL: {settings.WORKERS} workers need a shared cache, since sign-in"
            " limits are counted there. Take CACHE_URL=dbcache://waymark_cache"
        )
    if not is_free(settings.HOST, settings.PORT):
        raise CannotStart(
            f"PORT: {settings.PORT} is taken at {settings.HOST}, or not ours to take."
            f" Try another: make run PORT={settings.PORT + 1}"
        )


def welcome() -> Iterator[str]:
    """What to tell the person who started the site."""
    if settings.IS_PUBLIC:
        yield f"Waymark serves {settings.SITE_URL} from {settings.HOST}:{settings.PORT}"
        return
    yield ""
    yield f"  Waymark   http://localhost:{settings.PORT}"
    if settings.DEMO:
        yield "  Sign in   choose one of the sample people on the start page"
    else:
        yield "  Sign in   create an account there; for the first administrator:"
        same_site = env.said_on_the_line("PORT", "DATA_FOLDER", "DATABASE_URL")
        yield " ".join(["            make admin EMAIL=you@example.org", *same_site])
    yield "  Stop      Ctrl-C"
    if not is_loopback(settings.HOST):
        names = " ".join(f"http://{name}:{settings.PORT}" for name in local_names()[:2])
        yield f"  Network   open to your local network, without encryption: {names}"
    yield ""


def supervisor_command() -> list[str]:
    return [sys.executable, "-m", "config.supervisor", *server_options()]


def server_options() -> list[str]:
    """What granian is told, without its own name."""
    options = {
        "interface": "wsgi",
        "host": settings.HOST,
        "port": settings.PORT,
        "workers": settings.WORKERS,
        "blocking-threads": THREADS,
        "blocking-threads-idle-timeout": SECONDS_IDLE_THREAD,
        "workers-kill-timeout": SECONDS_TO_STOP,
        "log-level": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [*map(str, words), "--respawn-failed-workers", "config.worker:application"]


if __name__ == "__main__":
    sys.exit(main())
