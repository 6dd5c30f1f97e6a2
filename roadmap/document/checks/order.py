"""Needs that only order: those that would close a circle, which the order leaves out.

The order graph is that of docs/roadmap-format.md: what is required, then each
recommended or alongside need in list order, unless it closes a circle with those.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.cycles import GrowingOrder, find_cycle
from roadmap.document.checks.findings import Findings
from roadmap.document.checks.needs import needed_steps
from roadmap.sequence import sequence


@dataclass(frozen=True, slots=True)
class _Soft:
    """A wish that one place comes before another, and what to say of it."""

    first: int
    second: int
    where: str
    sentence: str


def check_order(findings: Findings) -> None:
    """Warn of each wish that is left out. Not looked at while needs go in a circle."""
    required = needed_steps(findings)
    if find_cycle(required) is not None:
        return
    places = findings.places
    firm = [
        (places[needed], places[key]) for key in required for needed in required[key]
    ]
    order = GrowingOrder(sequence(len(findings.document.roadmap.steps), firm), firm)
    told: set[str] = set()
    for wish in _wishes(findings):
        if not order.add(wish.first, wish.second) and wish.where not in told:
            told.add(wish.where)
            findings.warning("order-circle", wish.where, wish.sentence)


def _wishes(findings: Findings) -> Iterator[_Soft]:
    requiring = _requiring(findings)
    for key, place in findings.places.items():
        for number, group in enumerate(findings.document.roadmap.steps[place].needs):
            if group.strength == "required":
                continue
            where = f"roadmap.steps[{place}].needs[{number}]"
            for member in group.members:
                if member.step not in findings.places or member.step == key:
                    continue
                yield _wish(findings, member.step, key, where, group.strength)
                if group.strength == "alongside":
                    for later in requiring.get(member.step, ()):
                        if later != key:
                            yield _wait(findings, key, later, member.step, where)


def _requiring(findings: Findings) -> dict[str, dict[str, None]]:
    """By step, the steps that cannot do without it, as listed."""
    requiring: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for step in findings.document.roadmap.steps:
        for group in step.needs:
            if group.strength == "required" and group.asked == len(group.members):
                for member in group.members:
                    if member.step is not None:
                        requiring[member.step][step.key] = None
    return requiring


def _wish(
    findings: Findings, first: str, second: str, where: str, strength: str
) -> _Soft:
    one, two = findings.title(first), findings.title(second)
    says = (
        f"recommends {one} first" if strength == "recommended" else f"goes with {one}"
    )
    sentence = (
        f"{two} {says} {one}, but {one} comes after it by other needs. The order "
        "leaves this out; take it out, or turn it round."
    )
    return _Soft(findings.places[first], findings.places[second], where, sentence)


def _wait(
    findings: Findings, first: str, second: str, beside: str, where: str
) -> _Soft:
    one, two = findings.title(first), findings.title(second)
    sentence = (
        f"{one} goes with {findings.title(beside)}, which {two} needs, but {one} comes "
        f"after {two} by other needs, so {two} cannot wait for it. The order leaves "
        "this out; take it out, or turn it round."
    )
    return _Soft(findings.places[first], findings.places[second], where, sentence)
