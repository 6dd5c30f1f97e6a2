"""A curator at work: the pages of the admin hold what the other pages hold, and what
its scripts add works under the same content policy."""

import pytest
from playwright.sync_api import expect

from roadmap.actions import open_draft
from roadmap.models import Resource, Roadmap, Step
from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.test_accessibility import faults_of
from tests.browser.visitor import Visitor

VISION = "deep-learning-for-visual-recognition"
PAGES = (
    *("/admin/", "/admin/roadmap/resource/", "/admin/roadmap/resource/add/"),
    *("/admin/roadmap/roadmap/", "/admin/roadmap/step/add/", "/admin/roadmap/need/"),
    *("/admin/roadmap/resource/import/", "/admin/roadmap/resource/export/"),
    *("{resource}change/", "{resource}history/", "{step}change/", "{step}history/"),
    *("{roadmap}change/", "{roadmap}check/", "{roadmap}history/"),
)
IN_A_DRAFT = (
    *("{step}change/", "{roadmap}change/", "{roadmap}publish/"),
    "{roadmap}discard/",
)


@pytest.fixture
def curator(visit: OpenVisitor) -> Visitor:
    return visit().sign_in(sample_person("maya"))


def path(pattern: str) -> str:
    """The address of a page of a step with several ways, its roadmap, a resource."""
    step = Step.objects.get(roadmap__slug=VISION, key="choose-a-framework")
    resource = Resource.objects.filter(units__isnull=False).first()
    assert resource
    return pattern.format(
        step=f"/admin/roadmap/step/{step.pk}/",
        roadmap=f"/admin/roadmap/roadmap/{step.roadmap_id}/",
        resource=f"/admin/roadmap/resource/{resource.pk}/",
    )


def faults(curator: Visitor, patterns: tuple[str, ...]) -> dict[str, list[str]]:
    return {
        pattern: found
        for pattern in patterns
        if (found := faults_of(curator.open(path(pattern))))
    }


def test_pages_of_the_admin_are_for_everybody(curator: Visitor) -> None:
    assert faults(curator, PAGES) == {}


def test_pages_of_a_draft_are_for_everybody(curator: Visitor) -> None:
    open_draft(roadmap=Roadmap.objects.get(slug=VISION))
    assert faults(curator, IN_A_DRAFT) == {}


def test_markdown_is_shown_below_its_field(curator: Visitor) -> None:
    page = curator.open(path("{resource}change/"))
    page.get_by_label("Summary").fill("**Bold** <script>alert(1)</script>")
    page.get_by_role("button", name="Preview").first.click()
    shown = page.locator(".preview").first
    expect(shown.locator("strong")).to_have_text("Bold")
    expect(shown).to_contain_text("<script>alert(1)</script>")


def test_without_script_the_preview_is_a_page(visit: OpenVisitor) -> None:
    curator = visit(java_script_enabled=False).sign_in(sample_person("maya"))
    page = curator.open(path("{resource}change/"))
    page.get_by_label("Summary").fill("**Bold**")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").first.click()
    expect(opened.value.locator("main strong")).to_have_text("Bold")


def test_a_circle_is_refused_with_what_was_typed_kept(curator: Visitor) -> None:
    open_draft(roadmap=Roadmap.objects.get(slug=VISION))
    page = curator.open(path("{step}change/"))
    page.get_by_text("Add another Need").click()
    row = page.locator("#needs-group tr.dynamic-needs").last
    row.get_by_role("combobox", name="Step", exact=True).click()
    page.locator(".select2-results__option", has_text="The digit classifier").click()
    page.get_by_role("button", name="Save", exact=True).first.click()
    wrong = page.locator("#needs-group .errorlist")
    expect(wrong).to_contain_text("“The digit classifier” needs “Choose a framework”")
    expect(page.locator("#needs-group")).to_contain_text("The digit classifier")


def test_enter_saves_and_does_not_preview(curator: Visitor) -> None:
    page = curator.open(path("{resource}change/"))
    page.get_by_label("Title", exact=False).first.fill("A better title")
    page.get_by_label("Title", exact=False).first.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("A better title")
    assert len(page.context.pages) == 1


def test_nothing_is_kept_in_the_browser(curator: Visitor) -> None:
    page = curator.open("/admin/roadmap/resource/")
    kept = "[localStorage.length, sessionStorage.length]"
    assert page.evaluate(kept) == [0, 0]
