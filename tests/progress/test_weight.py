"""What a page of the study weighs, and that it asks nobody else for anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from config.env import ROOT
from curating.demo_all import make_site
from curating.models import ListImport
from curating.queries.desk import SHOWN
from progress.demo import DOMAIN
from progress.models import ProgressEvent
from roadmap.catalogue import catalogue, current_revision
from roadmap.document import parse
from roadmap.models import Link, Resource, Roadmap
from tests.factories import client_of, load_content, rows_for_a_while

MOST_HTML = 60_000
MOST_CSS = 30_000
MOST_JS = 15_000
PEOPLE = ("ines", "noor", "tomas", "maya", "")


@dataclass
class Page(HTMLParser):
    """What one page is made of. loads: addresses that a browser fetches by itself."""

    loads: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        self.ids += [found["id"]] if "id" in found else []
        self.odd += [name for name in found if name == "style" or name[:2] == "on"]
        self.odd += [tag] if tag in ("style", "base", "iframe", "object") else []
        if tag == "script" and "src" not in found:
            self.odd.append("inline script")
        names = {"a": (), "form": (), "link": ("href",), "use": ("href",)}
        for name in names.get(tag, ("src", "srcset", "data", "href", "poster")):
            self.loads += [found[name]] if name in found else []

    def sent(self, folder: str) -> list[str]:
        """Our own files of one folder, once each."""
        paths = (urlsplit(address).path for address in self.loads)
        return sorted({path for path in paths if path.startswith(f"/static/{folder}/")})


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def weight(paths: list[str]) -> int:
    found = [finders.find(path.removeprefix("/static/")) for path in paths]
    assert None not in found
    return sum((ROOT / str(file)).stat().st_size for file in found)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    def make() -> None:
        load_content()
        make_site(timezone.now())

    with rows_for_a_while(django_db_blocker, make):
        yield


def tab_of(name: str) -> Client:
    found = User.objects.get(email=f"{name}@{DOMAIN}") if name else None
    return client_of(found)


def addresses(person: str) -> Iterator[str]:
    """Every page of the study that this person can look at."""
    shown = catalogue(current_revision())
    yield from ("/help/", "/catalogue/", "/catalogue/?q=learning", "/roadmaps/")
    yield from ("/today/", "/today/?minutes=10", "/history/") if person else ("/",)
    for roadmap in Roadmap.objects.published():
        home = f"/roadmaps/{roadmap.slug}/"
        yield from (home, f"{home}list/", f"{home}list/?show=open&show=tracks")
        yield from [f"{home}join/"] if person == "noor" else []
        if person in ("ines", ""):
            steps = parse(roadmap.current_version.document).roadmap.steps
            yield from (f"{home}steps/{step.key}/" for step in steps)
    if person in ("ines", ""):
        yield from (f"/catalogue/{key}/" for key in shown.resources)
    if person == "maya":
        yield from (f"/curate/?show={show}" for show in SHOWN)
        draft = "/curate/roadmaps/csoc-ml-week-5/"
        yield from ("/curate/roadmaps/", draft, f"{draft}plan/cnn-course/")
        yield from (f"{draft}{name}/" for name in ("discard", "history", "versions"))
        yield "/curate/told/"
        yield "/curate/lists/"
        for taken in ListImport.objects.values_list("pk", flat=True):
            yield from (f"/curate/lists/{taken}/", f"/curate/lists/{taken}/draft/")
        yield from (f"/curate/links/{link.pk}/" for link in Link.objects.all()[:12])
    if person == "ines":
        newest = ProgressEvent.objects.filter(learner__email=f"ines@{DOMAIN}")
        heads = newest.filter(key__isnull=False).order_by("-pk")[:12]
        yield from (f"/history/{event.pk}/" for event in heads)
        yield "/history/?kind=steps&since=2020-01-01&q=networks"
        yield "/roadmaps/csoc-ml-week-5/path/"
        yield "/roadmaps/csoc-ml-week-5/record/"


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.django_db
def test_pages_are_light_and_load_nothing_from_elsewhere(
    demo: None, person: str
) -> None:
    tab = tab_of(person)
    faults = {url: list(faults_of(tab, url)) for url in addresses(person)}

    assert {url: found for url, found in faults.items() if found} == {}


def faults_of(tab: Client, url: str) -> Iterator[str]:
    response = tab.get(url)
    if response.status_code != 200:
        yield f"status {response.status_code}"
        return
    page = read(response.content.decode())
    if len(response.content) > MOST_HTML:
        yield f"{len(response.content)} bytes"
    if (css := weight(page.sent("css"))) > MOST_CSS:
        yield f"{css} bytes of CSS"
    if (scripts := weight(page.sent("js"))) > MOST_JS:
        yield f"{scripts} bytes of JavaScript"
    paints = "data-optimistic" in response.content.decode()
    if paints and "/static/js/optimistic.js" not in page.sent("js"):
        yield "optimistic.js is missing"
    yield from page.odd
    yield from (
        address
        for address in page.loads
        if urlsplit(address).netloc or urlsplit(address).scheme not in ("", "data")
    )
    if page.headings != 1:
        yield f"{page.headings} headings of level 1"
    twice = {one for one in page.ids if page.ids.count(one) > 1}
    yield from (f"id {one} twice" for one in sorted(twice))


@pytest.mark.parametrize(
    ("html", "odd"),
    [
        ("<p style='color:red'>", ["style"]),
        ("<script>alert(1)</script>", ["inline script"]),
        ("<a onclick=x>", ["onclick"]),
        ("<style></style>", ["style"]),
    ],
)
def test_control_code_in_a_page_is_seen(html: str, odd: list[str]) -> None:
    assert read(html).odd == odd


@pytest.mark.parametrize(
    "html",
    [
        "<img src='https://elsewhere.example/a.png'>",
        "<link rel=stylesheet href='//elsewhere.example/a.css'>",
        "<script src='https://elsewhere.example/a.js'></script>",
    ],
)
def test_control_a_foreign_file_is_seen(html: str) -> None:
    assert urlsplit(read(html).loads[0]).netloc == "elsewhere.example"


def test_control_links_may_lead_elsewhere() -> None:
    assert read("<a href='https://elsewhere.example/'>").loads == []


@pytest.mark.django_db
def test_the_content_is_that_of_the_product(demo: None) -> None:
    assert Resource.objects.count() > 60
    assert Roadmap.objects.published().count() == 3
