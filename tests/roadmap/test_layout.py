"""The map: boxes apart, lines around them, every need drawn once, and in time."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap.document import Condition, GroupDoc, MemberDoc, RoadmapDoc, StepDoc
from roadmap.graph import compile_graph, layers
from roadmap.layout import Box, MapLayout, cut_small, map_layout, small_width
from roadmap.layout.lettering import cut, text_width, two_lines
from tests.calls import calls
from tests.roadmap.documents import group, make_choice, make_step
from tests.roadmap.random_maps import faults, random_roadmap

MAPS = {
    "count": st.integers(min_value=1, max_value=40),
    "seed": st.integers(min_value=0, max_value=10_000),
}
some = settings(max_examples=40)


def layout(*steps: StepDoc) -> MapLayout:
    return map_layout(RoadmapDoc(slug="some", title="Some", steps=steps))


def box(drawing: MapLayout, key: str) -> Box:
    return next(box for box in drawing.boxes if box.key == key)


def lines(drawing: MapLayout) -> set[tuple[str, str, str]]:
    return {(line.start, line.end, line.kind) for line in drawing.lines}


def elective(key: str, *needs: GroupDoc | str) -> StepDoc:
    return make_step(key, *needs, requirement="elective")


class TestAnyRoadmap:
    @some
    @given(**MAPS)
    @example(count=60, seed=2)
    @example(count=120, seed=0)
    @example(count=30, seed=288)
    @example(count=60, seed=301275)
    def test_nothing_overlaps_and_no_line_runs_through_a_box(
        self, count: int, seed: int
    ) -> None:
        assert faults(map_layout(random_roadmap(count, seed))) == []

    @some
    @given(**MAPS)
    def test_rows_keep_the_order_of_the_needs(self, count: int, seed: int) -> None:
        roadmap = random_roadmap(count, seed)
        rows = {box.key: box.row for box in map_layout(roadmap).boxes}
        for step in roadmap.steps:
            for need in step.needs:
                for member in need.members:
                    below = need.strength != "alongside"
                    assert rows[member.step or ""] + below <= rows[step.key]

    @some
    @given(**MAPS)
    def test_every_need_is_drawn_once_or_follows_from_others(
        self, count: int, seed: int
    ) -> None:
        roadmap = random_roadmap(count, seed)
        drawn = [(line.start, line.end) for line in map_layout(roadmap).lines]
        assert len(drawn) == len({frozenset(pair) for pair in drawn})
        for step in roadmap.steps:
            for need in step.needs:
                for member in need.members:
                    assert leads(drawn, member.step or "", step.key)

    @some
    @given(**MAPS)
    def test_words_stay_inside_their_box(self, count: int, seed: int) -> None:
        for one in map_layout(random_roadmap(count, seed)).boxes:
            for line, y in one.baselines:
                wide = text_width(line, 13, is_bold=True)
                assert one.text_x + wide <= one.x + one.width - 8
                assert one.y + 10 < y < one.y + one.height
            assert one.small_x + one.room <= one.x + one.width - 8
            assert one.small_y < one.y + one.height
            for mark in one.options:
                assert one.x < mark.x - 5
                assert mark.y + 5 < one.y + one.height

    @some
    @given(**MAPS)
    def test_equal_documents_are_drawn_equally(self, count: int, seed: int) -> None:
        first = map_layout(random_roadmap(count, seed))
        map_layout.cache_clear()
        assert map_layout(random_roadmap(count, seed)) == first

    def test_it_is_kept_by_value(self) -> None:
        one, other = random_roadmap(9, 1), random_roadmap(9, 1)
        assert one is not other
        assert map_layout(one) is map_layout(other)


def leads(drawn: list[tuple[str, str]], start: str, end: str) -> bool:
    """Whether lines lead from start to end; along with each other counts both ways."""
    seen, stack = {start}, [start]
    while stack:
        at = stack.pop()
        for here, there in drawn:
            following = there if here == at else here if there == at == start else None
            if following and following not in seen:
                seen.add(following)
                stack.append(following)
    return end in seen


def cost(count: int, seed: int) -> int:
    """Calls that a first drawing makes."""
    roadmap = random_roadmap(count, seed)
    map_layout.cache_clear()
    return calls(lambda: map_layout(roadmap))


class TestWork:
    @pytest.mark.parametrize("seed", [3, 5])
    def test_ten_times_the_steps_are_no_more_than_thirty_times_the_work(
        self, seed: int
    ) -> None:
        assert cost(400, seed) < 30 * cost(40, seed)


class TestLanes:
    def test_each_step_stands_in_the_lane_of_its_role(self) -> None:
        drawing = layout(
            make_step("core"),
            elective("elective", "core"),
            make_step("deferred", "core", requirement="deferred"),
            make_step("habit", kind="habit"),
            make_step("support", kind="support"),
            make_step("branch", "core", when=Condition(tracks=("a",))),
        )
        assert {one.key: one.lane for one in drawing.boxes} == {
            "core": "core",
            "elective": "aside",
            "deferred": "aside",
            "habit": "aside",
            "support": "aside",
            "branch": "tracks",
        }

    def test_lanes_lie_beside_each_other_and_hold_their_boxes(self) -> None:
        drawing = map_layout(random_roadmap(40, 7))
        assert [lane.name for lane in drawing.lanes] == ["aside", "core", "tracks"]
        for lane in drawing.lanes:
            for one in drawing.boxes:
                inside = lane.x <= one.x and one.x + one.width <= lane.x + lane.width
                assert inside == (one.lane == lane.name)

    def test_a_lane_nobody_stands_in_is_left_out(self) -> None:
        assert [lane.name for lane in layout(make_step("a")).lanes] == ["core"]

    def test_side_lanes_stay_in_single_file(self) -> None:
        drawing = layout(make_step("a"), elective("b", "a"), elective("c", "a"))
        assert box(drawing, "b").x == box(drawing, "c").x

    def test_a_chain_is_straight(self) -> None:
        drawing = layout(
            make_step("a"), make_step("b", "a"), make_step("other"), make_step("c", "b")
        )
        assert len({box(drawing, key).x for key in "abc"}) == 1
        assert all(len(line.points) == 2 for line in drawing.lines)

    def test_an_empty_roadmap_has_an_empty_map(self) -> None:
        assert layout().boxes == ()


class TestLines:
    def test_a_need_that_follows_from_a_chain_is_left_out(self) -> None:
        drawing = layout(
            make_step("a"), make_step("b", "a"), make_step("c", group("a", "b"))
        )
        assert lines(drawing) == {("a", "b", "needed"), ("b", "c", "needed")}

    def test_a_recommended_chain_does_not_stand_for_a_required_need(self) -> None:
        soft = group("a", strength="recommended")
        drawing = layout(
            make_step("a"), make_step("b", soft), make_step("c", group("a", "b"))
        )
        assert ("a", "c", "needed") in lines(drawing)

    def test_a_need_for_some_tracks_does_not_stand_for_one_that_always_holds(
        self,
    ) -> None:
        some = group("b", when=Condition(not_tracks=("x",)))
        drawing = layout(make_step("a"), make_step("b", "a"), make_step("c", "a", some))
        assert ("a", "c", "needed") in lines(drawing)

    def test_members_of_a_choice_are_all_drawn(self) -> None:
        drawing = layout(
            make_step("a"), make_step("b", "a"), make_step("c", group("a", "b", k=1))
        )
        assert {(line.start, line.end) for line in drawing.lines} == {
            ("a", "b"),
            ("a", "c"),
            ("b", "c"),
        }

    def test_the_stronger_of_two_needs_is_drawn(self) -> None:
        soft = group("a", strength="recommended")
        drawing = layout(make_step("a"), make_step("b", soft, "a"))
        assert lines(drawing) == {("a", "b", "needed")}

    def test_kinds_of_lines(self) -> None:
        drawing = layout(
            make_step("a"),
            make_step("b", group("a", strength="recommended")),
            make_step("c", group("a", strength="alongside")),
            elective("d", "a"),
        )
        assert lines(drawing) == {
            ("a", "b", "recommended"),
            ("a", "c", "alongside"),
            ("a", "d", "optional"),
        }

    def test_a_scope_of_a_resource_has_no_line(self) -> None:
        need = GroupDoc(members=(MemberDoc(resource="book", scope=(0, 2)),))
        assert layout(make_step("a"), make_step("b", need)).lines == ()


class TestJoins:
    def test_lines_of_several_groups_that_all_hold_meet_once(self) -> None:
        drawing = layout(
            make_step("a"),
            make_step("b"),
            make_step("c"),
            make_step("d", group("a", "b"), "c"),
        )
        (join,) = drawing.joins
        assert (join.step, join.k, join.count, join.groups) == ("d", 3, 3, (1, 2))

    def test_a_choice_says_how_many_are_asked_for(self) -> None:
        choice = group("a", "b", "c", k=2)
        drawing = layout(*map(make_step, "abc"), make_step("d", choice))
        (join,) = drawing.joins
        assert (join.k, join.count) == (2, 3)

    def test_a_join_sits_on_the_upper_edge_of_its_box(self) -> None:
        drawing = layout(*map(make_step, "ab"), make_step("c", group("a", "b")))
        (join,) = drawing.joins
        own = box(drawing, "c")
        assert join.y < own.y < join.y + join.height
        assert own.x < join.x < join.x + join.width < own.x + own.width
        ends = [line.points[-1][0] for line in drawing.lines]
        assert all(join.x < end < join.x + join.width for end in ends)

    def test_one_need_alone_has_no_join(self) -> None:
        assert layout(make_step("a"), make_step("b", "a")).joins == ()


class TestOptions:
    def test_a_choice_shows_its_options_in_its_box(self) -> None:
        drawing = layout(make_choice("pick", "one", "two", "three"))
        (own,) = drawing.boxes
        assert [mark.key for mark in own.options] == ["one", "two", "three"]
        assert own.height > 64


class TestLettering:
    def test_a_short_title_stays_on_one_line(self) -> None:
        assert two_lines("Python", 120, 13) == (("Python",), False)

    def test_a_long_title_breaks_into_two_even_lines(self) -> None:
        found = two_lines("Neural Networks and Deep Learning", 150, 13)
        assert found == (("Neural Networks", "and Deep Learning"), False)

    def test_a_title_that_does_not_fit_is_cut_and_says_so(self) -> None:
        shown, is_cut = two_lines("An introduction to everything about " * 3, 150, 13)
        assert is_cut
        assert len(shown) == 2
        assert shown[1].endswith("…")

    @given(text=st.text(max_size=60), room=st.integers(min_value=40, max_value=300))
    def test_whatever_is_written_is_cut_to_its_room(self, text: str, room: int) -> None:
        assert text_width(cut(text, room, 12, is_bold=False), 12, is_bold=False) <= room
        shown, _ = two_lines(text, room, 13)
        assert all(text_width(line, 13, is_bold=True) <= room for line in shown)
        assert small_width(cut_small(text, room)) <= room * 1.1

    def test_accents_take_no_room_and_other_scripts_take_most(self) -> None:
        assert text_width("é", 100, is_bold=True) == text_width("e", 100, is_bold=True)
        assert text_width("語", 100, is_bold=True) >= 100


class TestRows:
    def test_rows_are_those_of_the_graph_but_for_steps_that_move_down(self) -> None:
        roadmap = random_roadmap(30, 11)
        rows = layers(compile_graph(roadmap, {}))
        for one, row in zip(map_layout(roadmap).boxes, rows, strict=True):
            assert one.row >= row
