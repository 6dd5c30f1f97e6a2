"""Whom an edit touches, added up: numbers for each group and each step, no names."""

from collections.abc import Container, Mapping
from typing import Any

from progress.engine.moved import Moved

GROUPS = ("keep", "lose", "gain")
BY_STEP = ("lost", "left", "followed", "gained", "added")
Result = dict[str, Any]


def no_result() -> Result:
    return dict.fromkeys(GROUPS, 0) | {name: {} for name in BY_STEP}


def group_of(change: Moved, retired: Container[str]) -> str:
    """lose: a step that was done is not any more, nor does a step in its place. A step
    that was taken out of use on purpose is no loss: it stays in the record."""
    if change.lost or any(step not in retired for step in change.left):
        return "lose"
    return "gain" if change.gained else "keep"


def add(result: Result, change: Moved, retired: Container[str]) -> None:
    """Count one learner."""
    result[group_of(change, retired)] += 1
    for name, steps in steps_of(change).items():
        found = result[name]
        for step in steps:
            found[step] = found.get(step, 0) + 1


def steps_of(change: Moved) -> Mapping[str, tuple[str, ...]]:
    """The steps by what happens to them."""
    return {
        "lost": tuple(one.step for one in change.lost),
        "left": change.left,
        "followed": tuple(one.step for one in change.followed),
        "gained": change.gained,
        "added": change.added,
    }
