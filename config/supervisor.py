"""Site and background worker as two processes: who watches both, and ends both.

python -m config.supervisor OPTIONS... starts granian with these options and the worker
beside it. Standard library alone: this process stays small while the site runs.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

PR_SET_PDEATHSIG = 1
SECONDS_TO_STOP = 25
SECONDS_BETWEEN_LOOKS = 0.1
# A worker that ends is started again after one second, two, four ... a minute.
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

# TERM lets a running job finish; without the option it would be interrupted.
WORKER = ("manage.py", "run_huey", "--graceful-signal", "TERM")


def follower() -> Callable[[], None]:
    """What a child does first: have itself told when this process is gone."""
    if sys.platform != "linux":
        return lambda: None
    library = ctypes.CDLL(None)
    return lambda: library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process and all below it, in a session of its own: a Ctrl-C of the terminal
    reaches it through this process only, and once."""

    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = SHORTEST_PAUSE
    began_at: float = 0.0
    again_at: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            self.command, start_new_session=True, preexec_fn=follower()
        )
        self.began_at = time.monotonic()

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def start_again(self) -> None:
        """Keep it running: after a pause that doubles while it does not last."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
        elif self.has_ended():
            lasted = now - self.began_at >= LONGEST_PAUSE
            self.pause = SHORTEST_PAUSE if lasted else self.pause
            status = self.process.returncode
            tell(f"The worker ended ({status}); again in {self.pause:.0f} s")
            self.process, self.again_at = None, now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def tell(self, number: int) -> None:
        """Send a signal to the process itself, which passes it on as it likes."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def kill(self) -> None:
        """End whatever is left of it, its own children too."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Supervisor:
    site: Child
    worker: Child
    asked: list[int] = field(default_factory=list)

    def run(self) -> int:
        """Until asked to stop or the site ends; the status to end with."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
                signal.signal(number, self.remember)
        self.site.start()
        self.worker.start()
        while not self.asked and not self.site.has_ended():
            self.worker.start_again()
            time.sleep(SECONDS_BETWEEN_LOOKS)
        if not self.asked:
            tell("The site ended by itself; stopping")
        self.stop()
        return 0 if self.asked else 1

    def remember(self, number: int, _frame: FrameType | None) -> None:
        self.asked.append(number)

    def stop(self) -> None:
        """Ask both to finish what they are at; what lasts too long is killed, and at
        once after a second Ctrl-C."""
        children = (self.site, self.worker)
        for child in children:
            child.tell(signal.SIGTERM)
        until = time.monotonic() + SECONDS_TO_STOP
        while time.monotonic() < until and self.asked.count(signal.SIGINT) < 2:
            if all(one.process is None or one.has_ended() for one in children):
                break
            time.sleep(SECONDS_BETWEEN_LOOKS)
        for child in children:
            child.kill()


def tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def main(options: Sequence[str]) -> int:
    site = [sys.executable, "-m", "granian", *options]
    return Supervisor(Child(site), Child([sys.executable, *WORKER])).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
