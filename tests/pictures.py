"""Pictures of the finished pages, for docs and README: python -m tests.pictures.

Serves a demo of its own from a temporary folder, signs in as its sample people and
writes docs/pictures/*.png. Ends with a line per picture.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from config.env import ROOT
from tests.browser.chromium import CHROMIUM, HINT, arguments

FOLDER = ROOT / "docs" / "pictures"
SECONDS_TO_START = 120
TALLEST = 2400

VISION = "/roadmaps/deep-learning-for-visual-recognition/"
WEEK_5 = "/roadmaps/csoc-ml-week-5/"
FIRST = "main .rows a"
LISTS = "/curate/lists/"


@dataclass(frozen=True)
class Picture:
    """One page as somebody sees it. who: a sample person, "" for a guest.

    is_whole: from the top to the end of the page, at most TALLEST pixels; else the
    first screen. follow: the link on the page that leads to the one meant.
    """

    name: str
    path: str
    who: str = "ines"
    width: int = 1440
    is_dark: bool = False
    is_whole: bool = True
    follow: str = ""

    @property
    def height(self) -> int:
        return 900 if self.width > 800 else 844


PICTURES = (
    Picture("landing", "/", who=""),
    Picture("today", "/today/"),
    Picture("today-dark", "/today/", is_dark=True),
    Picture("today-mobile", "/today/", width=390),
    Picture("roadmap", VISION),
    Picture("roadmap-dark", VISION, is_dark=True),
    Picture("roadmap-list", f"{VISION}list/"),
    Picture("roadmap-list-mobile", f"{VISION}list/", width=390),
    Picture("step", f"{VISION}steps/convolutional-neural-networks/"),
    Picture("project", f"{WEEK_5}steps/week-5-assignment/"),
    Picture("catalogue", "/catalogue/", who=""),
    Picture("resource", "/catalogue/ng-convolutional-neural-networks/"),
    Picture("join", f"{VISION}join/", who="noor"),
    Picture("history", "/history/"),
    Picture("notes", "/notes/"),
    Picture("time", "/time/"),
    Picture("record", f"{WEEK_5}record/", who="lea"),
    Picture("mentoring", "/mentoring/", who="tomas"),
    Picture("cohort", "/mentoring/autumn/", who="tomas"),
    Picture("cohort-dark", "/mentoring/autumn/", who="tomas", is_dark=True),
    Picture("cohort-mobile", "/mentoring/autumn/", who="tomas", width=390),
    Picture("cohort-stuck", "/mentoring/autumn/stuck/", who="tomas"),
    Picture("cohort-plan", "/mentoring/autumn/plan/", who="tomas"),
    Picture("questions", "/mentoring/questions/", who="tomas"),
    Picture("review", "/mentoring/reviews/", who="tomas", follow=FIRST),
    Picture("review-mobile", "/mentoring/reviews/", "tomas", 390, follow=FIRST),
    Picture("answered", f"{WEEK_5}steps/week-5-assignment/", who="farah"),
    Picture("own-cohort", "/cohorts/autumn/", who="farah"),
    Picture("news", "/news/", who="farah"),
    Picture("first-visit", "/today/", who="noor"),
    Picture("help", "/help/"),
    Picture("profile", "/profile/"),
    Picture("desk", "/curate/", who="maya"),
    Picture("desk-dark", "/curate/", who="maya", is_dark=True),
    Picture("desk-mobile", "/curate/", who="maya", width=390),
    Picture("told", "/curate/told/", who="maya"),
    Picture("list", LISTS, who="maya", follow=FIRST),
    Picture("list-mobile", LISTS, who="maya", width=390, follow=FIRST),
    Picture("draft", "/curate/roadmaps/csoc-ml-week-5/", who="maya"),
    Picture("draft-mobile", "/curate/roadmaps/csoc-ml-week-5/", who="maya", width=390),
    Picture("admin", "/admin/", who="maya"),
)


def main() -> int:
    if not CHROMIUM:
        sys.stderr.write(f"No Chromium here. To get it: {HINT}\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(arguments())
        )
        for picture in PICTURES:
            take(browser, url, picture)
        browser.close()
    return 0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a demo that keeps everything in folder and ends with the block."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DEMO": "1",
        "DATA_FOLDER": str(folder),
        "PORT": str(port),
    }
    command = [sys.executable, "-m", "config.serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            wait_for(f"http://localhost:{port}/health/ready", server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when url answers; RuntimeError when the server ends or takes too long."""
    latest = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < latest and server.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("The demo did not start.")


def take(browser: Browser, url: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.is_dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/Berlin",
    )
    page = context.new_page()
    if picture.who:
        become(page, url, picture.who)
    page.goto(f"{url}{picture.path}", wait_until="networkidle")
    if picture.follow:
        page.locator(picture.follow).first.click()
        page.wait_for_load_state("networkidle")
    path = FOLDER / f"{picture.name}.png"
    shoot(page, picture, path)
    context.close()
    sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB\n")


def become(page: Page, url: str, who: str) -> None:
    """Sign in with the one click that the demo offers."""
    page.goto(f"{url}/")
    page.get_by_role("button", name=f"Sign in as {who.title()}").click()
    page.wait_for_url(f"{url}/today/")
    page.locator(".toast").evaluate_all("all => all.forEach((one) => one.remove())")


def shoot(page: Page, picture: Picture, path: Path) -> None:
    tall = picture.height
    if picture.is_whole:
        whole = int(page.evaluate("document.documentElement.scrollHeight"))
        tall = min(max(whole, picture.height), TALLEST)
        page.set_viewport_size({"width": picture.width, "height": tall})
    clip = {"x": 0, "y": 0, "width": picture.width, "height": tall}
    page.screenshot(path=path, clip=clip)


if __name__ == "__main__":
    sys.exit(main())
