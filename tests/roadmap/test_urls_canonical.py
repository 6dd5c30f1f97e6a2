"""One form per address: the spellings of one page are equal, other pages are not."""

import string
from random import Random
from urllib.parse import urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap.urls_canonical import canonical_url

SAME = (
    # canonical form, then its spellings
    (
        "example.org/a",
        "https://example.org/a",
        "http://example.org/a",
        "HTTP://EXAMPLE.org/a/",
        "https://www.example.org/a",
        "https://www.www.example.org/a//",
        "  https://example.org/a#part  ",
        "https://example.org./a",
        "https://example.org:443/a",
        "http://example.org:80/a",
        "https://someone:secret@example.org/a",
        "https://example.org/b/../a",
        "https://example.org/%61",
        "https://example.org/a/index.html",
        "https://example.org/a/index.htm/",
        "https://example.org/a?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&ref=z",
        "https://example.org/a?",
        "//example.org/a",
        "example.org/a",
    ),
    ("example.org", "https://example.org", "https://example.org/index.html"),
    ("example.org/A", "https://EXAMPLE.ORG/A"),
    ("example.org:8080/a", "http://example.org:8080/a", "example.org:8080/a/"),
    ("example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1&utm_campaign=x"),
    ("example.org/a?b=", "https://example.org/a?b=", "https://example.org/a?b"),
    ("xn--bcher-kva.example", "https://bücher.example/", "https://BÜCHER.example"),
    ("example.org/%C3%A4%20b", "https://example.org/ä b", "example.org/%c3%a4%20b"),
    ("[2001:db8::1]/a", "http://[2001:DB8::1]/a/"),
    ("[2001:db8::1]:81/a", "http://[2001:db8::1]:81/a"),
    (
        "youtube.com/watch?v=aircAruvnKk",
        "https://www.youtube.com/watch?v=aircAruvnKk",
        "https://youtu.be/aircAruvnKk",
        "https://youtu.be/aircAruvnKk?t=10",
        "https://m.youtube.com/watch?v=aircAruvnKk&t=10s",
        "https://www.youtube.com/watch?time_continue=381&v=aircAruvnKk",
        "https://www.youtube.com/watch?v=aircAruvnKk&feature=youtu.be&si=x&pp=y",
        "https://www.youtube.com/embed/aircAruvnKk?start=3",
        "https://www.youtube-nocookie.com/embed/aircAruvnKk",
        "https://www.youtube.com/shorts/aircAruvnKk",
        "https://www.youtube.com/live/aircAruvnKk?app=desktop",
    ),
    (
        "youtube.com/playlist?list=PL1",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/watch?v=g-PvXUjD6qg&list=PL1",
        "https://youtu.be/g-PvXUjD6qg?list=PL1&index=3",
    ),
    (
        "youtube.com/@3blue1brown",
        "https://www.youtube.com/@3blue1brown?si=x",
        "https://youtube.com/@3blue1brown/",
    ),
    (
        "arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03762v7",
        "https://arxiv.org/pdf/1706.03762",
        "https://arxiv.org/pdf/1706.03762v5.pdf",
        "http://www.arxiv.org/pdf/1706.03762.pdf/",
        "https://arxiv.org/html/1706.03762v7",
        "https://export.arxiv.org/abs/1706.03762",
    ),
    ("arxiv.org/abs/cs/0112017", "https://arxiv.org/pdf/cs/0112017v1.pdf"),
    (
        "coursera.org/learn/machine-learning",
        "https://www.coursera.org/learn/machine-learning",
        "https://www.coursera.org/learn/machine-learning?specialization=deep-learning",
        "https://www.coursera.org/learn/machine-learning/home/welcome",
        "https://www.coursera.org/learn/machine-learning/home/week/1",
    ),
    (
        "medium.com/@someone/post-123",
        "https://medium.com/@someone/post-123?source=friends_link&sk=x#.qp4zrn6s6",
    ),
)
SPELLINGS = [(url, form) for form, *urls in SAME for url in urls]

DIFFERENT = (
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a", "https://example.com/a"),
    ("https://example.org/a", "https://example.org:8080/a"),
    ("https://example.org/a?page=1", "https://example.org/a?page=2"),
    ("https://example.org/?source=a", "https://example.org/?source=b"),
    ("https://example.org/?si=1", "https://example.org/?si=2"),
    ("https://example.org/?specialization=a", "https://example.org/"),
    ("https://example.org/index.htmlx", "https://example.org/"),
    ("https://cs231n.example.org/", "https://example.org/"),
    ("https://www.example.org/", "https://web.example.org/"),
    ("https://youtu.be/aaaaaaaaaaa", "https://youtu.be/aaaaaaaaaaA"),
    ("https://www.youtube.com/watch?v=a", "https://www.youtube.com/channel/a"),
    ("https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03763"),
    ("https://arxiv.org/list/cs.CV/new", "https://arxiv.org/abs/cs.CV/new"),
    (
        "https://www.coursera.org/learn/machine-learning",
        "https://www.coursera.org/learn/machine-learning-projects",
    ),
    (
        "https://www.coursera.org/learn/machine-learning",
        "https://www.coursera.org/learn/machine-learning/lecture/x",
    ),
)


@pytest.mark.parametrize(("url", "form"), SPELLINGS)
def test_spellings_of_one_page_are_one(url: str, form: str) -> None:
    assert canonical_url(url) == form


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_pages_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("form", [form for form, *_ in SAME])
def test_the_stored_form_is_its_own_stored_form(form: str) -> None:
    assert canonical_url(form) == form
    assert canonical_url(f"https://{form}") == form
    assert canonical_url(f"http://{form}") == form


@pytest.mark.parametrize(
    "url", ["", "   ", "https://", "#part", "https://e.org:99999/", "://"]
)
def test_what_names_no_host_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical_url(url)


HOSTS = (
    *("e.org", "www.e.org", "WWW.E.Org", "e.org.", "localhost", "1.2.3.4", "[::1]"),
    *("youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"),
    *("arxiv.org", "export.arxiv.org", "coursera.org", "medium.com", "bücher.de"),
)
PIECES = (
    *"ab1./%?&=#;+ ~:@'\"<>[]é",
    *("index.html", "/abs/", "/pdf/", "v2", ".pdf", "/watch", "/embed/", "/learn/x"),
    *("list=", "v=", "utm_a=", "%2F", "%41", "%zz", "/home/", "..", "\\", "//"),
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    scheme = draw(st.sampled_from(["http://", "https://", "HTTP://", "//", ""]))
    host = draw(st.sampled_from(HOSTS))
    port = draw(st.sampled_from(["", ":80", ":443", ":8080"]))
    rest = draw(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
    return f"{scheme}{host}{port}/{rest}"


@settings(max_examples=600)
@given(addresses())
@example("https://e.org/index.html/index.html/")
@example("https://arxiv.org/abs/1v2/")
def test_canonical_of_canonical_is_stable(url: str) -> None:
    try:
        form = canonical_url(url)
    except ValueError:
        return

    assert canonical_url(form) == form
    assert canonical_url(f"https://{form}") == form


@settings(max_examples=400)
@given(st.text(max_size=40))
def test_any_text_has_a_form_or_is_refused(url: str) -> None:
    try:
        form = canonical_url(url)
    except ValueError:
        return

    assert form
    assert canonical_url(form) == form


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.text(string.ascii_lowercase, min_size=1, max_size=3),
            st.text(string.printable, max_size=4),
        ),
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_a_query_does_not_matter(
    pairs: list[tuple[str, str]], chance: Random
) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)

    one = canonical_url(f"https://e.org/a?{urlencode(pairs)}")

    assert one == canonical_url(f"https://e.org/a?{urlencode(shuffled)}")
