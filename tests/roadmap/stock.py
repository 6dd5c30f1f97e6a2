"""Resources and published roadmaps for the tests of the public pages."""

from collections.abc import Iterable, Sequence
from typing import Any

from roadmap.actions import touch_catalogue
from roadmap.document import (
    Document,
    RoadmapDoc,
    SlotDoc,
    SourceDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
    UseDoc,
    digest,
    dump,
)
from roadmap.models import (
    Link,
    Relation,
    Resource,
    Roadmap,
    RoadmapVersion,
    Topic,
)


def make_resource(
    key: str, *, topics: Iterable[str] = (), kind: str = "course", **fields: Any
) -> Resource:
    """A resource with one link; its title is its key unless fields say more."""
    fields.setdefault("title", key)
    resource = Resource.objects.create(key=key, kind=kind, **fields)
    Link.objects.create(
        resource=resource, url=f"https://{key}.example.org/", is_primary=True
    )
    for topic in topics:
        title = topic.capitalize()
        row, _ = Topic.objects.get_or_create(key=topic, defaults={"title": title})
        resource.topics.add(row)
    touch_catalogue()
    return resource


def replace(old: Resource, new: Resource) -> None:
    Relation.objects.create(resource=old, kind="replaced_by", to=new)
    touch_catalogue()


def make_step(key: str, *resources: str, **fields: Any) -> StepDoc:
    """A step of the stage "start" with these resources, one slot for each."""
    slots = tuple(
        SlotDoc(number=number, uses=(UseDoc(resource=resource),))
        for number, resource in enumerate(resources, start=1)
    )
    fields.setdefault("title", key)
    return StepDoc(key=key, stage="start", slots=slots, **fields)


def make_roadmap(slug: str, steps: Sequence[StepDoc], **fields: Any) -> Roadmap:
    """A roadmap with one published version of these steps."""
    title = fields.pop("title", slug)
    body = RoadmapDoc(
        slug=slug,
        title=title,
        summary="Where it leads.",
        source=SourceDoc(title="a list"),
        tracks=(TrackDoc(key="one", title="One"),),
        stages=(StageDoc(key="start", title="Start"),),
        steps=tuple(steps),
    )
    text = dump(Document(roadmap=body))
    roadmap = Roadmap.objects.create(
        slug=slug, title=title, summary="Where it leads.", **fields
    )
    roadmap.current_version = RoadmapVersion.objects.create(
        roadmap=roadmap, number=1, document=text, digest=digest(text)
    )
    roadmap.save()
    touch_catalogue()
    return roadmap
