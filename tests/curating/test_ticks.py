"""What the ticks of a list mean on a roadmap; nothing here asks a database."""

from pathlib import Path

import pytest

from curating.lists.reading import read_list
from curating.ticks.finding import find_ticks
from curating.ticks.types import Place, Tick
from tests.progress.world import RESOURCES, way
from tests.roadmap.seeded import Content, content

__all__ = ["content"]

WAY = way().roadmap
STOCK = {resource.key: resource for resource in RESOURCES}
INPUTS = Path(__file__).parent / "lists" / "inputs"
SITE = "https://elsewhere.example/roadmaps/way/steps"


def found(text: str) -> tuple[Tick, ...]:
    return find_ticks(read_list(text, kind="markdown"), WAY, STOCK)


def sure(text: str) -> list[Place]:
    return [tick.places[0] for tick in found(text) if tick.is_sure]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"- [x] [Anything]({SITE}/start/)", Place("start")),
        (f"- [x] [Basics]({SITE}/start/)", Place("start")),
        ("- [x] basics", Place("basics")),
        ("- [X] **Basics**", Place("basics")),
        ("1. [x] Basics - a good start", Place("basics")),
        ("- [x] The basics", Place("basics")),
        ("| ✅ | Basics |\n", Place("basics")),
        ("- [x] [It](https://example.org/film)", Place("basics", "film")),
        ("- [x] https://www.example.org/film?utm_source=x", Place("basics", "film")),
        ("- [x] [It](https://any.example/catalogue/film/)", Place("basics", "film")),
        ("# Later\n- [x] [A](https://example.org/book)", Place("later", "book")),
        ("- Extra\n  - [x] [A](https://example.org/book)", Place("extra", "book")),
        ("- [ ] Extra\n  - [x] Book", Place("extra", "book")),
        (
            f"- [Anything]({SITE}/extra/)\n  - [x] [A](https://example.org/book)",
            Place("extra", "book"),
        ),
        ("# Extra\n## More\n- [x] Book", Place("extra", "book")),
    ],
)
def test_it_means_one_thing(text: str, place: Place) -> None:
    assert sure(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "- [x] Knitting",
        "- [x] [Step](https://elsewhere.example/roadmaps/other/steps/start/)",
        "- [x] [Knitting](https://example.org/knitting)",
        "- [x] 日本語",
        "- [x]",
    ],
)
def test_it_means_nothing_here(text: str) -> None:
    (tick,) = found(text)

    assert (tick.places, tick.by, tick.is_sure) == ((), "", False)


def test_it_may_mean_several_things() -> None:
    (tick,) = found("- [x] [A](https://example.org/book)")

    assert not tick.is_sure
    assert tick.places == tuple(
        Place(key, "book") for key in ("both", "extra", "later")
    )


def test_a_title_that_is_only_near_is_not_sure() -> None:
    (tick,) = found("- [x] Basic")

    assert (tick.places[0], tick.is_sure) == (Place("basics"), False)


def test_every_address_of_one_tick_counts() -> None:
    text = "- [x] [A](https://example.org/film), [b](https://example.org/torch)"

    assert sure(text) == [Place("basics", "film"), Place("choose", "torch")]


def test_only_what_is_ticked_counts() -> None:
    assert found("- [ ] Start\n- Basics\n- ✘ Extra\n- ☐ Both\n") == ()


def test_an_earlier_key_of_a_step_leads_to_it() -> None:
    start, *rest = WAY.steps
    renamed = way(type(start)(**_fields(start) | {"was": ("begin",)}), *rest).roadmap
    reading = read_list(f"- [x] [Begin]({SITE}/begin/)", kind="markdown")

    assert find_ticks(reading, renamed, STOCK)[0].places == (Place("start"),)


def _fields(step: object) -> dict[str, object]:
    return {name: getattr(step, name) for name in type(step).__slots__}


# Addresses of the list, and the step that each of them belongs to.
BY_HAND = {
    "khanacademy.org/math/algebra-home": "algebra",
    "khanacademy.org/mission/integral-calculus": "integral-calculus",
    "coursera.org/learn/machine-learning": "introduction-to-machine-learning",
    "list=PLehuLRPyt1Hyi78UOkMPWCGRxGcA9NVOE": "deep-learning",
    "python.swaroopch.com": "python",
}


@pytest.mark.django_db
def test_a_list_from_elsewhere_is_placed_by_its_addresses(content: Content) -> None:
    """Ticked by hand, in front of the line that leads there."""
    lines = (INPUTS / "how_to_learn.md").read_text().split("\n")
    for number, line in enumerate(lines):
        if any(address in line for address in BY_HAND):
            mark, _, rest = line.partition(". ")
            is_item = mark.isdigit()
            lines[number] = f"{mark}. [x] {rest}" if is_item else f"- [x] {line}"
    version = content.versions["how-to-learn-deep-learning"]

    reading = read_list("\n".join(lines), kind="markdown")
    ticks = find_ticks(reading, version.roadmap, content.catalogue.resources)

    assert all(tick.is_sure and tick.by == "address" for tick in ticks), ticks
    assert [tick.places[0].step for tick in ticks] == [*BY_HAND.values()]
