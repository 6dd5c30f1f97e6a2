"""Whatever is sent in whichever field: an answer in words, never a failure."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap.models import Resource, Roadmap, Step, Topic
from tests.roadmap.admin.sample import (
    draft_of,
    errors_of,
    form_values,
    make_option,
    make_resource,
    make_topic,
    new_course,
    page_of,
    save,
)
from tests.tries import tries

ODD = st.sampled_from(
    [
        *("", "0", "-1", "1", "2", "1e9", "9" * 40, "x", "on", "\x00", "\u202e", "1-4"),
        *("nan", "[]", "{}", "null", "../..", "<script>", "https://[", "a" * 5_000),
        *("1 | A\n- video | 1 | B", "- video | 1 | B", "٣", "first", "required"),
    ]
)
ANYTHING = st.one_of(ODD, st.text(max_size=30))
ANSWERS = {200, 302, 400, 404}

few = settings(
    max_examples=tries(30), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace, so that each example starts alike."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent(names: list[str]) -> Any:
    """Some of these fields with anything in them, once or twice."""
    values = st.one_of(ANYTHING, st.lists(ANYTHING, max_size=2))
    return st.dictionaries(st.sampled_from(names), values, max_size=4)


@pytest.fixture
def rich(draft: Roadmap) -> Step:
    """A step with a row of each kind, and a resource with all sorts of rows."""
    step: Step = draft.steps.get(key="networks")
    make_option(step, "torch")
    course = step.uses.get().resource
    course.topics.add(make_topic("vision"))
    course.needs.create(needed=make_resource("other"), strength="required")
    return step


def send_anything(curator: Client, url: str, *more: str) -> None:
    """The form at url, with anything in some of its fields and in those of more."""
    values = form_values(curator, url)

    @few
    @given(sent([*values, *more]))
    def send(changes: dict[str, object]) -> None:
        with undone():
            assert curator.post(url, values | changes).status_code in ANSWERS

    send()


@pytest.mark.parametrize("kind", ["open step", "closed step", "resource", "roadmap"])
def test_any_field_of_a_page(curator: Client, rich: Step, kind: str) -> None:
    Roadmap.objects.update(draft_is_open=kind != "closed step")
    pages = {"resource": rich.uses.first().resource, "roadmap": rich.roadmap}
    url = page_of(pages.get(kind, rich))
    send_anything(curator, url, "place", "uses-0-units", "when-tracks")


@pytest.mark.parametrize("name", ["resource", "roadmap", "step", "topic", "link"])
def test_any_field_of_a_new_row(curator: Client, rich: Step, name: str) -> None:
    url = reverse(f"admin:roadmap_{name}_add")
    send_anything(curator, url, "links-0-url", "links-TOTAL_FORMS")


@few
@given(data=st.data())
def test_any_action_on_any_rows(
    curator: Client, rich: Step, data: st.DataObject
) -> None:
    names = [
        *("action", "_selected_action", "apply", "level", "cost", "topic"),
        *("index", "select_across"),
    ]
    url = reverse("admin:roadmap_resource_changelist")
    start = {"action": "set_several", "_selected_action": str(rich.uses.first().pk)}
    values = start | data.draw(sent(names))
    with undone():
        assert curator.post(url, values).status_code in ANSWERS


@few
@given(data=st.data())
def test_any_answer_to_publishing_and_importing(
    curator: Client, rich: Step, data: st.DataObject
) -> None:
    publish = draft_of(rich.roadmap, "draft_publish")
    values = data.draw(sent(["note", "looked_at"]))
    with undone():
        assert curator.post(publish, values).status_code in {*ANSWERS, 409, 422}
    names = ["import_file_name", "original_file_name", "format", "resource"]
    start = dict.fromkeys(names, "0")
    confirm = reverse("admin:roadmap_need_process_import")
    assert curator.post(confirm, start | data.draw(sent(names))).status_code in ANSWERS


@few
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "p", "o", "look", "use", "kind"]), ANYTHING
    )
)
def test_any_query_of_a_list(
    curator: Client, rich: Step, query: dict[str, str]
) -> None:
    for name in ("resource", "step"):
        url = reverse(f"admin:roadmap_{name}_changelist")
        assert curator.get(url, query).status_code in ANSWERS


@pytest.mark.parametrize("text", ["\x07bell", "turn\u202earound", "mark\u200f"])
def test_what_nobody_sees_is_refused_at_its_field(
    curator: Client, rich: Step, text: str
) -> None:
    for changes in (
        {"title": text},
        {"can_do": text},
        {"rubric-0-criterion": text, "kind": "project"}
        | {f"rubric-0-level{n}": "x" for n in range(3)},
        {"uses-0-note": text},
        {"groups-0-reason": text},
    ):
        assert "cannot be seen" in errors_of(save(curator, page_of(rich), changes))


@pytest.mark.parametrize("key", ["Upper", "-a", "a-", "a--", "a b", "ä", ""])
def test_keys_that_no_document_takes_are_refused(
    curator: Client, db: None, key: str
) -> None:
    add = reverse("admin:roadmap_resource_add")
    assert errors_of(save(curator, add, new_course(key=key)))
    topic = reverse("admin:roadmap_topic_add")
    assert errors_of(save(curator, topic, {"title": "T", "key": key}))
    assert not Resource.objects.exists()
    assert not Topic.objects.exists()
