"""Search: every word is found, as typed, begun, joined or mistyped."""

from functools import partial

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from roadmap import search
from roadmap.search import Entry, build, terms_of, words_of
from roadmap.shelf import shelf
from tests.calls import calls

ENTRIES = [
    Entry("cs231n", "CS231n: Convolutional Networks for Vision", "Fei-Fei Li"),
    Entry("cnn", "Convolutional Neural Networks", "Andrew Ng", ("deep learning",)),
    Entry("strang", "18.06 Linear Algebra", "Gilbert Strang", ("mathematics",)),
    Entry("algebra", "Linear algebra", "Khan Academy", ("mathematics",)),
    Entry(
        "book", "Deep Learning", "Goodfellow, Bengio, Courville", ("book",), "Algebra."
    ),
    Entry("keras", "Keras", "François Chollet", ("frameworks",)),
    Entry("tf", "TensorFlow", "Google", ("frameworks",), "Keras is a part of it."),
    Entry("backprop", "What is backpropagation really doing?", "3Blue1Brown"),
    Entry("videos-2016", "The lectures of 2016", "Stanford", ("vision",)),
    Entry("videos-2017", "The lectures of 2017", "Stanford", ("vision",)),
]
INDEX = build(ENTRIES)
# What the process keeps is kept by revision: no other test may use this one.
REVISION_OF_ITS_OWN = 900_001


def found(query: str) -> tuple[str, ...]:
    return INDEX.find(query).keys


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("keras", "keras"),
        ("kears", "keras"),
        ("linaer algebra", "algebra"),
        ("tensor flow", "tf"),
        ("tensrflow", "tf"),
        ("backpropogation", "backprop"),
        ("backprpo", "backprop"),
        ("conv net", "cnn"),
        ("goodfelow", "book"),
        ("FRANCOIS chollet", "keras"),
        ("cs 231n", "cs231n"),
        ("cs213n", "cs231n"),
        ("3blue 1brown", "backprop"),
        ("linearalgebra", "algebra"),
        ("1806", "strang"),
        ("cnn", "cnn"),
        ("dl ng", "cnn"),
    ],
)
def test_a_word_is_found_however_it_is_typed(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_every_word_has_to_be_found() -> None:
    assert found("linear algebra strang") == ("strang",)
    assert found("linear algebra chollet") == ()


def test_a_word_as_typed_leaves_out_what_is_only_like_it() -> None:
    assert found("2016") == ("videos-2016",)


def test_a_number_is_never_taken_for_another() -> None:
    assert found("2015") == ()


def test_titles_come_before_authors_topics_and_summaries() -> None:
    entries = [
        Entry("in-summary", "One", summary="rust"),
        Entry("in-topics", "Two", topics=("rust",)),
        Entry("in-authors", "Three", authors="rust"),
        Entry("in-title", "Rust"),
    ]
    order = ("in-title", "in-authors", "in-topics", "in-summary")
    assert build(entries).find("rust").keys == order


def test_the_shorter_of_two_equal_titles_comes_first() -> None:
    assert found("linear algebra")[:2] == ("algebra", "strang")


def test_equals_keep_the_order_of_the_entries() -> None:
    assert found("lectures") == ("videos-2016", "videos-2017")


def test_small_words_are_left_out_while_others_remain() -> None:
    assert found("the keras of chollet") == ("keras",)
    assert terms_of("what is it") == ["what", "is", "it"]


def test_a_mistyped_word_is_named_with_what_it_was_taken_for() -> None:
    assert INDEX.find("linaer algebra").meant == {"linaer": "linear"}
    assert INDEX.find("linear algebra").meant == {}
    assert INDEX.find("tensor flow").meant == {}


def test_words_that_stand_nowhere_are_known() -> None:
    assert INDEX.unknown("linear algebra xyzzy") == ("xyzzy",)
    assert INDEX.unknown("linaer algebra") == ()
    assert INDEX.unknown("tensor flow") == ()


@pytest.mark.parametrize("query", ["", "  ", "?!", "\x00", "🙂🙂", "´`"])
def test_a_query_without_words_of_ours_finds_nothing(query: str) -> None:
    assert found(query) == ()


def test_an_index_without_entries_finds_nothing() -> None:
    assert build([]).find("keras").keys == ()


def test_words_are_compared_without_accents_and_capitals() -> None:
    assert words_of("François ＣＳ231n, Straße: 3Blue1Brown_x") == [
        *("francois", "cs231n", "strasse", "3blue1brown", "x")
    ]


@given(st.text(max_size=1000))
def test_no_query_is_an_error_and_each_has_one_answer(query: str) -> None:
    first = INDEX.find(query)
    assert first == build(ENTRIES).find(query)
    assert set(first.keys) <= {entry.key for entry in ENTRIES}
    assert len(set(first.keys)) == len(first.keys)


@given(st.sampled_from(ENTRIES), st.integers(0, 30), st.integers(3, 30))
def test_a_piece_of_a_title_finds_it(entry: Entry, start: int, size: int) -> None:
    words = words_of(entry.title)[start % len(words_of(entry.title)) :]
    assert entry.key in found(" ".join(words)[:size])


def test_long_queries_over_thousands_of_entries_stay_quick() -> None:
    entries = [
        Entry(f"{n}", f"{entry.title} {n}", f"{entry.authors} no{n}", entry.topics)
        for n in range(600)
        for entry in ENTRIES
    ]
    index = build(entries)
    for query in ("x" * 1000, "lerning depe nueral netwroks " * 40, "a b c d " * 125):
        assert calls(partial(index.find, query)) < 200_000
        assert calls(partial(index.unknown, query)) < 200_000


def test_only_the_beginning_of_a_query_is_read() -> None:
    assert len(terms_of("word " * 500)) == search.QUERY_WORDS
    assert terms_of("x" * 5000) == ["x" * search.WORD_CHARACTERS]


MISTYPED = {
    "linaer algebra": "khan-linear-algebra",
    "kears": "keras",
    "tensor flow": "tensorflow",
    "backpropogation": "3b1b-backpropagation",
    "backprpo": "3b1b-backpropagation",
    "conv net": "ng-convolutional-neural-networks",
    "convolutionnal nerual": "ng-convolutional-neural-networks",
    "goodfelow": "deep-learning-book",
    "goodfellow deep lerning": "deep-learning-book",
    "neilsen": "nielsen-neural-networks",
    "szelisky": "szeliski-computer-vision",
    "gonzales imgae": "gonzalez-digital-image-processing",
    "nueral netwroks": "ng-improving-deep-neural-networks",
    "pyhton": "byte-of-python",
    "byte of pyton": "byte-of-python",
    "corey shafer": "corey-schafer-python",
    "pytroch": "pytorch",
    "gilbert strnag": "strang-linear-algebra",
    "kahn academy": "khan-algebra",
    "trigonometri": "khan-trigonometry",
    "probablity": "khan-statistics-probability",
    "gradiant decent": "3b1b-gradient-descent",
    "sequnce modles": "ng-sequence-models",
    "lillian wang": "lilian-weng-blog",
    "natual langauge procesing": "cs224n",
    "mashine lerning": "ng-machine-learning",
    "cs 231n": "cs231n",
    "cs213n": "cs231n",
    "google collab": "google-colab",
    "keggle": "kaggle",
    "minning massiv datsets": "mining-massive-datasets",
    "fast ai nlp": "fastai-nlp",
}


@pytest.mark.django_db
def test_mistyped_queries_find_the_right_resource_in_the_first_three() -> None:
    call_command("loaddata", "topics", "courses", "books", "media", verbosity=0)
    index = shelf(REVISION_OF_ITS_OWN).resource_index
    missed = {
        query: index.find(query).keys[:3]
        for query, wanted in MISTYPED.items()
        if wanted not in index.find(query).keys[:3]
    }
    assert missed == {}
