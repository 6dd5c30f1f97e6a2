"""Jobs in a file, in Redis and in PostgreSQL: done by the worker, and done whole."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from config.env import ROOT
from tests.config.own_database import own_database
from tests.factories import make_learner
from tests.faults.killable import database_url
from tests.lanes import LANE
from tests.running import Site, bare_environment, free_port, wait_for

__all__ = ["own_database"]

pytestmark = [
    pytest.mark.both,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at Linux's /proc"),
]

# Apart from the suite's own packages: with the third psycopg Django would take that.
PACKAGES = ROOT / ".venv" / "queues"
SECONDS_TO_START = 30
SECONDS_IT_WAITS = 1
# The site of this supervisor answers nothing; the worker is the product's.
SUPERVISOR = """
import sys
from config.supervisor import WORKER, Child, Supervisor
site, worker = Child(["sleep", "600"]), Child([sys.executable, *WORKER])
sys.exit(Supervisor(site, worker).run())
"""

REDIS = pytest.param("redis", marks=pytest.mark.redis)
PLACES = ["file", REDIS] if LANE == "sqlite" else ["postgresql"]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server here; to run it: apt-get install redis-server")
    port = free_port()
    options = f"--bind 127.0.0.1 --port {port} --save --dir {tmp_path}".split()
    options.insert(options.index("--save") + 1, "")
    server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/1"
    finally:
        server.terminate()
        server.wait()


@dataclass
class Worker:
    """A site's supervisor with its background worker."""

    environment: dict[str, str]
    folder: Path

    def order(self, what: str, about: object = "") -> None:
        words = [sys.executable, "-m", "tests.config.slow_jobs", what, str(about)]
        subprocess.run(words, cwd=ROOT, env=self.environment, check=True)

    def start(self) -> Site:
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        return Site(self.folder, 0, process)


@pytest.fixture(params=PLACES)
def worker(
    request: pytest.FixtureRequest, own_database: Path
) -> Iterator[tuple[Worker, Site]]:
    environment = {
        **bare_environment(),
        "DATA_FOLDER": str(own_database),
        "LINK_CHECKS": "0",
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "tests.config.slow_jobs.settings",
    }
    if request.param != "file":
        is_redis = request.param == "redis"
        url = request.getfixturevalue("redis") if is_redis else database_url()
        environment |= {"QUEUE_URL": url, "PYTHONPATH": str(PACKAGES)}
    one = Worker(environment, own_database)
    one.order("prepare")
    site = one.start()
    try:
        yield one, site
    finally:
        site.end()


def test_a_job_that_was_ordered_is_done(worker: tuple[Worker, Site]) -> None:
    learner = make_learner()
    due = timezone.now() + timedelta(days=7)
    User.objects.filter(pk=learner.pk).update(erasure_at=due)

    worker[0].order("tell", learner.pk)

    told = User.objects.filter(pk=learner.pk, erasure_told_at__isnull=False)
    assert wait_for(told.exists, SECONDS_TO_START)
    worker[0].order("clear")


def test_a_job_that_is_running_is_done_before_the_site_ends(
    worker: tuple[Worker, Site], tmp_path: Path
) -> None:
    orders, site = worker
    orders.order("dawdle", tmp_path)
    assert wait_for((tmp_path / "begun").exists, SECONDS_TO_START)

    os.kill(site.process.pid, signal.SIGTERM)

    assert wait_for(lambda: not site.process_of("sleep 600"), SECONDS_TO_START)
    assert not wait_for(lambda: not site.process_of("run_huey"), SECONDS_IT_WAITS)
    (tmp_path / "may end").touch()
    assert "Traceback" not in site.ended()
    assert (tmp_path / "ended").exists()
    assert site.process.returncode == 0
    assert site.processes() == {}
