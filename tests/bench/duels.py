"""Which pages are measured, and against which part of the floor."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from config.serve import server_options
from tests.bench.figures import Figure
from tests.bench.graphs import document
from tests.bench.learners import CSRF_SECRET, Reader, first_slugs, publish, readers
from tests.bench.pages import Arena, Duel
from tests.bench.servers import Asked, Server, floor_sessions, serving

READERS = 20
WALKERS = 2
SECONDS = 30
STEPS_DONE, STEPS_DONE_ON_MAP = 3, 20
MAP_STEPS = 60
SMALL_PAGE = "/accounts/logout/"


def figures(folder: Path, ours: int, floor: int, rounds: int) -> Iterator[Figure]:
    """F1 to F4: the server command that `make run` takes, on both sides."""
    sessions = floor_sessions(folder, READERS)
    found = list(duels(sessions))
    own_command = [sys.executable, "-m", "config.serve"]
    with (
        serving("Waymark", own_command, ours, "/health/ready") as waymark,
        serving_floor(folder, floor) as least,
    ):
        yield from Arena(waymark, least, READERS, rounds, SECONDS).figures(found)


def serving_floor(folder: Path, port: int) -> AbstractContextManager[Server]:
    """The floor by the server command of the site; folder: where its people are."""
    command = [sys.executable, "-m", "granian", *server_options()]
    command[command.index("--port") + 1] = str(port)
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings",
        "FLOOR_FOLDER": str(folder),
    }
    return serving("The floor", command, port, "/small/", **settings)


def duels(sessions: Sequence[str]) -> Iterator[Duel]:
    """sessions: of the floor's people. The learners are made here."""
    learners = readers(READERS, first_slugs(), STEPS_DONE)
    generated = publish(document(MAP_STEPS))
    walkers = readers(WALKERS, [generated], STEPS_DONE_ON_MAP)
    rows, small = _of_floor(sessions, "/rows/"), _of_floor(sessions, "/small/")
    write = partial(_floor_write, sessions)
    a_map = f"/roadmaps/{generated}/"
    yield Duel("F1 Today / 60 rows", 1.0, _page(learners, "/today/"), rows)
    yield Duel(
        f"F2 map of {MAP_STEPS} steps / 60 rows", 1.0, _page(walkers, a_map), rows
    )
    yield Duel(
        "F3 smallest page signed in / small", 1.6, _page(learners, SMALL_PAGE), small
    )
    for name, is_fragment in (("Today in the answer", True), ("plain form", False)):
        yield Duel(
            f"F4 mark done, {name} / write and recount",
            1.6,
            partial(_mark_done, learners, is_fragment=is_fragment),
            write,
            status=200 if is_fragment else 302,
            take_back=lambda number: learners[number % len(learners)].take_back(),
        )


def _page(learners: Sequence[Reader], path: str) -> Callable[[int], Asked]:
    return lambda number: learners[number % len(learners)].get(path)


def _mark_done(learners: Sequence[Reader], number: int, *, is_fragment: bool) -> Asked:
    return learners[number % len(learners)].mark_done(as_fragment=is_fragment)


def _of_floor(sessions: Sequence[str], path: str) -> Callable[[int], Asked]:
    return lambda number: Asked(path, _cookies(sessions, number))


def _floor_write(sessions: Sequence[str], number: int) -> Asked:
    headers = {**_cookies(sessions, number), "X-CSRFToken": CSRF_SECRET}
    return Asked(f"/write/{1 + number % 60}/", headers, "POST", "")


def _cookies(sessions: Sequence[str], number: int) -> dict[str, str]:
    key = sessions[number % len(sessions)]
    return {"Cookie": f"sessionid={key}; csrftoken={CSRF_SECRET}"}
