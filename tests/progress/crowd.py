"""Many at once: threads with browsers of their own, started on one signal."""

import threading
from collections.abc import Callable, Mapping, Sequence
from http.cookies import SimpleCookie

from django.db import connections

from accounts.models import User
from tests.factories import client_of

Send = Callable[[], object]
SECONDS = 60


def cookies_of(person: User) -> SimpleCookie:
    """What a signed-in browser of person sends; other browsers may share it."""
    return client_of(person).cookies


def in_browser(cookies: SimpleCookie, url: str, form: Mapping[str, object]) -> Send:
    """A post from a tab of its own; its answer is the status."""

    def send() -> int:
        tab = client_of()
        tab.cookies = cookies
        return tab.post(url, form).status_code

    return send


def all_at_once(sends: Sequence[Send]) -> list[object]:
    """Answers in order; what a thread raised stands in place of its answer."""
    answers: list[object] = [None] * len(sends)
    start = threading.Barrier(len(sends))

    def run(number: int) -> None:
        start.wait(SECONDS)
        try:
            answers[number] = sends[number]()
        except Exception as error:
            answers[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[n]) for n in range(len(sends))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    return answers
