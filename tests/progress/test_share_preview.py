"""What another share of the week would mean, said before it is taken."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from progress.models import ShareKind
from progress.path_answers import PathAnswers, answers_of, weight_of
from progress.queries.shares import SharePreview, share_preview
from tests.factories import client_of, make_learner
from tests.progress.on_page import form_with, get, words
from tests.progress.walker import Walker

PATH = "/roadmaps/way/path/"
FIRST = {"share_kind": "first", "preview": "1", "key": "k"}


@pytest.fixture
def ana(ana: Walker) -> Walker:
    """On two roadmaps, five hours a week."""
    ana.learner.minutes_per_week = 300
    ana.learner.save()
    ana.join("other")
    return ana


def looked(ana: Walker, slug: str = "way", **more: object) -> SharePreview | None:
    study = ana.study()
    journey = study.head.journey(slug)
    assert journey is not None
    return share_preview(study, journey, PathAnswers(**more))


def minutes(preview: SharePreview | None) -> dict[str, tuple[int, int]]:
    assert preview is not None
    return {one.title: (one.before, one.after) for one in preview.shares}


@pytest.mark.parametrize(
    ("kind", "percent", "way", "other"),
    [
        ("first", None, 200, 100),
        ("percent", 100, 200, 100),
        ("percent", 25, 100, 200),
        ("percent", 1, 5, 295),
    ],
)
def test_each_roadmap_says_how_much_it_has(
    ana: Walker, kind: str, percent: int | None, way: int, other: int
) -> None:
    found = looked(ana, share_kind=ShareKind(kind), share_percent=percent)

    assert minutes(found) == {"Way": (150, way), "Other": (150, other)}


def test_half_of_everything_is_an_equal_share(ana: Walker) -> None:
    assert weight_of("percent", 50) == weight_of("equal", None)
    assert looked(ana, share_kind=ShareKind.PERCENT, share_percent=50) is None


def test_the_parts_make_the_week(ana: Walker) -> None:
    ana.learner.minutes_per_week = 400
    ana.learner.save()
    found = minutes(looked(ana, share_kind=ShareKind.PERCENT, share_percent=17))

    assert [sum(column) for column in zip(*found.values(), strict=True)] == [400, 400]


def test_what_rests_is_out_and_named(ana: Walker) -> None:
    ana.pause(slug="other")
    found = looked(ana, share_kind=ShareKind.FIRST)

    assert minutes(found) == {"Way": (300, 300)}
    assert found is not None
    assert (found.out, found.rests) == (("Other",), False)


def test_a_share_of_what_rests_counts_later(ana: Walker) -> None:
    ana.pause()
    found = looked(ana, share_kind=ShareKind.FIRST)

    assert minutes(found) == {"Other": (300, 300)}
    assert found is not None
    assert (found.out, found.rests) == (("Way",), True)


def test_a_rest_of_everything_leaves_no_share(ana: Walker) -> None:
    ana.learner.paused_from = date(2026, 8, 1)
    ana.learner.save()
    found = looked(ana, share_kind=ShareKind.FIRST)

    assert found == SharePreview((), ("Way", "Other"), 300, rests=True)


def test_a_finished_roadmap_is_out(ana: Walker) -> None:
    for step in ana.study().head.journey("other").roadmap.steps:  # type: ignore[union-attr]
        ana.done(f"other/{step.key}")
    assert ana.tally("other").finished
    found = looked(ana, share_kind=ShareKind.FIRST)

    assert minutes(found) == {"Way": (300, 300)}


def test_a_share_that_stays_says_nothing(ana: Walker) -> None:
    assert looked(ana) is None
    assert looked(ana, tracks=("eyes",)) is None


def test_a_guest_has_no_week(ana: Walker) -> None:
    study = ana.study()
    journey = study.head.journey("way")
    guest = replace(study, head=replace(study.head, learner=None))
    assert journey is not None

    assert (
        share_preview(guest, journey, PathAnswers(share_kind=ShareKind.FIRST)) is None
    )


def test_a_weight_is_the_one_that_ranks(ana: Walker) -> None:
    ana.change_path(share_kind=ShareKind.PERCENT, share_percent=30)
    study = ana.study()
    journey = study.head.journey("way")
    assert journey is not None
    assert journey.enrolment is not None

    assert (
        study.walk(journey).choice.share == answers_of(journey.enrolment).weight == 60
    )


# The page


def test_the_page_says_it_in_words(ana: Walker) -> None:
    tab = client_of(ana.learner)
    page = tab.post(PATH, FIRST)

    assert "How your week is shared" in words(page)
    assert "Way: about 3 h 20 a week instead of 2 h 30." in words(page)
    assert "Other: about 1 h 40 a week instead of 2 h 30." in words(page)
    assert "Together that is your week of 5 h." in words(page)
    assert re.search(
        r"No step comes or goes\..*Left: \d+ h( \d\d)?, as now\.", words(page)
    )
    assert ana.enrolment().share_kind == "equal"
    form_with(page, "Change my path").send(tab, share_kind="first")
    assert ana.enrolment().share_kind == "first"


def test_the_same_share_is_said_so(ana: Walker) -> None:
    ana.pause(slug="other")
    page = words(client_of(ana.learner).post(PATH, FIRST))

    assert "Way has your whole week, 5 h: no other roadmap takes part now." in page
    assert "because they rest or are finished: Other" in page


def test_a_path_that_changes_without_its_share_says_nothing_of_the_week(
    ana: Walker,
) -> None:
    page = client_of(ana.learner).post(PATH, {"tracks": "eyes", "preview": "1"})

    assert "What would change" in words(page)
    assert "How your week is shared" not in words(page)


def test_looking_at_a_share_asks_no_more_than_the_page(ana: Walker) -> None:
    tab = client_of(ana.learner)
    get(tab, PATH)
    counts = {}
    for name, form in {"track": {"tracks": "eyes"}, "share": FIRST}.items():
        with CaptureQueriesContext(connection) as asked:
            assert tab.post(PATH, {**form, "preview": "1"}).status_code == 200
        counts[name] = len(asked)

    assert counts["share"] == counts["track"] <= 6


def test_somebody_who_does_not_walk_it_looks_at_nothing(world: None) -> None:
    stranger: Client = client_of(make_learner())

    assert stranger.post(PATH, FIRST).status_code == 404
