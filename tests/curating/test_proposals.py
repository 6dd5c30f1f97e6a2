"""What is proposed for a link, from what the checks say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curating.engine.addresses import corrected, difference, is_front_page
from curating.engine.proposals import (
    BROKEN,
    MOVED,
    UNCLEAR,
    Holder,
    LinkState,
    Named,
    proposals,
)

PAGE = "https://example.org/a/page"
VERDICTS = sorted({*BROKEN, *MOVED, *UNCLEAR, "works", "slow", ""})


def link(verdict: str, **fields: object) -> LinkState:
    return LinkState(**{"id": 1, "url": PAGE, "verdict": verdict, **fields})  # type: ignore[arg-type]


def first(verdict: str, holder: Holder | None = None, **fields: object) -> str:
    return proposals(link(verdict, **fields), holder or Holder("Page", ()))[0].kind


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("(http://example.org/chap2.html", "http://example.org/chap2.html"),
        ("http://example.org/chap2.html)", "http://example.org/chap2.html"),
        ("http://example.org/chap2.html).", "http://example.org/chap2.html"),
        ("https://example.org/Set_(sets)", ""),
        ("http://https://example.org/a", "https://example.org/a"),
        ("https:/example.org/a", "https://example.org/a"),
        ("htp://example.org/a", "http://example.org/a"),
        ("https://example.org/a?x=1&amp;y=2", "https://example.org/a?x=1&y=2"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https://example.org/a\u200b", "https://example.org/a"),
        ("https://example.org/a b ", "https://example.org/a%20b"),
        ("example.org/a", "http://example.org/a"),
        ("https://example.org/a", ""),
        ("not an address", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_an_address_that_was_meant(written: str, meant: str) -> None:
    assert corrected(written) == meant


@given(st.text(max_size=60))
def test_a_corrected_address_is_right(text: str) -> None:
    found = corrected(text)

    assert not found or (found.startswith("http") and corrected(found) == "")


@given(
    st.text(alphabet="ab/?#&=.", max_size=30), st.text(alphabet="ab/?#.", max_size=30)
)
def test_a_difference_puts_both_together_again(old: str, new: str) -> None:
    start, gone, come, end = difference(old, new)

    assert (start + gone + end, start + come + end) == (old, new)


def test_front_pages() -> None:
    assert is_front_page("https://example.org")
    assert is_front_page("https://example.org/en/")
    assert not is_front_page("https://example.org/a/")
    assert not is_front_page("https://example.org/?page=2")


def test_a_misspelt_address_is_corrected_for_certain() -> None:
    found = proposals(link("malformed", url="http://example.org/a)"), Holder("A", ()))

    assert (found[0].kind, found[0].sure) == ("address", 100)
    assert (found[0].old, found[0].new) == (
        "http://example.org/a)",
        "http://example.org/a",
    )


def test_what_moved_for_good_takes_its_new_address() -> None:
    found = proposals(link("moved", target="https://example.org/b"), Holder("A", ()))

    assert (found[0].kind, found[0].sure, found[0].new) == (
        "target",
        100,
        "https://example.org/b",
    )


def test_what_moved_to_the_front_page_is_not_certain() -> None:
    found = proposals(link("moved", target="https://example.org/"), Holder("A", ()))

    assert found[0].why == "front_page"
    assert found[0].sure < 50


def test_what_moved_for_now_is_watched_first() -> None:
    found = proposals(link("moved_now", target="https://example.org/b"), Holder("", ()))

    assert [one.kind for one in found] == ["watch", "target", "out"]


def test_where_another_resource_has_the_new_address_the_two_become_one() -> None:
    owner = Holder("A", (), owner=Named("b", "B"))

    assert first("moved", owner, target="https://example.org/b") == "merge"


def test_a_working_address_of_the_same_comes_before_a_copy() -> None:
    other = LinkState(id=2, url="https://b.example", is_primary=False, verdict="works")
    found = proposals(
        link("gone", archive_url="https://archive.example/a"), Holder("A", (other,))
    )

    assert [one.kind for one in found] == ["other", "archive", "watch", "out"]


def test_another_address_with_another_title_is_not_sure() -> None:
    other = LinkState(
        id=2, url="https://b.example", verdict="works", page_title="Cooking at home"
    )
    found = proposals(link("gone"), Holder("Linear algebra", (other,)))

    assert (found[0].kind, found[0].sure) == ("other", 0) or found[0].sure < 50


def test_the_newer_one_comes_before_what_stands_instead() -> None:
    holder = Holder("A", (), newer=Named("n", "N"), instead=Named("i", "I"))

    found = [one.kind for one in proposals(link("gone"), holder)]

    assert found == ["newer", "swap", "watch", "out"]


def test_members_only_is_marked_once() -> None:
    assert first("members") == "members"
    assert first("members", Holder("A", (), needs_account=True)) == "watch"


@pytest.mark.parametrize("verdict", ["robots", "limited", "slow", "unsure", "works"])
def test_what_is_not_broken_is_watched(verdict: str) -> None:
    assert first(verdict) == "watch"


links = st.builds(
    LinkState,
    id=st.integers(1, 4),
    url=st.sampled_from([PAGE, "https://example.org/b", "http://x.org/a)"]),
    kind=st.sampled_from(["page", "alternate", "archive"]),
    is_primary=st.booleans(),
    verdict=st.sampled_from(VERDICTS),
    target=st.sampled_from(["", PAGE, "https://example.org/b", "https://example.org"]),
    page_title=st.sampled_from(["", "Page", "Other"]),
    archive_url=st.sampled_from(["", "https://web.archive.org/web/1/x"]),
)
named = st.none() | st.just(Named("n", "N"))
holders = st.builds(
    Holder,
    title=st.just("Page"),
    links=st.lists(links, max_size=3).map(tuple),
    needs_account=st.booleans(),
    newer=named,
    instead=named,
    owner=named,
)


@given(links, holders)
def test_what_is_proposed_always_makes_sense(one: LinkState, holder: Holder) -> None:
    found = proposals(one, holder)

    assert found == proposals(one, holder)
    assert {"watch", "out"} <= {each.kind for each in found}
    assert len({(each.kind, each.new, each.other) for each in found}) == len(found)
    for each in found:
        assert 0 <= each.sure <= 100
        assert not each.new or each.new != each.old
        assert each.kind != "out" or each.sure == 0
        assert each.kind not in ("target", "archive") or each.new
    if one.verdict in ("", "works", "slow", "robots", "limited", "unsure"):
        assert found[0].kind == "watch"
