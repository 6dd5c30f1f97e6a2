"""Readers who ask a site for what an evening asks: four looks for each act."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from itertools import count
from random import Random
from statistics import quantiles
from time import perf_counter, sleep
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from roadmap.models import Resource
from tests.bench.learners import CSRF_SECRET, FORM, Reader, next_step
from tests.bench.servers import Asked, Server

# Of a hundred requests; the last two write.
SHARES = {"today": 40, "step": 25, "catalogue": 15, "units": 12, "time": 8}
WRITES = {"units", "time"}
WORDS = ("", "?q=network", "?q=convolution", "?q=grdient", "?kind=course")
MINUTES = 25


class Evening:
    """One learner's browser. public: headers that a proxy of a public site adds."""

    def __init__(self, reader: Reader, resource: Resource, public: dict[str, str]):
        self.headers = {**reader.headers, **public}
        self.step = reverse("step", args=next_step(reader.learner))
        self.units = reverse("resource_units", args=[resource.key])
        self.total = resource.total or 1
        self.turns = count()

    def asks(self, what: str, chance: Random) -> Asked:
        if what in WRITES:
            return self._post(what)
        path = {
            "today": "/today/",
            "step": self.step,
            "catalogue": reverse("catalogue") + chance.choice(WORDS),
        }[what]
        return Asked(path, self.headers)

    def _post(self, what: str) -> Asked:
        turn = next(self.turns)
        fields = {"key": uuid4().hex}
        if what == "units":
            path = self.units
            fields["reached"] = str(1 + turn % self.total)
        else:
            path = reverse("time_add")
            day = timezone.localdate() - timedelta(days=1 + turn // 20)
            start = f"{turn % 20:02}:10"
            fields |= {"day": f"{day}", "start": start, "minutes": str(MINUTES)}
        headers = {**self.headers, "Content-Type": FORM, "X-CSRFToken": CSRF_SECRET}
        return Asked(path, headers, "POST", urlencode(fields))


@dataclass
class Told:
    """What came of asking: milliseconds of right answers, by sort; errors."""

    seconds: float = 0.0
    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def per_second(self) -> float:
        return len(self.all()) / self.seconds

    def all(self) -> list[float]:
        return [one for many in self.milliseconds.values() for one in many]

    def note(self, what: str, status: int, milliseconds: float) -> None:
        with self.lock:
            if status == (302 if what in WRITES else 200):
                self.milliseconds.setdefault(what, []).append(milliseconds)
            else:
                self.errors.append(f"{what} {status}")


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """The 50th and the 95th."""
    cuts = quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[94]


def load(
    port: int,
    evenings: Sequence[Evening],
    *,
    clients: int,
    seconds: float,
    rate: float | None = None,
) -> Told:
    """Ask for so many seconds, from so many connections at once.

    rate: requests per second of all together; each then counts from when it was due,
    so that waiting counts too. None: each asks again as soon as it is answered.
    """
    told = Told()
    start = perf_counter()

    def ask(number: int) -> None:
        chance, server = Random(number), Server("Waymark", port, 0)
        mine = evenings[number::clients]
        whats, shares = list(SHARES), list(SHARES.values())
        for turn in count():
            due = start + (number + turn * clients) / rate if rate else perf_counter()
            if due > start + seconds:
                break
            sleep(max(0.0, due - perf_counter()))
            what = chance.choices(whats, shares)[0]
            asked = chance.choice(mine).asks(what, chance)
            try:
                status = server.ask(asked).status
            except (OSError, HTTPException):
                server.connection.close()
                status = 0
            told.note(what, status, (perf_counter() - due) * 1000)
        server.connection.close()

    _at_once(ask, clients)
    told.seconds = perf_counter() - start
    return told


def _at_once(ask: Callable[[int], None], clients: int) -> None:
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
