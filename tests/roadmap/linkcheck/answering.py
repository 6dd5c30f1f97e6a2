"""Answers without a web: what a round asks, and how much of it at once."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from roadmap.linkcheck.asking import Host, Hosts, Job, refusal
from roadmap.linkcheck.client import Limits
from roadmap.linkcheck.verdicts import Answer
from tests.roadmap.linkcheck.scripted import Web

WORKS = Answer(verdict="works", sure=99, status=200)


@dataclass
class Told:
    """What is answered by place, and how often each place was asked at once."""

    by_place: dict[str, Answer] = field(
        default_factory=lambda: defaultdict(lambda: WORKS)
    )
    asked: list[str] = field(default_factory=list)
    now: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    most: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    takes: float = 0.0

    async def ask(
        self, client: Any, job: Job, host: Host, at: datetime, hosts: Hosts
    ) -> Answer:
        refused = refusal(job.url)
        if refused:
            return refused
        self.asked.append(job.url)
        for name in (job.place, "all"):
            self.now[name] += 1
            self.most[name] = max(self.most[name], self.now[name])
        await asyncio.sleep(self.takes)
        for name in (job.place, "all"):
            self.now[name] -= 1
        return self.by_place.get(job.place, WORKS)


def a_client() -> Any:
    return Web({}, limits=Limits())
