"""Documents written as drafts, over nothing and over what was there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap import drafts
from roadmap.additions import AddressTaken, BadAddress
from roadmap.document import (
    AimDoc,
    Document,
    LinkDoc,
    MemberDoc,
    OptionDoc,
    RelationDoc,
    StageDoc,
    UnitDoc,
    dump,
    parse,
)
from roadmap.drafts import write_draft
from roadmap.models import (
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
)
from roadmap.reading import document_of
from tests.roadmap.documents import (
    group,
    make_choice,
    make_document,
    make_project,
    make_resource,
    make_step,
    slot,
    use,
)
from tests.roadmap.rows import make_resource as make_row
from tests.roadmap.seeded import Content
from tests.roadmap.valid_documents import RESOURCES, valid_documents
from tests.tries import tries

pytestmark = pytest.mark.django_db

DRAFT = (Roadmap, Stage, Step, Option, StepResource, NeedGroup, Need)


def stored() -> Document:
    return document_of(Roadmap.objects.get(slug="way"))


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def changed(document: Document, **fields: Any) -> Document:
    return replace(document, roadmap=replace(document.roadmap, **fields))


@settings(
    max_examples=tries(15),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(valid_documents(), min_size=2, max_size=3))
def test_whatever_is_written_over_whatever_is_read_back(
    written: list[Document],
) -> None:
    with undone():
        for document in written:
            write_draft(document)

            found = stored()

            assert found.roadmap == document.roadmap
            assert {one.key for one in found.resources} <= {"r1", "r2", "r3"}


def test_a_written_document_is_read_back_byte_for_byte(content: Content) -> None:
    for slug, text in content.texts.items():
        with undone():
            write_draft(parse(text))

            assert dump(document_of(Roadmap.objects.get(slug=slug))) == text


def test_the_three_roadmaps_fit_into_one_catalogue(content: Content) -> None:
    for text in content.texts.values():
        write_draft(parse(text))

    for slug, text in content.texts.items():
        assert dump(document_of(Roadmap.objects.get(slug=slug))) == text


def test_it_says_what_was_made_and_what_was_kept() -> None:
    make_row("book")
    document = make_document(
        resources=(make_resource("book"), make_resource("other")),
    )

    written = write_draft(document)

    assert (written.made, written.kept) == (["other"], ["book"])
    assert written.roadmap.draft_is_open


def test_resources_that_are_here_stay_as_they_are() -> None:
    mine = make_row("book", title="My own title", total=12, unit="page")

    write_draft(make_document())

    mine.refresh_from_db()
    assert (mine.title, mine.total, mine.unit) == ("My own title", 12, "page")
    assert mine.links.count() == 1


def test_a_new_resource_comes_with_all_that_belongs_to_it() -> None:
    step = make_step("a", slots=(slot(use("r1")),))

    write_draft(make_document(step, resources=RESOURCES))

    found = {one.key: one for one in stored().resources}

    assert found == {one.key: one for one in RESOURCES}
    assert {topic.title for topic in Topic.objects.all()} == {"Algebra", "Vision"}


def test_a_new_relation_may_lead_to_what_is_here() -> None:
    make_row("old")
    new = make_resource("book", relations=(RelationDoc(kind="replaced_by", to="old"),))

    write_draft(make_document(resources=(new, make_resource("old"))))

    assert Resource.objects.get(key="book").relations.get().to.key == "old"


def test_writing_the_same_again_writes_nothing() -> None:
    document = make_document(
        make_step("a"),
        make_choice("c", "x", "y"),
        make_project("b", "a", group("c", k=1)),
    )
    write_draft(document)
    before = [list(model.objects.values_list("pk", flat=True)) for model in DRAFT]
    lines = [model.history.count() for model in DRAFT[1:]]

    write_draft(document)

    assert before == [
        list(model.objects.values_list("pk", flat=True)) for model in DRAFT
    ]
    assert lines == [model.history.count() for model in DRAFT[1:]]


def test_a_step_that_is_left_out_is_taken_out_of_use() -> None:
    write_draft(make_document(make_step("a"), make_step("b", "a")))
    row = Step.objects.get(key="b")

    write_draft(make_document(make_step("a")))

    row.refresh_from_db()
    assert row.is_retired
    assert [line.is_retired for line in row.history.order_by("pk")] == [False, True]


def test_a_step_that_comes_back_is_the_same_row() -> None:
    both = make_document(make_step("a"), make_step("b", "a"))
    write_draft(both)
    row = Step.objects.get(key="b")
    write_draft(make_document(make_step("a")))

    write_draft(both)

    assert Step.objects.get(key="b").pk == row.pk
    assert stored() == both


def test_an_earlier_step_that_was_never_here_is_made_out_of_use() -> None:
    document = make_document(make_step("a", was=("older",)))

    write_draft(document)

    assert Step.objects.get(key="older").is_retired
    assert stored().roadmap.steps[0].was == ("older",)


def test_a_lost_option_goes_although_others_needed_it() -> None:
    write_draft(
        make_document(
            make_choice("c", "x", "y"),
            make_step("kept", group_of_option("c", "y")),
            make_step("left", group_of_option("c", "y")),
        )
    )

    write_draft(make_document(make_choice("c", "x"), make_step("kept", "c")))

    assert [option.key for option in Option.objects.all()] == ["x"]
    assert Step.objects.get(key="left").is_retired


def group_of_option(step: str, option: str) -> Any:
    return replace(group(step), members=(MemberDoc(step=step, option=option),))


@pytest.mark.parametrize("first", [0, 1])
def test_the_default_may_move_to_another(first: int) -> None:
    keys = ("research", "industry")

    def with_default(place: int) -> Document:
        aims = tuple(
            AimDoc(key=key, title=key, default=key == keys[place]) for key in keys
        )
        ways = tuple(
            OptionDoc(key=key, title=key, default=key == keys[place]) for key in keys
        )
        choice = replace(make_choice("c", *keys), options=ways)
        return make_document(choice, aims=aims)

    write_draft(with_default(first))
    write_draft(with_default(1 - first))

    assert stored() == with_default(1 - first)


def test_a_stage_that_is_left_out_goes_and_its_steps_out_of_use_move() -> None:
    two = tuple(StageDoc(key=key, title=key) for key in ("begin", "end"))
    write_draft(make_document(make_step("a"), make_step("b", stage="end"), stages=two))

    write_draft(make_document(make_step("a")))

    assert [stage.key for stage in Stage.objects.all()] == ["begin"]
    assert Step.objects.get(key="b").stage.key == "begin"


def test_words_and_structure_are_written_over() -> None:
    write_draft(make_document(title="Before"))

    write_draft(make_document(make_step("a", title="New"), title="After"))

    assert Roadmap.objects.get().title == "After"
    assert Step.objects.get(key="a").title == "New"


def test_a_failure_in_the_middle_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise IntegrityError("in the middle")

    monkeypatch.setattr(drafts, "write_parts", fail)
    with pytest.raises(IntegrityError):
        write_draft(make_document())

    assert not Roadmap.objects.exists()
    assert not Resource.objects.exists()
    assert not Step.objects.exists()


def with_links(*links: LinkDoc) -> Document:
    return make_document(resources=(make_resource("book", links=links),))


def test_an_address_of_another_resource_is_refused_by_its_name() -> None:
    make_row("mine", title="Mine")
    document = with_links(LinkDoc(url="http://www.example.org/mine/", primary=True))

    with pytest.raises(AddressTaken, match='leads to "Mine" already'):
        write_draft(document)

    assert not Resource.objects.filter(key="book").exists()


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org:99999/",
        "https://example.org/" + "ä" * 400,
    ],
    ids=["port", "length"],
)
def test_an_address_that_cannot_be_stored_is_refused(url: str) -> None:
    with pytest.raises(BadAddress, match="Book"):
        write_draft(with_links(LinkDoc(url=url, primary=True)))

    assert not Resource.objects.exists()


def test_two_spellings_of_one_address_are_refused() -> None:
    twice = (
        LinkDoc(url="https://example.org/a", primary=True),
        LinkDoc(url="http://example.org/a/"),
    )

    with pytest.raises(AddressTaken):
        write_draft(with_links(*twice))

    assert not Link.objects.exists()


def test_units_keep_their_parts() -> None:
    units = (UnitDoc(number=2, title="Second", minutes=90),)
    document = make_document(resources=(make_resource("book", units=units),))

    write_draft(document)

    assert stored().resources[0].units == units


def test_a_need_without_its_group_is_never_dropped() -> None:
    write_draft(make_document(make_step("a"), make_step("b", "a")))
    NeedGroup.objects.all().delete()

    needs = stored().roadmap.steps[1].needs

    assert needs == make_step("b", "a").needs
