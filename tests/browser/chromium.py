"""The system's Chromium: where it is, and how it starts here."""

import os
import shutil
from collections.abc import Iterator

from tests.lanes import CHROMIUM_HINT as HINT

__all__ = ["CHROMIUM", "HINT", "arguments"]

# The first is the same browser without a window: a third less work for each page.
NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
CHROMIUM = next((path for path in map(shutil.which, NAMES) if path), None)


def arguments() -> Iterator[str]:
    yield "--disable-background-networking"
    yield "--disable-component-update"
    yield "--disable-sync"
    yield "--no-first-run"
    # Nothing but this machine has a name: no page can load from another host.
    yield "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
    if os.geteuid() == 0:
        yield "--no-sandbox"
