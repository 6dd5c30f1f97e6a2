"""Any roadmap, with what somebody has done of it, is read as it was written."""

from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from curating.lists.reading import read_list
from curating.lists.writing import write
from curating.queries.tick_sheet import ENDLESS, TICKED, Taker, sheet_of
from curating.ticks.finding import find_ticks
from curating.ticks.types import Place, first_uses
from progress.engine.state import Standing
from progress.queries.resources import scope_of
from roadmap.document import Document, RoadmapDoc
from tests.curating.test_writing import texts
from tests.roadmap.valid_documents import valid_documents
from tests.tries import TIMES

SITE = "https://waymark.example"
STATUSES = (*TICKED, "ready", "locked", "skipped", "waived", "off_track")


def renamed(document: Document, draw: st.DataObject) -> Document:
    """The same with titles in which everything stands that may stand in one."""
    titles: st.SearchStrategy[str] = texts.filter(lambda text: bool(text.strip()))
    body = document.roadmap
    steps = tuple(_changed(step, title=draw.draw(titles)) for step in body.steps)
    stages = tuple(_changed(stage, title=draw.draw(titles)) for stage in body.stages)
    roadmap: RoadmapDoc = _changed(
        body, steps=steps, stages=stages, title=draw.draw(titles), summary="- [x] a"
    )
    resources = tuple(
        _changed(one, title=draw.draw(titles)) for one in document.resources
    )
    return Document(roadmap=roadmap, resources=resources)


def _changed(value: Any, **fields: Any) -> Any:
    return type(value)(
        **{name: getattr(value, name) for name in value.__slots__} | fields
    )


def taker_of(document: Document, statuses: dict[str, Any], read: set[str]) -> Taker:
    """Somebody with these standings who has read these resources to the end."""
    resources = {one.key: one for one in document.resources}
    places = {step.key: n for n, step in enumerate(document.roadmap.steps)}
    version = SimpleNamespace(
        number=3, roadmap=document.roadmap, graph=SimpleNamespace(place=places)
    )
    standings = {key: Standing(status=status) for key, status in statuses.items()}
    study = SimpleNamespace(
        standings=lambda journey: standings,
        head=SimpleNamespace(catalogue=SimpleNamespace(resources=resources)),
        engine=SimpleNamespace(effective=dict.fromkeys(read, ((0, 99),))),
    )
    journey = SimpleNamespace(roadmap=document.roadmap, slug="way", compiled=version)
    return Taker(
        cast(Any, study), cast(Any, journey), lambda address: f"{SITE}{address}"
    )


@settings(max_examples=40 * TIMES, deadline=None)
@given(valid_documents(), st.data())
def test_the_same_steps_are_ticked_when_it_is_read(
    document: Document, draw: st.DataObject
) -> None:
    document = renamed(document, draw)
    steps = document.roadmap.steps
    statuses = {step.key: draw.draw(st.sampled_from(STATUSES)) for step in steps}
    read = draw.draw(st.sets(st.sampled_from([one.key for one in document.resources])))
    resources = {one.key: one for one in document.resources}

    text = write(sheet_of(taker_of(document, statuses, read)))
    ticks = find_ticks(read_list(text, name="way.md"), document.roadmap, resources)

    assert all(tick.is_sure and tick.by == "address" for tick in ticks)
    assert {tick.places[0] for tick in ticks} == {
        Place(step.key, key)
        for step in steps
        for key, use in {"": None, **first_uses(step)}.items()
        if (
            scope_of(resources[key], use) and key in read
            if key
            else statuses[step.key] in TICKED and step.kind not in ENDLESS
        )
    }
