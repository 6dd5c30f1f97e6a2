"""Learners who go on writing while the site is killed under them."""

import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from time import sleep
from urllib.parse import urlencode
from uuid import uuid4

from tests.running import wait_for

SECONDS_PER_ANSWER = 15
SECONDS_BETWEEN_TRIES = 0.05

NewKey = Callable[[str], str]


def same_key(key: str) -> str:
    return key


def another_key(_key: str) -> str:
    return uuid4().hex


@dataclass
class Writer:
    """One learner who says "not now" again and again, each time until it is answered.

    headers: of their browser. at_retry: the key of the form when it is sent again.
    acknowledged: keys that were answered. retries: how often one was sent again.
    """

    port: int
    path: str
    headers: dict[str, str]
    token: str
    at_retry: NewKey = same_key
    acknowledged: list[str] = field(default_factory=list)
    retries: int = 0

    def write_until(self, over: threading.Event) -> None:
        while not over.is_set():
            self.write_once()

    def write_once(self) -> None:
        key = sent = uuid4().hex
        while not self.send(sent):
            self.retries += 1
            sent = self.at_retry(key)
            sleep(SECONDS_BETWEEN_TRIES)
        self.acknowledged.append(key)

    def send(self, key: str) -> bool:
        """Whether the site said that it is done."""
        connection = self.connection()
        with suppress(OSError, HTTPException), closing(connection):
            self.ask(connection, key)
            status = connection.getresponse().status
            assert status == 302 or status >= 500, status
            return status == 302
        return False

    def send_and_hang_up(self, key: str, when: Callable[[], object]) -> bool:
        """Send all of it, and hang up without the answer once when holds.

        Returns whether it came to hold. Before that the site may drop the request.
        """
        with closing(self.connection()) as connection:
            self.ask(connection, key)
            return wait_for(when, SECONDS_PER_ANSWER)

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_PER_ANSWER)

    def ask(self, connection: HTTPConnection, key: str) -> None:
        fields = {"key": key, "csrfmiddlewaretoken": self.token, "reason": "time"}
        headers = {**self.headers, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", self.path, urlencode(fields), headers)


def all_write(writers: Sequence[Writer], while_: Callable[[], None]) -> None:
    """Let all of them write until while_ returns, and finish what they are at."""
    over = threading.Event()
    threads = [
        threading.Thread(target=one.write_until, args=(over,)) for one in writers
    ]
    for thread in threads:
        thread.start()
    try:
        while_()
    finally:
        over.set()
        for thread in threads:
            thread.join()
