"""Another option of a step: what it would change is what it then changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.test import Client

from progress.queries.paths import OptionPreview, option_preview
from roadmap.document import MemberDoc
from tests.factories import client_of, make_learner, publish_document, same_catalogue
from tests.progress.on_page import STEP, form_with, get, words
from tests.progress.walker import Walker
from tests.progress.world import way, way_steps
from tests.roadmap.documents import group, make_project, make_step

TORCH_ONLY = replace(
    group(), members=(MemberDoc(step="choose", option="torch"),), number=1
)


def previewed(walker: Walker, key: str) -> OptionPreview | None:
    study, place = walker.study(), walker.place("choose")
    journey = study.head.journey("way")
    assert journey
    return option_preview(study, journey, place.step, key)


def left(walker: Walker) -> int:
    found = walker.tally()
    return found.minutes_total - found.minutes_done


@pytest.mark.parametrize(
    ("say", "counts"),
    [
        (lambda ana: None, 0),
        (lambda ana: ana.read("torch", (0, 1)), 60),
        (lambda ana: ana.read("flow", (0, 2)), 0),
    ],
)
def test_the_hours_are_those_that_are_then_left(
    ana: Walker, say: Callable[[Walker], object], counts: int
) -> None:
    say(ana)
    before, found = left(ana), previewed(ana, "torch")
    ana.choose("choose", "torch")

    assert found
    assert (found.path.minutes_before, found.path.minutes_after) == (before, left(ana))
    assert before != left(ana)
    standing = ana.standing("choose")
    assert (found.minutes, found.counts) == (standing.minutes_total, counts)
    assert standing.minutes_left == found.minutes - counts


@pytest.mark.parametrize("key", ["flow", "keras", ""])
def test_what_is_taken_or_unknown_has_no_preview(ana: Walker, key: str) -> None:
    assert previewed(ana, key) is None


@pytest.fixture
def bob(db: None) -> Iterator[Walker]:
    """On a roadmap in which a step follows one option only."""
    with same_catalogue():
        start, basics, _both, choose, *_rest = way_steps()
        steps = start, basics, choose, make_step("deep", TORCH_ONLY)
        publish_document(way(*steps, make_project("build", "choose")))
        walker = Walker(make_learner())
        walker.join()
        walker.choose("choose", "flow")
        for step in ("start", "basics", "choose"):
            walker.done(step)
        yield walker


def test_what_opens_and_locks_is_what_then_does(bob: Walker) -> None:
    found = previewed(bob, "torch")
    assert found
    assert bob.status("deep") == "locked"
    bob.choose("choose", "torch")

    assert bob.status("deep") == "ready"
    assert (found.opens, found.locks) == (("DEEP",), ())
    back = previewed(bob, "flow")
    assert back
    assert (back.opens, back.locks) == ((), ("DEEP",))


def test_looking_changes_nothing_and_taking_can_be_undone(
    ana: Walker, tab: Client
) -> None:
    before = ana.verbs()
    page = get(tab, f"{STEP}choose/?take=torch")
    assert "What would change with Torch" in words(page)
    assert "Left: " in words(page)
    assert ana.verbs() == before
    response = form_with(page, "Take Torch").send(tab)
    assert response["Location"] == f"{STEP}choose/"
    form_with(get(tab, response["Location"]), "Undo").send(tab)

    assert ana.standing("choose").option == "flow"


def test_a_guest_sees_it_too(world: None) -> None:
    page = get(client_of(), f"{STEP}choose/?take=torch")

    assert form_with(page, "Take Torch").action == f"{STEP}choose/option/"


def test_a_note_beside_it_shows_no_preview(tab: Client) -> None:
    page = words(get(tab, f"{STEP}choose/?take=torch"))

    assert "What would change with Torch" in page
    assert "What it looks like" not in page


def test_what_is_looked_at_is_not_offered_beside_it(ana: Walker) -> None:
    tab = client_of(ana.learner)
    offer = 'href="?take=torch#options"'

    assert offer in words(get(tab, f"{STEP}choose/"))
    assert offer not in words(get(tab, f"{STEP}choose/?take=torch"))
