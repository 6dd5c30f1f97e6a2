"""Triage tried on 50 generated cohorts; writes the tables of docs/triage.md:

.venv/bin/python -m tests.mentoring.triage_trial
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

from mentoring.engine.triage import triage
from mentoring.engine.triage_facts import KINDS, THRESHOLDS, Kind
from tests.mentoring.generated import DAYS, LEARNERS, Generated, Trouble

COHORTS = 50
NEAR = 2
PAGE = Path(__file__).parents[2] / "docs" / "triage.md"


@dataclass
class Result:
    """found: planted troubles with the days from the threshold to the first flag, None
    if it never came. false: (cohort, learner, cause, day) of flags for nothing."""

    found: list[tuple[Trouble, int | None]] = field(default_factory=list)
    false: list[tuple[int, int, Kind, date]] = field(default_factory=list)
    most_inferred: int = 0

    def of(self, cause: Kind) -> list[int | None]:
        return [days for trouble, days in self.found if trouble.cause == cause]

    def false_of(self, cause: Kind) -> int:
        return sum(one[2] == cause for one in self.false)

    @property
    def false_per_week(self) -> float:
        """False flags for 24 learners and a week."""
        return len(self.false) / (COHORTS * DAYS / 7)


@cache
def tried() -> Result:
    result = Result()
    for seed in range(COHORTS):
        try_cohort(seed, result)
    return result


def try_cohort(seed: int, result: Result) -> None:
    cohort = Generated(seed)
    first: dict[tuple[int, Kind], date] = {}
    before: set[tuple[int, Kind]] = set()
    begins = {one.pk: one for one in cohort.people if one.trouble}
    for today, now, facts in cohort.walk():
        flags = triage(facts, now, today).flags
        inferred = sum(flag.is_inferred for flag in flags)
        result.most_inferred = max(result.most_inferred, inferred)
        shown = {(flag.pk, flag.cause) for flag in flags}
        for pk, cause in sorted(shown - before):
            first.setdefault((pk, cause), today)
            person = begins.get(pk)
            if person is None or person.onset is None or today < person.onset:
                result.false.append((seed, pk, cause, today))
        before = shown
    for trouble in cohort.troubles():
        if trouble.due is not None:
            day = first.get((trouble.pk, trouble.cause))
            result.found.append((trouble, (day - trouble.due).days if day else None))


def is_near(days: int | None) -> bool:
    return days is not None and abs(days) <= NEAR


def results_table(result: Result) -> list[str]:
    lines = [
        "| cause | planted | within two days | earliest | middle | latest | false |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for cause in KINDS:
        days = result.of(cause)
        known = [one for one in days if one is not None]
        near = sum(map(is_near, days))
        spread = f"{min(known):+d} | {median(known):+.0f} | {max(known):+d}"
        row = f"| {cause} | {len(days)} | {near} | {spread} |"
        lines.append(f"{row} {result.false_of(cause)} |")
    lines += [
        "",
        f"False flags for 24 learners and a week: {result.false_per_week:.2f}. The most"
        f" inferred flags in one cohort at once: {result.most_inferred} of {LEARNERS}.",
    ]
    return lines


def thresholds_table() -> list[str]:
    rows = [
        f"| `{one.name}` | {round(getattr(THRESHOLDS, one.name), 2)} |"
        for one in fields(THRESHOLDS)
    ]
    return ["| threshold | value |", "| --- | ---: |", *rows]


def written(text: str, name: str, lines: Iterable[str]) -> str:
    """The text with these lines between the marks of a table."""
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    body = "\n".join([marks[0], *lines, marks[1]])
    return re.sub(f"{marks[0]}.*?{marks[1]}", lambda _: body, text, flags=re.DOTALL)


def page() -> str:
    """docs/triage.md as it should be."""
    text = written(PAGE.read_text(), "thresholds", thresholds_table())
    return written(text, "results", results_table(tried()))


if __name__ == "__main__":
    PAGE.write_text(page())
