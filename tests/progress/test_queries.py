"""How often a page asks the database: within its limit, whatever the history holds.

Counted is the whole request, with session, user, BEGIN and COMMIT.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from progress.models import ResourceProgress, StepRecord
from roadmap.models import Resource, Roadmap
from tests.factories import (
    HOW_TO,
    TUESDAY,
    VISION,
    WEEK_5,
    client_of,
    make_event,
    make_learner,
)
from tests.progress.walker import Walker

STEP = f"/roadmaps/{VISION}/steps/convolutional-neural-networks/"
PROJECT = f"/roadmaps/{VISION}/steps/networks-from-scratch/"
HABIT = f"/roadmaps/{VISION}/steps/keep-up-with-research/"
COURSE = "ng-convolutional-neural-networks"


@dataclass(frozen=True)
class View:
    """limit: statements at most, for the learner of these tests."""

    limit: int
    url: str


PAGES = {
    "today": View(8, "/today/"),
    "today, other minutes": View(8, "/today/?minutes=90"),
    "list": View(6, f"/roadmaps/{VISION}/list/"),
    "map": View(6, f"/roadmaps/{VISION}/"),
    "roadmap not walked": View(6, "/roadmaps/how-to-learn-deep-learning/list/"),
    "step": View(9, STEP),
    "locked step": View(9, f"/roadmaps/{VISION}/steps/digit-classifier/"),
    "project": View(9, PROJECT),
    "version": View(6, f"{PROJECT}work/1/"),
    "habit": View(9, HABIT),
    "record, not finished": View(9, f"/roadmaps/{VISION}/record/"),
    "resource": View(9, f"/catalogue/{COURSE}/"),
    "catalogue": View(6, "/catalogue/"),
    "search": View(6, "/catalogue/?q=neural"),
    "roadmaps": View(6, "/roadmaps/"),
    "history": View(6, "/history/"),
    "part of the history": View(8, "/history/?q=networks&kind=steps"),
    "path": View(6, f"/roadmaps/{VISION}/path/"),
    "help": View(3, "/help/"),
    "notes": View(7, "/notes/"),
    "search of notes": View(7, "/notes/?q=gradient"),
}
GUEST_PAGES = {
    "landing": View(2, "/"),
    **{
        name: View(2, PAGES[name].url)
        for name in ("list", "map", "step", "resource", "catalogue", "roadmaps")
    },
}
WRITES = ("INSERT", "UPDATE", "DELETE")
each_view = pytest.mark.parametrize("view", PAGES.values(), ids=PAGES)


@pytest.fixture
def ines(real_roadmaps: None) -> Walker:
    """In the middle of two roadmaps that share a course."""
    walker = Walker(make_learner(name="Ines"), slug=VISION)
    walker.join(aim="research", tracks=("perception",), known=("python",))
    walker.join(WEEK_5)
    walker.done("computer-vision-fundamentals")
    walker.done("neural-networks-and-deep-learning")
    walker.skip("structuring-machine-learning-projects")
    walker.put_off("linear-algebra-for-vision", "hard")
    walker.read(COURSE, (0, 1), step="convolutional-neural-networks")
    walker.hand_in("Forward and backward", step="networks-from-scratch")
    walker.rhythm("keep-up-with-research", 3)
    return walker


@pytest.fixture
def tab(ines: Walker) -> Client:
    client = client_of(ines.learner)
    client.get("/today/")  # what is compiled once a process is compiled now
    return client


def statements(act: Callable[[], HttpResponse], status: int = 200) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = act()
    assert response.status_code == status
    return [query["sql"] for query in captured.captured_queries]


def grow(walker: Walker) -> None:
    """The third roadmap too, ten times the acts, a row for each step and resource."""
    walker.join(HOW_TO)
    learner = walker.learner
    steps = [
        {"step": step, "version": roadmap.current_version}
        for roadmap in Roadmap.objects.published().select_related("current_version")
        for step in roadmap.steps.exclude(records__learner=learner)
    ]
    StepRecord.objects.bulk_create(
        StepRecord(learner=learner, changed_at=TUESDAY, **step) for step in steps
    )
    ResourceProgress.objects.bulk_create(
        ResourceProgress(learner=learner, resource=resource, changed_at=TUESDAY)
        for resource in Resource.objects.exclude(progress__learner=learner)
    )
    for number in range(9):
        walker.hand_in(f"Version {number}", step="networks-from-scratch")
    for number in range(10 * len(walker.verbs())):
        make_event(learner, key=f"{number:064x}", **steps[number % len(steps)])


@each_view
def test_a_page_keeps_its_limit(tab: Client, view: View) -> None:
    tab.get(view.url)
    asked = statements(lambda: tab.get(view.url))

    assert len(asked) <= view.limit, "\n".join(asked)
    assert not [one for one in asked if one.startswith(WRITES)]


@pytest.mark.parametrize("view", GUEST_PAGES.values(), ids=GUEST_PAGES)
def test_a_guest_costs_hardly_anything(real_roadmaps: None, view: View) -> None:
    guest = client_of()
    guest.get(view.url)
    asked = statements(lambda: guest.get(view.url))

    assert len(asked) <= view.limit, "\n".join(asked)


@each_view
def test_a_page_asks_no_more_with_ten_times_the_rows(
    ines: Walker, tab: Client, view: View
) -> None:
    tab.get(view.url)
    before = len(statements(lambda: tab.get(view.url)))
    grow(ines)
    tab.get(view.url)
    after = statements(lambda: tab.get(view.url))

    assert len(after) == before, "\n".join(after)


ON_STEP = {"roadmap": VISION, "step": "convolutional-neural-networks"}
UNITS = f"/catalogue/{COURSE}/units/"
POSTS: dict[str, tuple[str, dict[str, str]]] = {
    "done, all": (f"{STEP}done/", {"how": "all"}),
    "done, enough": (f"{STEP}done/", {"how": "enough"}),
    "known": (f"{STEP}known/", {}),
    "skip": (f"{STEP}skip/", {}),
    "not now": (f"{STEP}not-now/", {"reason": "hard"}),
    "start": (f"/roadmaps/{VISION}/steps/python/start/", {}),
    "did it": (f"{HABIT}habit/", {}),
    "rhythm": (f"{HABIT}rhythm/", {"per_week": "2"}),
    "slice": (UNITS, {"did": "1-2", **ON_STEP}),
    "slice that closes": (UNITS, {"did": "1-4", **ON_STEP}),
    "reached": (UNITS, {"reached": "3", **ON_STEP}),
    "reached, of a resource": (UNITS, {"reached": "3"}),
}
each_post = pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
MOST_FOR_A_CHANGE = 12


def send(tab: Client, post: tuple[str, dict[str, str]], **more: str) -> list[str]:
    """From Today through htmx: the answer holds the new page."""
    url, form = post
    return statements(
        lambda: tab.post(
            url, {**form, "next": "/today/", **more}, headers={"HX-Request": "true"}
        )
    )


MOST_FOR_A_HAND_IN = 15


@pytest.mark.parametrize(
    "url", [f"{PROJECT}work/", f"{PROJECT}hand-in/", f"{PROJECT}done/"]
)
def test_handing_in_keeps_its_limit(ines: Walker, tab: Client, url: str) -> None:
    form = {"text": "New", "number": "2", **{f"level_{n}": "1" for n in range(4)}}
    asked = send(tab, (url, form))

    assert len(asked) <= MOST_FOR_A_HAND_IN, "\n".join(asked)
    grow(ines)
    form |= {
        "text": "Newer",
        "number": str(ines.versions("networks-from-scratch").count() + 1),
    }
    tab.get("/today/")
    again = send(tab, (url, form))
    assert len(again) <= len(asked), "\n".join(again)


@each_post
def test_a_change_keeps_its_limit(
    tab: Client, post: tuple[str, dict[str, str]]
) -> None:
    asked = send(tab, post)

    assert any("INSERT" in statement for statement in asked)
    assert len(asked) <= MOST_FOR_A_CHANGE, "\n".join(asked)


@each_post
def test_a_change_asks_no_more_with_ten_times_the_rows(
    ines: Walker, tab: Client, post: tuple[str, dict[str, str]]
) -> None:
    grow(ines)
    tab.get("/today/")
    asked = send(tab, post)

    assert len(asked) <= MOST_FOR_A_CHANGE, "\n".join(asked)
