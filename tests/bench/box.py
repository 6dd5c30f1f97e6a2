"""One processor and one gigabyte: where processes are put, and what they hold there."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

GIGABYTE = 2**30
GROUPS = Path("/sys/fs/cgroup")
NAME = f"waymark-bench-{os.getpid()}"


@dataclass
class Box:
    """processor: the one inside; outside: the others, or the same where there is but
    one. group: the kernel's group that limits memory, None where it may not be made."""

    processor: int
    outside: set[int]
    group: Path | None

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What this process starts now is in the box, with all that it starts."""
        os.sched_setaffinity(0, {self.processor})
        self._move(self.group)
        try:
            yield
        finally:
            self._move(self.group.parent if self.group else None)
            os.sched_setaffinity(0, self.outside)

    @staticmethod
    def _move(group: Path | None) -> None:
        if group is not None:
            (group / "cgroup.procs").write_text(str(os.getpid()), encoding="ascii")

    def __str__(self) -> str:
        shared = "" if self.outside - {self.processor} else ", who asks on the same one"
        limit = "limited to 1 GB" if self.group else "memory not limited here"
        return f"one processor{shared}, {limit}"


@contextmanager
def small_box() -> Iterator[Box]:
    """The box, gone again at the end."""
    ours = sorted(os.sched_getaffinity(0))
    group = _group()
    try:
        yield Box(ours[0], set(ours[1:]) or {ours[0]}, group)
    finally:
        os.sched_setaffinity(0, ours)
        if group is not None:
            with suppress(OSError):
                group.rmdir()


def _group() -> Path | None:
    """A group of a gigabyte, of the second sort or of the first; root may make one."""
    kinds = ((GROUPS, "memory.max"), (GROUPS / "memory", "memory.limit_in_bytes"))
    for parent, limit in kinds:
        group = parent / NAME
        with suppress(OSError):
            group.mkdir()
            if (group / limit).exists():
                (group / limit).write_text(str(GIGABYTE), encoding="ascii")
                return group
            group.rmdir()
    return None


def megabytes(processes: Iterable[int]) -> tuple[float, float]:
    """What they hold: resident, where pages that several share count for each; and
    proportional, where such a page counts once in all."""
    resident = proportional = 0
    for pid in processes:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                resident += int(rest.split()[0]) if name == "Rss" else 0
                proportional += int(rest.split()[0]) if name == "Pss" else 0
    return resident / 1024, proportional / 1024
