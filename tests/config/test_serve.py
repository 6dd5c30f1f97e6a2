"""The site as make run starts it: a real server, from nothing, until Ctrl-C."""

import gzip
import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config import serve
from tests.running import Site, start, wait_for

SECONDS_TO_NOTICE = 10

on_linux = pytest.mark.skipif(
    not Path("/proc").is_dir(), reason="looks at Linux's /proc"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = start(tmp_path_factory.mktemp("site"))
    try:
        site.wait_until_ready()
        yield site
    finally:
        site.end()


@pytest.fixture
def again(site: Site) -> Iterator[Site]:
    """The same site once more, which has everything it needs, on another port."""
    one = start(site.folder)
    try:
        one.wait_until_ready()
        yield one
    finally:
        one.end()


def test_it_starts_from_nothing_and_has_content(site: Site) -> None:
    status, _, body = site.get("/roadmaps/")

    assert status == 200
    assert body.count(b"/roadmaps/") > 3


def test_static_files_are_compressed_and_kept_for_ever(site: Site) -> None:
    page = site.get("/roadmaps/")[2].decode()
    sheet = re.search(r'href="(/static/css/base\.[0-9a-f]{12}\.css)"', page)
    assert sheet

    status, headers, body = site.get(sheet[1], **{"Accept-Encoding": "gzip"})

    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    assert gzip.decompress(body)


def test_pages_are_guarded_by_their_headers(site: Site) -> None:
    headers = site.get("/roadmaps/")[1]

    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_four_requests_are_served_at_once_while_a_client_dawdles(site: Site) -> None:
    slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(20)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")

    status = site.get("/health/live")[0]

    for connection in slow:
        connection.close()
    assert status == 200


@on_linux
def test_jobs_wait_in_a_file_for_the_owner_only(site: Site) -> None:
    files = list(site.folder.glob("jobs.sqlite3*"))

    assert files
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@on_linux
def test_ctrl_c_ends_it_soon_and_leaves_nothing_then_it_starts_at_once(
    site: Site,
) -> None:
    assert site.process_of("granian")
    assert site.process_of("run_huey")

    printed = site.stop()

    assert f"http://localhost:{site.port}" in printed
    assert "Preparing the database" in printed
    assert "Traceback" not in printed
    assert site.process.returncode == 0
    assert site.processes() == {}

    again = start(site.folder)
    try:
        again.wait_until_ready()
    finally:
        printed = again.stop()
    assert "Preparing" not in printed
    assert "Loading" not in printed
    assert "Collecting" not in printed


@on_linux
def test_sigterm_ends_both_and_leaves_nothing(again: Site) -> None:
    assert again.process_of("run_huey")

    again.process.terminate()

    assert "Traceback" not in again.ended()
    assert again.process.returncode == 0
    assert again.processes() == {}


@on_linux
def test_a_killed_worker_comes_back_and_the_site_goes_on(again: Site) -> None:
    first = again.process_of("run_huey")
    assert first

    os.kill(first, signal.SIGKILL)

    assert wait_for(
        lambda: again.process_of("run_huey") not in (None, first), SECONDS_TO_NOTICE
    )
    assert again.answers()


@on_linux
def test_a_killed_server_process_comes_back(again: Site) -> None:
    server = again.process_of("granian --interface")
    workers = {pid for pid, line in again.processes().items() if "granian" in line}
    answering = max(workers - {server, again.process.pid})

    os.kill(answering, signal.SIGKILL)

    assert wait_for(again.answers, SECONDS_TO_NOTICE)
    assert again.process.poll() is None


@on_linux
def test_a_killed_server_ends_all_and_says_so(again: Site) -> None:
    server = again.process_of("-m granian")
    assert server

    os.kill(server, signal.SIGKILL)

    assert "The site ended by itself" in again.ended()
    assert again.process.returncode == 1
    assert again.processes() == {}


@on_linux
def test_a_killed_supervisor_leaves_nothing_on_the_port(again: Site) -> None:
    again.process.kill()

    assert wait_for(lambda: again.processes() == {}, SECONDS_TO_NOTICE)


def test_a_taken_port_is_named_with_a_way_out(settings: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.PORT = taken.getsockname()[1]

        with pytest.raises(serve.CannotStart, match="^PORT: .* make run PORT="):
            serve.refuse_what_cannot_work()


def test_a_demo_is_not_for_the_network(settings: Any) -> None:
    settings.DEMO = True
    settings.HOST = "192.0.2.5"

    with pytest.raises(serve.CannotStart, match="^HOST: a demo"):
        serve.refuse_what_cannot_work()


def test_workers_need_a_shared_cache(settings: Any) -> None:
    settings.WORKERS = 2

    with pytest.raises(serve.CannotStart, match="^CACHE_URL: 2 workers"):
        serve.refuse_what_cannot_work()


def test_the_welcome_says_where_how_to_sign_in_and_how_to_stop() -> None:
    text = "\n".join(serve.welcome())

    assert "http://localhost:8000" in text
    assert "make admin EMAIL=" in text
    assert "Ctrl-C" in text
    assert "network" not in text


def test_the_welcome_names_the_administrator_of_this_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("DATA_FOLDER", "/srv/two words")
    monkeypatch.setenv("DATABASE_URL", "postgres://me:secret@localhost/waymark")

    text = "\n".join(serve.welcome())

    assert "PORT=9000 DATA_FOLDER='/srv/two words' DATABASE_URL=..." in text
    assert "secret" not in text


def test_on_the_network_one_line_says_so(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOST = "192.0.2.5"
    monkeypatch.setattr(serve, "local_names", lambda: ["192.0.2.5", "desk"])

    lines = [line for line in serve.welcome() if "without encryption" in line]

    assert len(lines) == 1
    assert "http://192.0.2.5:8000" in lines[0]
