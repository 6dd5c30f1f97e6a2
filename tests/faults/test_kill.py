"""What was answered is there, once, whenever the site is killed."""

import random
from pathlib import Path
from time import sleep

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY as BACKEND
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.urls import reverse

from accounts.models import User
from progress.models import ProgressEvent
from tests.config.own_database import own_database
from tests.factories import make_learner
from tests.faults.killable import Server, serving
from tests.faults.writers import Writer, all_write, another_key, same_key
from tests.progress.walker import Walker
from tests.progress.world import publish_world

__all__ = ["own_database"]

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("own_database")]

KILLS = 10
WRITERS = 8
TOKEN = "t" * 32


def make_writers(server: Server, count: int) -> list[tuple[User, Writer]]:
    return [make_writer(server) for _ in range(count)]


def make_writer(server: Server) -> tuple[User, Writer]:
    """A learner with a step to put off, signed in."""
    learner = make_learner()
    Walker(learner).join()
    session = SessionStore()
    session[SESSION_KEY] = str(learner.pk)
    session[BACKEND] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
    session.create()
    cookies = {
        f"waymark_session_{server.port}": session.session_key,
        f"waymark_csrf_{server.port}": TOKEN,
    }
    headers = {
        "Host": f"localhost:{server.port}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
    }
    path = reverse("step_put_off", args=["way", "start"])
    return learner, Writer(server.port, path, headers, TOKEN)


def told(learner: User) -> list[str | None]:
    """The keys of what is stored of this learner's putting off."""
    events = ProgressEvent.objects.filter(learner=learner, verb="put_off")
    return list(events.values_list("key", flat=True))


def test_ten_kills_under_eight_writers_lose_nothing_and_double_nothing(
    own_database: Path,
) -> None:
    publish_world()
    chance = random.Random(7)
    with serving(own_database) as server:
        people = make_writers(server, WRITERS)
        connection.close()

        def kill_again_and_again() -> None:
            for _ in range(KILLS):
                sleep(chance.uniform(0.1, 0.5))
                server.kill()
                server.start()

        all_write([writer for _, writer in people], kill_again_and_again)

    for learner, writer in people:
        assert writer.acknowledged
        assert len(told(learner)) == len(writer.acknowledged)
        assert Walker(learner).differences() == []
    assert sum(writer.retries for _, writer in people) >= KILLS
    assert_sound()


def assert_sound() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)
    connection.check_constraints()


@pytest.mark.parametrize(("at_retry", "count"), [(same_key, 1), (another_key, 2)])
def test_an_answer_that_was_cut_is_asked_for_again_and_control_without_the_key(
    own_database: Path, at_retry: object, count: int
) -> None:
    """With another key at the second try it would count twice."""
    publish_world()
    with serving(own_database) as server:
        learner, writer = make_writer(server)
        assert writer.send_and_hang_up("one", lambda: told(learner))

        assert writer.send(at_retry("one"))  # type: ignore[operator]

        assert len(told(learner)) == count
