"""Ways through a step, and what to take."""

from django.test import Client

from roadmap.models import Need, Option, Step, StepResource
from tests.roadmap.admin.sample import (
    add_row,
    errors_of,
    form_values,
    make_option,
    make_resource,
    page_of,
    save,
)


def test_ways_are_added_and_one_is_proposed(curator: Client, basics: Step) -> None:
    row = {"title": "PyTorch", "key": "pytorch", "aims": ["research"], "position": "1"}
    added = add_row(curator, page_of(basics), "options", row | {"is_default": "on"})
    assert added.status_code == 302, errors_of(added)
    assert basics.options.get().aims == ["research"]
    second = row | {"title": "TF", "key": "tf", "is_default": "on"}
    both = add_row(curator, page_of(basics), "options", second)
    assert "Only one way is proposed" in errors_of(both)
    other = add_row(
        curator, page_of(basics), "options", second, **{"options-0-is_default": None}
    )
    assert other.status_code == 302, errors_of(other)
    assert basics.options.get(is_default=True).key == "tf"


def test_the_key_of_a_way_stays(curator: Client, basics: Step) -> None:
    way = make_option(basics, "pytorch")
    save(curator, page_of(basics), {"options-0-key": "other", "options-0-title": "PT"})
    way.refresh_from_db()
    assert (way.key, way.title) == ("pytorch", "PT")


def test_units_of_a_use_are_held_against_its_resource(
    curator: Client, basics: Step
) -> None:
    assert form_values(curator, page_of(basics))["uses-0-units"] == ["1-4"]
    assert save(curator, page_of(basics), {"uses-0-units": "5-"}).status_code == 302
    use = basics.uses.get()
    assert (use.start, use.end) == (4, 10)
    response = save(curator, page_of(basics), {"uses-0-units": "5-11"})
    assert "“Vision basics course” has only 10" in errors_of(response)
    wrong = save(curator, page_of(basics), {"uses-0-units": "five"})
    assert "Write one number or two" in errors_of(wrong)


def test_a_use_is_added_and_taken_out(curator: Client, basics: Step) -> None:
    book = make_resource("book")
    row = {"slot": "1", "resource": book.pk, "role": "instead", "position": "2"}
    assert add_row(curator, page_of(basics), "uses", row).status_code == 302
    assert basics.uses.get(resource=book).start is None
    save(curator, page_of(basics), {"uses-0-DELETE": "on"})
    assert basics.uses.get().resource == book
    assert StepResource.history.filter(history_type="-").count() == 1


def test_the_same_use_twice_is_refused(curator: Client, basics: Step) -> None:
    row = {
        "slot": "1",
        "resource": basics.uses.get().resource_id,
        "role": "primary",
        "position": "2",
    }
    response = add_row(curator, page_of(basics), "uses", row)
    assert response.status_code == 200
    assert "already" in errors_of(response) or "twice" in errors_of(response)


def test_a_way_that_leaves_takes_its_uses_along(curator: Client, basics: Step) -> None:
    way = make_option(basics, "pytorch")
    basics.uses.update(option=way)
    response = save(curator, page_of(basics), {"options-0-DELETE": "on"})
    assert "This way is being removed" in errors_of(response)
    both = {"options-0-DELETE": "on", "uses-0-DELETE": "on"}
    assert save(curator, page_of(basics), both).status_code == 302
    assert not Option.objects.exists()


def test_a_way_that_another_step_needs_stays(
    curator: Client, basics: Step, networks: Step
) -> None:
    way = make_option(basics, "pytorch")
    Need.objects.filter(step=networks).update(needed_option=way)
    response = save(curator, page_of(basics), {"options-0-DELETE": "on"})
    assert "protected" in errors_of(response)
    assert Option.objects.filter(pk=way.pk).exists()
