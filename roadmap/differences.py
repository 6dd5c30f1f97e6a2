"""What a draft changes against the current version, in words. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmap.document import Document, GroupDoc, MemberDoc, RoadmapDoc, StepDoc, UseDoc
from roadmap.value_words import stretch_in_words, value_in_words

WORDS = ("summary", "requirement_reason", "prepare", "can_do", "rubric")
WHOLE = ("key", "title", "stage", "slots", "needs", "options", *WORDS)


@dataclass(frozen=True)
class Section:
    """A heading and its sentences."""

    title: str
    sentences: tuple[str, ...]


def differences(before: Document | None, after: Document) -> list[Section]:
    """Sentences by subject; before is None for a first version. [] if all is equal."""
    if before is None:
        return [_first(after.roadmap)]
    old = {step.key: step for step in before.roadmap.steps}
    new = {step.key: step for step in after.roadmap.steps}
    both = [(old[key], step) for key, step in new.items() if key in old]
    names = _Names(before, after)
    sections = (
        (_("Steps added"), [_added(new[key], names) for key in new if key not in old]),
        (
            _("Steps taken out of use"),
            [f"“{old[key].title}”" for key in old if key not in new],
        ),
        (_("Steps renamed"), [text for a, b in both for text in _renamed(a, b)]),
        (_("Order"), _order(list(old), list(new))),
        (_("Needs"), [text for a, b in both for text in _needs(a, b, names)]),
        (_("What to take"), [text for a, b in both for text in _uses(a, b, names)]),
        (_("Other changes of steps"), [text for a, b in both for text in _rest(a, b)]),
        (_("The roadmap itself"), _roadmap(before.roadmap, after.roadmap)),
        (_("What the catalogue says"), _resources(before, after)),
    )
    told = [Section(title, tuple(sentences)) for title, sentences in sections]
    return [section for section in told if section.sentences]


class _Names:
    """Titles by key, of both documents; the later one wins."""

    def __init__(self, before: Document, after: Document) -> None:
        self.steps = {
            step.key: step.title
            for document in (before, after)
            for step in document.roadmap.steps
        }
        self.resources = {
            resource.key: resource.title
            for document in (before, after)
            for resource in document.resources
        }

    def member(self, member: MemberDoc) -> str:
        if member.resource:
            title = self.resources.get(member.resource, member.resource)
            return f"“{title}” {stretch_in_words(member.scope)}".strip()
        title = self.steps.get(member.step or "", member.step or "")
        return f"“{title}” ({member.option})" if member.option else f"“{title}”"

    def use(self, use: UseDoc) -> str:
        title = self.resources.get(use.resource, use.resource)
        return f"“{title}” {stretch_in_words(use.scope)}".strip()


def _first(roadmap: RoadmapDoc) -> Section:
    count = len(roadmap.steps)
    words = ngettext("%d step, the first version", "%d steps, the first version", count)
    return Section(_("Steps added"), (words % count,))


def _added(step: StepDoc, names: _Names) -> str:
    if step.was:
        return _("“%(title)s”, which follows %(was)s") % {
            "title": step.title,
            "was": ", ".join(f"“{names.steps.get(key, key)}”" for key in step.was),
        }
    return f"“{step.title}”"


def _renamed(before: StepDoc, after: StepDoc) -> Iterator[str]:
    if before.title != after.title:
        yield f"“{before.title}” → “{after.title}”"


def _order(old: list[str], new: list[str]) -> Iterator[str]:
    stay = set(old) & set(new)
    before = [key for key in old if key in stay]
    after = [key for key in new if key in stay]
    moved = sum(a != b for a, b in zip(before, after, strict=True))
    if moved:
        words = ngettext(
            "%d step has another place in the list",
            "%d steps have another place in the list",
            moved,
        )
        yield words % moved


def _needs(before: StepDoc, after: StepDoc, names: _Names) -> Iterator[str]:
    old = {_group(group, names) for group in before.needs}
    new = {_group(group, names) for group in after.needs}
    yield from _gained_and_lost(after.title, new - old, old - new)


def _group(group: GroupDoc, names: _Names) -> str:
    members = ", ".join(names.member(member) for member in group.members) or _(
        "nothing"
    )
    strength = {
        "required": _("needed first"),
        "recommended": _("better first"),
        "alongside": _("alongside"),
    }[group.strength]
    if group.k is not None and group.k < len(group.members):
        members = _("any %(k)d of %(members)s") % {"k": group.k, "members": members}
    when = f" [{_condition(group.when)}]" if group.when else ""
    return f"{strength}: {members}{when}"


def _condition(condition: Any) -> str:
    return "; ".join(
        f"{field.name}: {', '.join(getattr(condition, field.name))}"
        for field in fields(condition)
        if getattr(condition, field.name)
    )


def _uses(before: StepDoc, after: StepDoc, names: _Names) -> Iterator[str]:
    old, new = set(_slot_lines(before, names)), set(_slot_lines(after, names))
    yield from _gained_and_lost(after.title, new - old, old - new)


def _slot_lines(step: StepDoc, names: _Names) -> Iterator[str]:
    roles = {
        "primary": _("the one to take"),
        "instead": _("instead"),
        "extra": _("on top"),
    }
    for slot in step.slots:
        way = f", {slot.option}" if slot.option else ""
        for use in slot.uses:
            yield f"{names.use(use)} ({roles[use.role]}{way}, {slot.number})"


def _gained_and_lost(
    title: str, gained: Iterable[str], lost: Iterable[str]
) -> Iterator[str]:
    for text in sorted(lost):
        yield _("“%(title)s” no longer has: %(text)s") % {"title": title, "text": text}
    for text in sorted(gained):
        yield _("“%(title)s” now has: %(text)s") % {"title": title, "text": text}


def _rest(before: StepDoc, after: StepDoc) -> Iterator[str]:
    if before.stage != after.stage:
        yield _("“%(title)s” moves to the stage %(stage)s") % {
            "title": after.title,
            "stage": after.stage,
        }
    if before.options != after.options:
        ways = value_in_words([option.title for option in after.options])
        yield _("“%(title)s”: ways through it are now %(ways)s") % {
            "title": after.title,
            "ways": ways,
        }
    for field in fields(after):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name not in WHOLE and old != new:
            yield f"“{after.title}”: {field.name} {_plain(old)} → {_plain(new)}"
    changed = [name for name in WORDS if getattr(before, name) != getattr(after, name)]
    if changed:
        yield _("“%(title)s”: other words in %(fields)s") % {
            "title": after.title,
            "fields": ", ".join(changed),
        }


def _plain(value: Any) -> str:
    return _condition(value) if hasattr(value, "not_tracks") else value_in_words(value)


def _roadmap(before: RoadmapDoc, after: RoadmapDoc) -> Iterator[str]:
    for field in fields(after):
        if field.name == "steps":
            continue
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        if field.name in ("aims", "tracks", "stages"):
            titles = value_in_words([part.title for part in new])
            yield _("%(part)s are now: %(titles)s") % {
                "part": field.name,
                "titles": titles,
            }
        else:
            yield _("Other words in %s") % field.name


def _resources(before: Document, after: Document) -> Iterator[str]:
    old = {resource.key: resource for resource in before.resources}
    changed = [
        resource.title
        for resource in after.resources
        if resource.key in old and old[resource.key] != resource
    ]
    if changed:
        yield _("Changed since the current version: %s") % ", ".join(changed)
