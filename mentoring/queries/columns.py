"""The steps of a cohort's version as columns, with what each should take."""

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.catalogue import Compiled
from roadmap.graph import Work
from roadmap.route import remembered


@dataclass(frozen=True, slots=True)
class Column:
    """minutes: the estimate by the option that is proposed; resources: keys of what
    counts in it; needs: keys of the steps it requires."""

    key: str
    pk: int
    title: str
    kind: str
    requirement: str
    minutes: int
    resources: tuple[str, ...]
    needs: tuple[str, ...]


def columns_of(version: Compiled) -> Mapping[str, Column]:
    """By key, in the order of the roadmap, without support; no query."""
    return remembered(version.memory, "columns", lambda: _columns(version))


def _columns(version: Compiled) -> Mapping[str, Column]:
    found = {}
    for place, step in enumerate(version.graph.steps):
        if step.kind == "support":
            continue
        works = version.graph.work[place]
        proposed = [option.key for option in step.options if option.default]
        work = works.get((proposed or [""])[0]) or next(iter(works.values()))
        needs = (
            member.step or ""
            for group in step.needs
            if group.strength == "required"
            for member in group.members
        )
        found[step.key] = Column(
            key=step.key,
            pk=version.step_ids[step.key],
            title=step.title,
            kind=step.kind,
            requirement=step.requirement,
            minutes=_minutes(work),
            resources=tuple(use.resource for use in work.first_uses),
            needs=tuple(key for key in needs if key),
        )
    return found


def _minutes(work: Work) -> int:
    return work.own_minutes + sum(use.minutes for use in work.first_uses)
