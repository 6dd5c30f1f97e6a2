"""The map of a roadmap as a page: what stands on it, its weight, its queries."""

import re
from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from progress.queries.map_nodes import MapNode, status_word
from progress.queries.roadmap_map import MapPage, join_text, roadmap_map
from progress.queries.roadmap_page import roadmap_page
from progress.queries.rows import SECTIONS
from progress.queries.study import head_of, study_of
from roadmap.catalogue import catalogue, current_revision
from roadmap.layout import Join, map_layout
from tests.factories import TUESDAY, client_of, make_learner
from tests.progress.walker import Walker
from tests.roadmap.random_maps import faults

VISION = "deep-learning-for-visual-recognition"
SLUGS = (VISION, "csoc-ml-week-5", "how-to-learn-deep-learning")
MOST_BYTES = 60_000


def map_of(walker: Walker, query: str = "", selected: str = "") -> MapPage:
    """The map of the walker's roadmap as it stands."""
    head = head_of(walker.learner)
    study = study_of(head, TUESDAY.date())
    journey = head.journey(walker.slug)
    assert journey is not None
    page = roadmap_page(study, journey, QueryDict(query))
    return roadmap_map(study, journey, page, selected)


def node(page: MapPage, key: str) -> MapNode:
    return next(one for one in page.nodes if one.row.key == key)


def get(client: Client, slug: str = "way", query: str = "") -> str:
    response = client.get(reverse("roadmap", args=[slug]) + query)
    assert response.status_code == 200
    return response.content.decode()


class TestRealRoadmaps:
    @pytest.mark.parametrize("slug", SLUGS)
    def test_the_page_is_light_for_guests_and_learners(
        self, real_roadmaps: None, slug: str
    ) -> None:
        walker = Walker(make_learner(), slug=slug)
        walker.join()
        for client in (Client(), client_of(walker.learner)):
            assert len(get(client, slug).encode()) <= MOST_BYTES

    @pytest.mark.parametrize("slug", SLUGS)
    def test_the_drawing_is_clean_and_fits_beside_the_panel(
        self, real_roadmaps: None, slug: str
    ) -> None:
        journey = head_of(None).journey(slug)
        assert journey is not None
        layout = map_layout(journey.roadmap)
        assert faults(layout) == []
        assert not any(box.is_cut for box in layout.boxes)
        assert layout.width <= 840

    @pytest.mark.parametrize("slug", SLUGS)
    def test_every_step_is_a_named_link(self, real_roadmaps: None, slug: str) -> None:
        html = get(Client(), slug)
        card = next(
            one for one in catalogue(current_revision()).roadmaps if one.slug == slug
        )
        links = re.findall(r'<a class="node [^>]*aria-label="[^"]+\."', html)
        assert len(links) == card.step_count

    def test_a_page_of_the_largest_takes_few_queries(
        self,
        real_roadmaps: None,
        django_assert_max_num_queries: Callable[..., object],
    ) -> None:
        walker = Walker(make_learner(), slug=VISION)
        walker.join()
        client = client_of(walker.learner)
        get(client, VISION)
        with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
            get(client, VISION)

    def test_a_need_that_does_not_hold_on_ones_track_is_faint(
        self, real_roadmaps: None
    ) -> None:
        def faint(*tracks: str) -> int:
            walker = Walker(make_learner(), slug=VISION)
            walker.join(tracks=tracks)
            page = map_of(walker)
            return sum("dim" in line.classes.split() for line in page.lines)

        assert (faint("perception"), faint("nlp")) == (0, 1)

    def test_the_lane_of_tracks_names_the_own_one(self, real_roadmaps: None) -> None:
        walker = Walker(make_learner(), slug=VISION)
        walker.join(tracks=("perception",))
        headings = [lane.heading for lane in map_of(walker).lanes]
        assert headings == [
            "If you want and ongoing",
            "Core path",
            "Tracks, yours: Perception",
        ]


class TestNodes:
    def test_the_step_to_take_next_is_here_and_selected(self, ana: Walker) -> None:
        page = map_of(ana)
        assert page.selected.row.key == "start"
        assert page.panel.step.key == "start"
        assert node(page, "start").classes == "ready here"
        assert node(page, "start").label.endswith("Ready, you are here.")

    def test_another_step_is_selected_by_its_key(self, ana: Walker) -> None:
        page = map_of(ana, selected="build")
        assert [one.row.key for one in page.nodes if one.is_selected] == ["build"]
        assert page.panel.step.key == "build"

    def test_an_unknown_key_selects_what_is_here(self, ana: Walker) -> None:
        assert map_of(ana, selected="nothing").selected.row.key == "start"

    def test_guests_begin_where_they_can_start(self, world: None) -> None:
        html = get(Client())
        assert 'id="n-start"' in html
        assert html.count('<a class="node') == 10
        assert " here" not in "".join(re.findall(r'class="node[^"]*"', html))

    def test_arrow_keys_have_somewhere_to_go(self, ana: Walker) -> None:
        page = map_of(ana)
        assert node(page, "basics").up == "n-start"
        assert node(page, "basics").down == "n-both n-choose"
        assert node(page, "build").up == "n-both n-choose"
        assert node(page, "club").up == ""

    def test_a_choice_shows_the_option_that_is_taken(self, ana: Walker) -> None:
        ana.choose("choose", "torch")
        options = node(map_of(ana), "choose").options
        assert [(one.mark.key, one.is_taken) for one in options] == [
            ("torch", True),
            ("flow", False),
        ]

    def test_the_small_line_says_how_it_stands(self, ana: Walker) -> None:
        ana.done("start")
        page = map_of(ana)
        assert node(page, "start").note == "Done"
        assert node(page, "basics").note == "Ready, 30 min"
        assert node(page, "build").note == "Project, 10 h"
        assert node(page, "helpers").note == "Support"

    def test_every_standing_has_a_word(self) -> None:
        assert all(status_word(status) for status in SECTIONS)

    def test_the_legend_names_each_standing_once(self, ana: Walker) -> None:
        statuses = map_of(ana).statuses
        assert len(set(statuses)) == len(statuses)
        assert {"ready", "locked", "habit", "support"} <= set(statuses)


class TestLines:
    def walked(self, page: MapPage) -> int:
        return sum("past" in line.classes.split() for line in page.lines)

    def test_lines_are_walked_up_to_where_one_is(self, ana: Walker) -> None:
        assert self.walked(map_of(ana)) == 0
        ana.done("start")
        assert self.walked(map_of(ana)) == 1
        ana.done("basics")
        assert self.walked(map_of(ana)) == 2

    def test_walked_lines_lie_on_top(self, ana: Walker) -> None:
        ana.done("start")
        assert "past" in map_of(ana).lines[-1].classes

    @pytest.mark.parametrize(
        ("k", "count", "text"), [(2, 2, "all of"), (1, 3, "any one"), (2, 3, "2 of 3")]
    )
    def test_joins_say_how_many_are_asked_for(
        self, k: int, count: int, text: str
    ) -> None:
        join = Join("any", (1,), k, count, 0, 0, 58, 18)
        assert join_text(join) == text


class TestFilters:
    def test_a_filter_makes_the_others_faint(self, ana: Walker) -> None:
        page = map_of(ana, "show=projects")
        faint = {one.row.key for one in page.nodes if "dim" in one.classes.split()}
        assert faint == {one.row.key for one in page.nodes} - {"build"}

    def test_selecting_keeps_the_filter(self, ana: Walker) -> None:
        url = node(map_of(ana, "show=projects"), "build").url
        assert url == "?show=projects&step=build#panel"

    def test_nothing_that_matches_offers_all(self, ana: Walker) -> None:
        html = get(client_of(ana.learner), query="?show=tracks&step=start")
        assert "1 of 10 steps" in html


class TestPage:
    def test_whoever_walks_it_sees_how_far(self, ana: Walker) -> None:
        ana.done("start")
        html = get(client_of(ana.learner))
        assert "1 of " in html
        assert reverse("path", args=["way"]) in html
        assert reverse("join", args=["way"]) not in html

    def test_guests_are_invited_to_walk_it(self, world: None) -> None:
        html = get(Client())
        assert reverse("join", args=["way"]) in html
        assert "<form" not in html[html.index('id="page"') : html.index("</main>")]

    def test_the_panel_says_done_from_the_map(self, ana: Walker) -> None:
        html = get(client_of(ana.learner), query="?step=start")
        panel = html[html.index('id="panel"') :]
        assert reverse("step_done", args=["way", "start"]) in panel
        assert 'name="next" value="/roadmaps/way/?step=start"' in panel

    def test_an_answer_replaces_the_whole_region(self, ana: Walker) -> None:
        address = reverse("roadmap", args=["way"])
        response = client_of(ana.learner).post(
            reverse("step_done", args=["way", "start"]),
            {"how": "all", "key": "k", "next": f"{address}?step=start"},
            headers={"HX-Request": "true"},
        )
        html = response.content.decode()
        assert html.lstrip().startswith('<div id="page">')
        assert '<a class="node done"' in html

    def test_a_roadmap_that_does_not_exist_is_not_found(self, world: None) -> None:
        assert Client().get(reverse("roadmap", args=["nowhere"])).status_code == 404

    def test_anything_may_be_asked_to_be_selected(self, ana: Walker) -> None:
        client = client_of(ana.learner)
        for step in ("", "nothing", "<b>", "start' onload='x", "9" * 5000):
            response = client.get(reverse("roadmap", args=["way"]), {"step": step})
            assert response.status_code == 200
