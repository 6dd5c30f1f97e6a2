"""Addresses of a resource: one main one, known to one resource only."""

import pytest
from django.test import Client
from django.urls import reverse

from roadmap.models import (
    Link,
    Resource,
)
from tests.roadmap.admin.sample import (
    add_row,
    errors_of,
    make_resource,
    new_course,
    page_of,
    save,
)

ADD = "admin:roadmap_resource_add"


def test_an_address_without_scheme_is_taken_for_https(
    curator: Client, db: None
) -> None:
    save(curator, reverse(ADD), new_course(**{"links-0-url": "example.org/new"}))
    assert Link.objects.get().url == "https://example.org/new"


def test_an_address_belongs_to_one_resource(curator: Client, course: Resource) -> None:
    twin = {"links-0-url": "http://www.example.org/course/?utm_source=x"}
    response = save(curator, reverse(ADD), new_course(**twin))
    assert "“Course” has this address already" in errors_of(response)
    assert Resource.objects.count() == 1


def test_the_same_address_twice_on_one_page_is_refused(
    curator: Client, course: Resource
) -> None:
    row = {"url": "https://example.org/two", "kind": "page"}
    both = {
        "links-TOTAL_FORMS": 3,
        **{
            f"links-{place}-{name}": text
            for place in (1, 2)
            for name, text in row.items()
        },
    }
    response = save(curator, page_of(course), both)
    assert "in the list twice" in errors_of(response)
    assert course.links.count() == 1


def test_the_main_address_moves_in_one_save(curator: Client, course: Resource) -> None:
    first = course.links.get()
    row = {"url": "https://example.org/better", "kind": "page", "is_primary": "on"}
    response = add_row(
        curator, page_of(course), "links", row, **{"links-0-is_primary": None}
    )
    assert response.status_code == 302, errors_of(response)
    assert course.links.get(is_primary=True).canonical == "example.org/better"
    moved_back = {"links-0-is_primary": None, "links-1-is_primary": "on"}
    assert save(curator, page_of(course), moved_back).status_code == 302
    assert course.links.get(is_primary=True) == first


def test_two_main_addresses_are_refused(curator: Client, course: Resource) -> None:
    row = {"url": "https://example.org/better", "kind": "page", "is_primary": "on"}
    response = add_row(curator, page_of(course), "links", row)
    assert "Only one address is the main one" in errors_of(response)


def test_links_without_a_main_one_are_refused(
    curator: Client, course: Resource
) -> None:
    response = save(curator, page_of(course), {"links-0-is_primary": None})
    assert "One address has to be the main one" in errors_of(response)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://example.org/x", "http://", "https://[::", "x y"],
)
def test_what_is_no_web_address_is_refused(
    curator: Client, course: Resource, url: str
) -> None:
    response = save(curator, page_of(course), {"links-0-url": url})
    assert response.status_code == 200
    assert errors_of(response)
    assert course.links.get().url == "https://example.org/course"


def test_a_link_has_a_page_of_its_own(curator: Client, course: Resource) -> None:
    link = course.links.get()
    other = make_resource("other")
    forged = {"resource": other.pk, "url": "https://example.org/moved"}
    assert save(curator, page_of(link), forged).status_code == 302
    link.refresh_from_db()
    assert (link.resource, link.canonical) == (course, "example.org/moved")
    add = reverse("admin:roadmap_link_add")
    second = {"resource": course.pk, "url": "https://example.org/2", "is_primary": "on"}
    assert "Another address of this resource" in errors_of(save(curator, add, second))
