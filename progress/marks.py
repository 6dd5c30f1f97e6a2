"""What somebody without an account said: a list in their session, nothing else.

A mark holds the events of one act as text, with keys of the catalogue instead of ids:
the study of a guest is folded from them, and at sign-in they are said again through
the actions of a learner, each with its own form key.
"""

from collections.abc import Iterator, MutableMapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

KEPT_AS = "marks"
MOST_MARKS = 200


class NoMoreMarks(Exception):
    """Refused: there are as many marks as a session may hold."""


@dataclass(frozen=True, slots=True)
class Said:
    """One event of an act. verb: of Verb; roadmap, step, resource: keys or ""."""

    verb: str
    roadmap: str = ""
    step: str = ""
    resource: str = ""
    spans: list[list[int]] | None = None
    takes_back: bool = False
    data: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One act. key: of its form; stored_key: of the form and what was said in it."""

    key: str
    stored_key: str
    at: datetime
    said: tuple[Said, ...]


class Marks:
    """The marks of one session. zone: of the guest's clock."""

    def __init__(self, session: MutableMapping[str, Any], zone: str = "UTC") -> None:
        self.session = session
        self.zone = zone

    def __iter__(self) -> Iterator[Mark]:
        return (_read(row) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def _rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.session.get(KEPT_AS, [])
        return rows

    @property
    def is_first(self) -> bool:
        """Whether nothing was ever marked in this session."""
        return KEPT_AS not in self.session

    def has(self, stored_key: str) -> bool:
        return any(row["stored_key"] == stored_key for row in self._rows)

    def add(self, mark: Mark) -> int:
        """Keep one more; how many there are then. Raises NoMoreMarks."""
        if len(self) >= MOST_MARKS:
            raise NoMoreMarks
        row = {
            "key": mark.key,
            "stored_key": mark.stored_key,
            "at": mark.at.astimezone(UTC).isoformat(),
            "said": [asdict(one) for one in mark.said],
        }
        self.session[KEPT_AS] = [*self._rows, row]
        return len(self)

    def take_back(self, number: int) -> bool:
        """Forget the last mark if it is the one with this number; twice is once."""
        if not number or len(self) != number:
            return False
        self.session[KEPT_AS] = self._rows[:-1]
        return True

    def forget(self) -> None:
        """Forget all of them."""
        self.session.pop(KEPT_AS, None)


def _read(row: dict[str, Any]) -> Mark:
    return Mark(
        key=row["key"],
        stored_key=row["stored_key"],
        at=datetime.fromisoformat(row["at"]),
        said=tuple(Said(**one) for one in row["said"]),
    )
