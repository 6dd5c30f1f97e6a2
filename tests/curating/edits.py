"""A published roadmap that is edited, in few words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse

from curating.actions.dry_runs import begin
from curating.actions.plans import settle_all
from curating.actions.publishing import publish_draft
from curating.queries.drafts import draft_page
from roadmap.document import Document, StepDoc, parse
from roadmap.drafts import write_draft
from roadmap.models import Roadmap, RoadmapVersion
from tests.factories import TUESDAY
from tests.roadmap.documents import make_step, slot, use

Steps = tuple[StepDoc, ...]


def the_way() -> Roadmap:
    return Roadmap.objects.select_related("current_version").get(slug="way")


def edit(change: Callable[[Steps], Steps], slug: str = "way") -> Roadmap:
    """Write a draft in which change was made to the steps of the current version."""
    roadmap = Roadmap.objects.select_related("current_version").get(slug=slug)
    document = parse(roadmap.current_version.document)
    write_draft(with_steps(document, change(document.roadmap.steps)))
    roadmap.refresh_from_db()
    return roadmap


def with_steps(document: Document, steps: Steps) -> Document:
    return replace(document, roadmap=replace(document.roadmap, steps=steps))


def instead(key: str, *others: StepDoc) -> Callable[[Steps], Steps]:
    """Others in the place of a step; who needed it needs the last of them."""

    def change(steps: Steps) -> Steps:
        found: list[StepDoc] = []
        for step in steps:
            found += others if step.key == key else [_needing(step, key, others)]
        return tuple(found)

    return change


def _needing(step: StepDoc, key: str, others: Steps) -> StepDoc:
    last = others[-1].key if others else ""
    groups = []
    for group in step.needs:
        members = [
            replace(member, step=last) if member.step == key else member
            for member in group.members
        ]
        kept = tuple(member for member in members if member.step != "")
        if kept:
            groups.append(replace(group, members=kept))
    return replace(step, needs=tuple(groups))


def halves(*, was: bool) -> Steps:
    """`start` (lessons 1-4) as two steps of two lessons each."""
    said = ("start",) if was else ()
    return (
        make_step("start-1", slots=(slot(use("course", scope=(0, 2))),), was=said),
        make_step(
            "start-2", "start-1", slots=(slot(use("course", scope=(2, 4))),), was=said
        ),
    )


def publish_edit(roadmap: Roadmap, by: Any) -> RoadmapVersion:
    """Settle the draft as proposed, try it and publish what was tried."""
    settle_as_proposed(roadmap, by)
    run = begin(roadmap, TUESDAY)
    looked = run.looked_at
    return publish_draft(roadmap, looked=looked, note="", by=by, at=TUESDAY)


def settle_as_proposed(roadmap: Roadmap, by: Any) -> int:
    seen = draft_page(roadmap).proposed
    return settle_all(roadmap, seen=seen, by=by, at=TUESDAY)


def accept(client: Client, slug: str = "way") -> Any:
    """What the button on the page of the draft does."""
    page = client.get(at("curated_draft", slug=slug)).context["page"]
    return client.post(at("plan_accept", slug=slug), {"seen": page.proposed})


def at(name: str, *more: str, slug: str = "way") -> str:
    return reverse(name, args=[slug, *more])


def try_and_look(client: Client, slug: str = "way") -> Any:
    """The page of the draft after it was tried on everybody."""
    client.post(at("draft_try", slug=slug))
    return client.get(at("curated_draft", slug=slug)).context["page"]
