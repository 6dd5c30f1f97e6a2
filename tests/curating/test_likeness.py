"""Which resources look like one and the same."""

from dataclasses import replace
from random import Random
from time import process_time

import pytest

from curating.engine.likeness import Known, contains, likeness, twins

NG = Known(
    key="ng-cnn",
    title="Convolutional Neural Networks",
    authors="Andrew Ng",
    kind="course",
    uses=2,
    addresses=("coursera.org/learn/convolutional-neural-networks",),
)


def twin(**fields: object) -> Known:
    return replace(
        NG,
        **{"key": "again", "uses": 0, "addresses": ("example.org/x",), **fields},  # type: ignore[arg-type]
    )


def keys(*known: Known) -> list[tuple[str, str]]:
    return [(one.gone, one.kept) for one in twins(known)]


def test_the_same_title_by_the_same_author_is_one() -> None:
    assert keys(NG, twin()) == [("again", "ng-cnn")]


def test_an_address_that_differs_behind_the_question_mark_is_certain() -> None:
    same = twin(addresses=("coursera.org/learn/convolutional-neural-networks?x=1",))

    assert [(one.sure, one.by_address) for one in twins((NG, same))] == [(100, True)]


@pytest.mark.parametrize(
    "other",
    [
        twin(authors="Somebody Else"),
        twin(kind="book"),
        twin(title="Convolutional Neural Networks, part 2"),
        twin(title="Recurrent Neural Networks"),
        twin(related=frozenset({"ng-cnn"})),
    ],
)
def test_others_are_two(other: Known) -> None:
    assert keys(NG, other) == []


def test_videos_of_one_site_are_not_one() -> None:
    one = twin(key="a", title="Lecture 1", addresses=("youtube.com/watch?v=1",))
    other = twin(key="b", title="Lecture 2", addresses=("youtube.com/watch?v=2",))

    assert keys(one, other) == []


def test_likeness_is_the_same_from_both_sides() -> None:
    titles = ("Deep Learning", "Deep Learning 2", "Learning, deep", "", "The")
    for one in titles:
        for other in titles:
            assert likeness(one, other) == likeness(other, one)
    assert likeness("Deep Learning", "learning, DEEP") == 100
    assert contains("Deep Learning - A Book", "Deep Learning") == 100
    assert contains("Page not found", "Deep Learning") == 0


def many(count: int) -> list[Known]:
    rng = Random(7)
    words = [f"word{number}" for number in range(count // 3)]
    return [
        Known(
            key=f"r{number}",
            title=" ".join(["Machine Learning", *rng.sample(words, 3)]),
            authors="",
            kind="course",
            uses=0,
            addresses=(f"example.org/{number}",),
        )
        for number in range(count)
    ]


def test_six_thousand_are_compared_by_what_few_have() -> None:
    """Not each with each, which would be eighteen million."""
    known = many(6_000)
    known.append(replace(known[40], key="again", addresses=()))
    began = process_time()

    found = twins(known)

    assert ("again", "r40") in {(one.gone, one.kept) for one in found} | {
        (one.kept, one.gone) for one in found
    }
    assert process_time() - began < 30
