"""Rows and forms for the tests of the curators' admin."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roadmap import actions
from roadmap.models import (
    Aim,
    Link,
    Need,
    NeedGroup,
    Option,
    Resource,
    Roadmap,
    Stage,
    Step,
    StepResource,
    Topic,
    Track,
)


def make_resource(key: str = "course", **fields: Any) -> Resource:
    """A course of ten lessons with one link."""
    values = {
        "title": key.replace("-", " ").capitalize(),
        "kind": "course",
        "unit": "lesson",
        "total": 10,
        "minutes": 300,
        **fields,
    }
    row: Resource = Resource.objects.create(key=key, **values)
    Link.objects.create(resource=row, url=f"https://example.org/{key}", is_primary=True)
    return row


def make_roadmap(slug: str = "vision", **fields: Any) -> Roadmap:
    """An open draft with a stage, an aim and two tracks, and no step yet."""
    values = {"title": slug.capitalize(), "summary": "What it is.", **fields}
    row: Roadmap = Roadmap.objects.create(slug=slug, **values)
    Stage.objects.create(roadmap=row, key="first", title="First", position=1)
    Aim.objects.create(
        roadmap=row, key="research", title="Research", who="You read.", is_default=True
    )
    for place, key in enumerate(("images", "language"), start=1):
        Track.objects.create(
            roadmap=row,
            key=key,
            title=key.capitalize(),
            who="You like it.",
            position=place,
        )
    return row


def make_step(roadmap: Roadmap, key: str, **fields: Any) -> Step:
    """A study step that asks for lessons 1-4 of a course of its own."""
    place = roadmap.steps.count() + 1
    values = {
        "title": key.replace("-", " ").capitalize(),
        "kind": "study",
        "can_do": ["I can say what it is."],
        "position": place * 10,
        **fields,
    }
    step = Step.objects.create(
        roadmap=roadmap, key=key, stage=roadmap.stages.get(key="first"), **values
    )
    course = make_resource(f"{roadmap.slug}-{key}-course")
    StepResource.objects.create(
        step=step, resource=course, start=0, end=4, label="lessons 1-4", position=1
    )
    return step


def need(step: Step, *needed: Step, number: int = 1, **group: Any) -> NeedGroup:
    """step needs all of needed, or as group says."""
    row = NeedGroup.objects.create(step=step, number=number, **group)
    for other in needed:
        Need.objects.create(step=step, number=number, needed=other)
    return row


def publish(roadmap: Roadmap) -> Roadmap:
    actions.publish(roadmap=roadmap, by=None, at=timezone.now(), note="First version")
    return roadmap


def make_topic(key: str) -> Topic:
    return Topic.objects.create(key=key, title=key.capitalize())


def make_option(step: Step, key: str, **fields: Any) -> Option:
    return Option.objects.create(step=step, key=key, title=key.capitalize(), **fields)


class _Fields(HTMLParser):
    """Collects what a browser would send for the form with an id."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.values: dict[str, list[str]] = {}
        self.select: str | None = None
        self.area: str | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not self.inside:
            return
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in ("submit", "file"):
            is_box = given.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in given:
                value = given.get("value", "on" if is_box else "")
                self.values.setdefault(name, []).append(value or "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.values.setdefault(self.select, []).append(given.get("value") or "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        self.select = None if tag == "select" else self.select
        self.area = None if tag == "textarea" else self.area

    def handle_data(self, data: str) -> None:
        if self.inside and self.area:
            self.values[self.area][0] += data


def form_values(client: Client, url: str) -> dict[str, list[str]]:
    """What the change or add form at url would send if saved as it is."""
    html = client.get(url).content.decode()
    found = re.search(r'<form [^>]*id="(\w+_form)"', html)
    assert found, html[:2000]
    parser = _Fields(found[1])
    parser.feed(html)
    values = {
        name: [value.removeprefix("\n") for value in sent]
        for name, sent in parser.values.items()
        if "__prefix__" not in name and name != "csrfmiddlewaretoken"
    }
    return values


def page_of(row: Any, page: str = "change") -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
    return reverse(name, args=[row.pk])


def draft_of(roadmap: Roadmap, name: str = "curated_draft") -> str:
    """The address of the roadmap's draft, or of what can be done with it."""
    return reverse(name, args=[roadmap.slug])


def looked_at(client: Client, roadmap: Roadmap) -> str:
    """Try the draft; the digest of all that the page then shows."""
    client.post(draft_of(roadmap, "draft_try"))
    found: str = client.get(draft_of(roadmap)).context["page"].look
    return found


def settle(client: Client, step: Any, fate: str) -> Any:
    """Say what becomes of a step of the version that is in the draft no more."""
    url = reverse("plan_step", args=[step.roadmap.slug, step.key])
    said = client.get(url).context["form"].initial["said"]
    return client.post(url, {"fate": fate, "said": said})


def save(client: Client, url: str, changes: Mapping[str, Any]) -> Any:
    """Open the form at url, change some fields, send it; None takes a field out."""
    values: dict[str, Any] = dict(form_values(client, url))
    for name, value in changes.items():
        if value is None:
            values.pop(name, None)
        else:
            values[name] = value
    return client.post(url, values)


def add_row(
    client: Client, url: str, prefix: str, row: Mapping[str, Any], **changes: Any
) -> Any:
    """save() with one more row in the formset with this prefix."""
    place = int(form_values(client, url)[f"{prefix}-TOTAL_FORMS"][0])
    values = {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return save(client, url, {f"{prefix}-TOTAL_FORMS": place + 1, **values, **changes})


def errors_of(response: Any) -> str:
    """All that the answered page says is wrong, as one text."""
    html = response.content.decode()
    lists = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', html, re.DOTALL)
    text = " ".join(re.sub(r"<[^>]+>", " ", found) for found in lists)
    return " ".join(text.replace("&quot;", '"').replace("&#x27;", "'").split())


def text_of(response: Any) -> str:
    """The HTML of the answer with single spaces."""
    return " ".join(response.content.decode().split())


def new_course(**changes: Any) -> dict[str, Any]:
    """What is typed to make a course with one link."""
    return {
        "title": "New course",
        "key": "new-course",
        "kind": "course",
        "links-TOTAL_FORMS": 1,
        "links-0-url": "https://example.org/new",
        "links-0-kind": "page",
        "links-0-is_primary": "on",
        **changes,
    }
