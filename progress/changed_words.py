"""What a new version changed for somebody, with titles, as it is kept and said."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from progress.engine.moved import Moved
from progress.words import listed
from roadmap.catalogue import Compiled

SAID = 3


def titled(found: Moved, before: Compiled, after: Compiled) -> dict[str, Any]:
    """As it is kept with an enrolment: steps by the titles they had then."""
    old = {step.key: step.title for step in before.roadmap.steps}
    new = {step.key: step.title for step in after.roadmap.steps}
    return {
        "version": after.number,
        "before": before.number,
        "followed": [
            [old[one.step], [new[key] for key in one.by]] for one in found.followed
        ],
        "lost": [[old[one.step], [new[key] for key in one.open]] for one in found.lost],
        "left": [old[key] for key in found.left],
        "gained": [new[key] for key in found.gained],
        "added": [new[key] for key in found.added],
        "turned": [
            [old[one.step], [new[key] for key in one.by]] for one in found.turned
        ],
    }


def changed_sentence(kept: Mapping[str, Any]) -> str:
    """What changed for them, in one sentence; "" where nothing did."""
    clauses = list(_clauses(kept))
    if not clauses:
        return ""
    said = clauses[:SAID]
    if left := len(clauses) - SAID if len(clauses) > SAID else 0:
        said.append(ngettext("%d more step", "%d more steps", left) % left)
    return _("New here: %s.") % "; ".join(said)


def _clauses(kept: Mapping[str, Any]) -> Iterator[str]:
    for step, others in kept.get("lost", ()):
        words = _("“%(step)s” was done, and %(others)s in its place is open")
        yield words % {"step": step, "others": _named(others)}
    for step, others in kept.get("followed", ()):
        yield _followed(step, others)
    for step in kept.get("left", ()):
        words = _("“%(step)s” is no longer part of it and stays in your record")
        yield words % {"step": step}
    for step in kept.get("gained", ()):
        words = _("“%(step)s” counts as done by what you did before")
        yield words % {"step": step}
    for step, others in kept.get("turned", ()):
        yield _turned(step, others)
    if added := kept.get("added", ()):
        words = ngettext(
            "%(steps)s is new on your path",
            "%(steps)s are new on your path",
            len(added),
        )
        yield words % {"steps": _named(added[:SAID])}


def _followed(step: str, others: list[str]) -> str:
    if len(others) == 1:
        words = _("“%(step)s” is %(others)s now, and counts as done for you")
    elif len(others) == 2:
        words = _("“%(step)s” was split in two, %(others)s; both count as done for you")
    else:
        words = _("“%(step)s” was split into %(others)s; all count as done for you")
    return words % {"step": step, "others": _named(others)}


def _turned(step: str, others: list[str]) -> str:
    if not others:
        words = _("“%(step)s” is no longer part of it")
    elif len(others) == 1:
        words = _("“%(step)s” is %(others)s now")
    else:
        words = _("“%(step)s” was split into %(others)s")
    return words % {"step": step, "others": _named(others)}


def _named(titles: list[str]) -> str:
    return listed([f"“{title}”" for title in titles])
