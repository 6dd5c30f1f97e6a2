"""What would happen to each address of a list, before anything does."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import Cohort
from mentoring.engine.sheet import Line
from mentoring.queries.invited import standing_of

LONGEST_ADDRESS = 254
SHOWN = 80
UNSEEN, MORE = "\N{REPLACEMENT CHARACTER}", "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Fate:
    """outcome: new (gets an invitation), in, waiting, invited, wrong or double."""

    line: int
    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class DryRun:
    fates: Sequence[Fate]

    @property
    def to_invite(self) -> list[str]:
        return [fate.text for fate in self.fates if fate.outcome == "new"]

    @property
    def digest(self) -> str:
        """By which a confirmation says what it confirms."""
        said = "\n".join(self.to_invite)
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    @property
    def groups(self) -> list[tuple[str, list[Fate]]]:
        """What needs a look first, each with its lines."""
        order = ("wrong", "double", "in", "waiting", "invited", "new")
        groups = [
            (name, [fate for fate in self.fates if fate.outcome == name])
            for name in order
        ]
        return [(name, fates) for name, fates in groups if fates]


def dry_run(cohort: Cohort, lines: Sequence[Line], *, at: datetime) -> DryRun:
    """One fate for each line; three queries. Addresses are compared in lower case."""
    valid = [line.text.lower() for line in lines if is_address(line.text)]
    standing = standing_of(cohort, valid, at)
    seen: set[str] = set()
    fates = []
    for line in lines:
        address = line.text.lower()
        if address not in standing:
            fates.append(Fate(line.number, shown(line.text), "wrong"))
            continue
        outcome = "double" if address in seen else standing[address]
        seen.add(address)
        fates.append(Fate(line.number, address, outcome))
    return DryRun(fates)


def is_address(text: str) -> bool:
    """Whether a mail could go there; nothing in it is invisible."""
    if not text.isprintable() or len(text) > LONGEST_ADDRESS:
        return False
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def shown(text: str) -> str:
    """As much as fits a line, with a sign for what cannot be seen."""
    seen = "".join(
        one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text
    )
    return seen if len(seen) <= SHOWN else f"{seen[:SHOWN]}\N{HORIZONTAL ELLIPSIS}"
