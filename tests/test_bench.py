"""That the benchmark measures what it says, with tiny numbers and no bar held."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from progress.engine.state import PathChoice
from roadmap.document import validate
from tests.bench import engine
from tests.bench.box import megabytes
from tests.bench.duels import serving_floor
from tests.bench.figures import Figure, table
from tests.bench.graphs import document, graph, learner
from tests.bench.load import SHARES, WRITES, Told, percentiles
from tests.bench.pages import Arena, Duel
from tests.bench.servers import Answer, Asked, floor_sessions
from tests.running import free_port

SIZE = 24


@dataclass
class FakeServer:
    """Answers at once. cost: milliseconds of processor for each request."""

    cost: float | None
    answer: Answer = Answer(200, b"a page", 8.0)
    asked: list[str] = field(default_factory=list)

    def ask(self, asked: Asked) -> Answer:
        self.asked.append(asked.path)
        return self.answer

    def cpu_milliseconds(self) -> float | None:
        return None if self.cost is None else self.cost * len(self.asked)


def duel(**fields: Any) -> Duel:
    return Duel(
        "a page",
        1.0,
        lambda number: Asked(f"/page/{number}", {}),
        lambda number: Asked(f"/floor/{number}", {}),
        **fields,
    )


def run(ours: FakeServer, floor: FakeServer, one: Duel) -> Figure:
    arena = Arena(ours, floor, requests=3, rounds=2, seconds=60)  # type: ignore[arg-type]
    (figure,) = arena.figures([one])
    return figure


def test_generated_roadmaps_are_the_same_every_time() -> None:
    assert document(SIZE) == document(SIZE)
    assert document(SIZE).roadmap.steps[:12] != document(12).roadmap.steps


def test_generated_roadmaps_can_be_published() -> None:
    assert [found for found in validate(document(60)) if found.level == "error"] == []


def test_a_generated_learner_has_done_what_was_said() -> None:
    compiled = graph(SIZE)
    done = [step.key for step in compiled.steps[:5]]

    somebody = learner(compiled, done)

    assert list(somebody.walks[0].records) == done


def test_the_engine_is_measured_on_each_roadmap_and_size() -> None:
    seed = engine.Seed(graph(12), PathChoice())

    found = list(engine.figures([seed], sizes=(SIZE, 2 * SIZE), times=1))

    names = [figure.name for figure in found]
    assert sum(name.startswith("advice, ") for name in names) == 3
    assert sum(name.startswith("R4 ") for name in names) == 3
    assert sum(name.startswith("R2 ") for name in names) == 1
    assert all(figure.value and figure.value > 0 for figure in found)


def test_a_page_is_measured_in_turn_with_the_floor() -> None:
    ours, floor = FakeServer(cost=6.0), FakeServer(cost=4.0)

    figure = run(ours, floor, duel())

    assert (figure.value, figure.verdict) == (1.5, "over")
    assert "CPU 6.00 / 4.00 ms" in figure.note
    assert len(ours.asked) == len(floor.asked) == 3 * (1 + 2)


def test_without_process_times_the_clock_is_taken() -> None:
    figure = run(FakeServer(cost=None), FakeServer(cost=4.0), duel())

    assert figure.value == 1.0
    assert "clock 8.00 / 8.00 ms" in figure.note


def test_a_page_that_does_not_answer_rightly_is_not_measured() -> None:
    broken = FakeServer(cost=1.0, answer=Answer(500, b"", 8.0))

    figure = run(broken, FakeServer(cost=4.0), duel())

    assert (figure.value, figure.verdict) == (None, "missing")
    assert figure.note == "answered 500, not 200"


def test_what_a_request_changed_is_taken_back_after_each_round() -> None:
    taken_back: list[int] = []

    run(FakeServer(cost=1.0), FakeServer(cost=1.0), duel(take_back=taken_back.append))

    assert taken_back == [0, 1, 2] * 3


@pytest.mark.parametrize(
    ("value", "bar", "verdict"),
    [(1.0, 1.0, "pass"), (1.01, 1.0, "over"), (3, None, ""), (None, 1.0, "missing")],
)
def test_a_figure_says_whether_it_is_within_its_bar(
    value: float | None, bar: float | None, verdict: str
) -> None:
    figure = Figure("Part", "name", value, "x", bar)

    assert figure.verdict == verdict
    assert json.loads(json.dumps(figure.as_json()))["verdict"] == verdict


def test_the_table_has_a_heading_for_each_part() -> None:
    lines = table([Figure("One", "a", 0.5, "ms"), Figure("Two", "b", 7, "", 6)])

    assert [line.split()[0] for line in lines if line] == ["One", "a", "Two", "b"]
    assert lines[-1].split() == ["b", "7", "6", "over"]


def test_the_floor_is_served_as_the_site_is(tmp_path: Path) -> None:
    (session,) = floor_sessions(tmp_path, 1)
    with serving_floor(tmp_path, free_port()) as floor:
        answer = floor.ask(Asked("/small/", {"Cookie": f"sessionid={session}"}))

    assert answer.status == 200


def test_every_fifth_thing_that_is_asked_of_a_small_server_writes() -> None:
    assert sum(SHARES.values()) == 100
    assert sum(SHARES[what] for what in WRITES) == 20


def test_answers_that_are_not_right_are_counted_apart() -> None:
    told = Told(seconds=2.0)
    for what, status in (("today", 200), ("units", 302), ("units", 422), ("step", 0)):
        told.note(what, status, 5.0)

    assert told.per_second == 1.0
    assert told.errors == ["units 422", "step 0"]


def test_percentiles_are_of_all_values() -> None:
    assert percentiles(list(range(101))) == (50, 95)


def test_what_this_process_holds_is_known() -> None:
    resident, proportional = megabytes([os.getpid()])

    assert resident >= proportional > 1
