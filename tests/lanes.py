"""On which database a run of the suite is, and which tests belong to it.

DB=sqlite (the default) runs everything. DB=postgresql starts a server of its own and
runs what touches the database, and of the browser journeys the short set. Each run
ends with a line per lane. A browser test that fails is tried once more and named; where
more than five needed that, the run fails (decision 46). REQUIRE_BROWSER=1,
REQUIRE_POSTGRES=1 and REQUIRE_REDIS=1 turn what was skipped into a failure.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.embedded import EmbeddedPostgres

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_user_model"}
CHROMIUM_HINT = "apt-get install chromium-headless-shell"

ROOM = 4 * 2**30
MOST_TRIED_AGAIN = 5

LANE = os.environ.get("DB", "sqlite")
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ


def is_required(lane: str) -> bool:
    return os.environ.get(f"REQUIRE_{lane}", "") not in {"", "0"}


def in_memory() -> Path | None:
    """The machine's folder in memory if it is large: no test waits for a disk then."""
    folder = Path("/dev/shm")  # noqa: S108
    is_usable = folder.is_dir() and os.access(folder, os.W_OK)
    if is_usable and shutil.disk_usage(folder).free > ROOM:
        return folder
    return None


class Lane:
    """One run: its folder, its server, and what its tests came to."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.server: EmbeddedPostgres | None = None
        self.outcomes: Counter[str] = Counter()
        self.browser: Counter[str] = Counter()
        self.tried_again: list[str] = []

    def prepare(self) -> None:
        """Set what the settings read; workers inherit it. Controller only."""
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        folder = tempfile.mkdtemp(prefix="waymark-tests-", dir=in_memory())
        self.folder = Path(folder)
        os.environ["TEST_FOLDER"] = str(self.folder)
        if LANE == "sqlite":
            os.environ.pop("DATABASE_URL", None)
        elif "DATABASE_URL" not in os.environ:
            self.start_server(self.folder)

    def start_server(self, folder: Path) -> None:
        try:
            self.server = EmbeddedPostgres(folder)
        except Exception as error:
            self.remove()
            pytest.exit(
                f"PostgreSQL lane: not run, its server did not start: {error!r}",
                returncode=1 if is_required("POSTGRES") else 0,
            )
        os.environ["DATABASE_URL"] = self.server.url

    def remove(self) -> None:
        if self.server:
            self.server.stop()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def count(self, report: pytest.TestReport) -> None:
        """Count each test once: its call, or what kept it from being called."""
        if report.outcome == "rerun":
            crash = getattr(report.longrepr, "reprcrash", None)
            why = crash.message.partition("\n")[0] if crash else ""
            self.tried_again.append(f"{report.nodeid} {why}".strip())
        elif report.when == "call" or report.outcome != "passed":
            self.outcomes[report.outcome] += 1
            if "browser" in report.keywords:
                self.browser[report.outcome] += 1

    def lacks_browser(self) -> bool:
        """Whether the browser lane is asked for and did not run."""
        ran = self.browser["passed"] + self.browser["failed"]
        return LANE == "sqlite" and is_required("BROWSER") and not ran

    def is_shaky(self) -> bool:
        """Whether more tests than chance explains passed only when tried again."""
        return len(self.tried_again) > MOST_TRIED_AGAIN

    def lines(self) -> Generator[str, None, None]:
        yield f"{database()} lane: {sum(self.outcomes.values())} tests"
        if self.browser["skipped"]:
            yield (
                f"Browser lane: {self.browser['skipped']} tests skipped;"
                f" to run them: {CHROMIUM_HINT}"
            )
        elif self.lacks_browser():
            yield "Browser lane: required, and no test of it was run"
        elif self.browser:
            yield f"Browser lane: {sum(self.browser.values())} tests in Chromium"
        for test in self.tried_again:
            yield f"Tried again: {test}"
        if self.is_shaky():
            yield f"More than {MOST_TRIED_AGAIN} were tried again: that is no chance"


lane = Lane()


def database() -> str:
    """Name and version of the database that the tests ran on."""
    if LANE == "postgresql":
        from tests.embedded import version_at

        return f"PostgreSQL {version_at(os.environ['DATABASE_URL'])}"
    import sqlite3

    return f"SQLite {sqlite3.sqlite_version}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Before Django's settings are read, which is inside the same hook."""
    if LANE not in {"sqlite", "postgresql"}:
        raise pytest.UsageError(f"DB is {LANE!r}. It is sqlite or postgresql")
    if not IS_WORKER:
        lane.prepare()
    try:
        return (yield)
    except BaseException:
        lane.remove()
        raise


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgresql: makes sense on PostgreSQL only")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    chosen: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        if DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db)
        (chosen if belongs(item) else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = chosen


def belongs(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    if LANE == "sqlite":
        return "postgresql" not in marks
    if "browser" in marks:
        return "browser_db" in marks
    return not marks.isdisjoint({"django_db", "postgresql", "browser_db", "both"})


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    for lane in ("BROWSER", "REDIS"):
        if report.skipped and lane.lower() in report.keywords and is_required(lane):
            report.outcome = "failed"
            report.longrepr = (
                f"REQUIRE_{lane} is set and this was skipped: {item.nodeid}"
            )
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    lane.count(report)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    falls_short = lane.lacks_browser() or lane.is_shaky()
    if not IS_WORKER and falls_short and not session.config.option.collectonly:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("lanes")
    for line in lane.lines():
        terminalreporter.write_line(line)


def pytest_unconfigure() -> None:
    if not IS_WORKER:
        lane.remove()
