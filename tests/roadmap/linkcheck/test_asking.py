"""What is asked of a host, and what an answer means."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from roadmap.linkcheck.asking import NONSENSE, Host, Job, ask, wait_of
from roadmap.linkcheck.bodies import said
from roadmap.linkcheck.client import Unreachable
from roadmap.linkcheck.verdicts import BROKEN, Answer
from tests.roadmap.linkcheck.scripted import HTML, NOT_THERE, Says, Web, page
from tests.roadmap.linkcheck.times import NOON

URL = "https://example.org/lessons/1"
PATH = "/lessons/1"


def asked(
    pages: dict[str, Says], job: Job | None = None, host: Host | None = None
) -> tuple[Answer, Web]:
    """The answer, and the web that gave it."""
    web = Web(pages)
    told = asyncio.run(
        ask(web, job or Job(1, URL), host or Host("example.org"), NOON)  # type: ignore[arg-type]
    )
    return told, web


def verdict(says: Says, **pages: Says) -> Answer:
    return asked({PATH: says, **pages})[0]


def test_robots_then_head_then_a_part_of_the_page() -> None:
    told, web = asked({PATH: Says(body=page("Lesson 1"))})

    assert web.asked == ["GET /robots.txt", f"HEAD {PATH}", f"GET {PATH}"]
    assert web.sent[2] == {"Range": "bytes=0-65535"}
    assert (told.verdict, told.title, told.status) == ("works", "Lesson 1", 200)


def test_what_robots_may_not_see_is_not_asked_for() -> None:
    robots = Says(body=b"User-agent: *\nDisallow: /lessons/")
    told, web = asked({PATH: Says(), "/robots.txt": robots})

    assert told.verdict == "robots"
    assert web.asked == ["GET /robots.txt"]


def test_robots_may_be_named() -> None:
    robots = Says(body=b"User-agent: Waymark-LinkCheck\nDisallow: /\nCrawl-delay: 9")
    host = Host("example.org")
    told, _ = asked({PATH: Says(), "/robots.txt": robots}, host=host)

    assert told.verdict == "robots"
    assert host.pause == 9


def test_robots_are_remembered_for_a_day() -> None:
    host = Host("example.org", robots_status=404, robots_at=NOON - timedelta(hours=23))
    _, web = asked({PATH: Says()}, host=host)
    assert "GET /robots.txt" not in web.asked

    host.robots_at = NOON - timedelta(hours=25)
    _, web = asked({PATH: Says()}, host=host)
    assert "GET /robots.txt" in web.asked


def test_a_host_without_robots_just_now_is_left_in_peace() -> None:
    told, web = asked({PATH: Says(), "/robots.txt": Says(503, headers={})})

    assert (told.verdict, told.sure) == ("no_answer", 60)
    assert len(web.asked) == 1


def test_an_unchanged_page_is_asked_for_once() -> None:
    job = Job(1, URL, etag='"7"', last_modified="Mon, 01 Jun 2026 12:00:00 GMT")
    told, web = asked({PATH: Says(304, b"", {})}, job)

    assert (told.verdict, told.unchanged) == ("works", True)
    assert web.asked == ["GET /robots.txt", f"HEAD {PATH}"]
    assert web.sent[1] == {
        "If-None-Match": '"7"',
        "If-Modified-Since": "Mon, 01 Jun 2026 12:00:00 GMT",
    }


def test_what_is_no_page_is_not_fetched() -> None:
    _, web = asked({PATH: Says(headers={"content-type": "application/pdf"})})

    assert web.asked[-1] == f"HEAD {PATH}"


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_a_server_that_knows_no_head_is_asked_properly(status: int) -> None:
    told, _ = asked({f"HEAD {PATH}": Says(status), f"GET {PATH}": Says()})

    assert told.verdict == "works"


def test_a_head_that_breaks_is_not_the_last_word() -> None:
    broken = Says(raises=Unreachable("odd", answered=True))
    told, _ = asked({f"HEAD {PATH}": broken, f"GET {PATH}": Says()})

    assert told.verdict == "works"


def test_a_host_that_is_not_there_is_asked_once() -> None:
    told, web = asked({"/robots.txt": Says(raises=Unreachable("no connection"))})

    assert (told.verdict, told.answered) == ("no_answer", False)
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *((200, "works"), (401, "members"), (402, "members"), (403, "members")),
        *((404, "gone"), (410, "gone"), (429, "limited"), (500, "no_answer")),
        *((502, "no_answer"), (503, "no_answer"), (400, "no_answer"), (451, "gone")),
        *((405, "robots"), (406, "robots"), (999, "robots"), (304, "works")),
    ],
)
def test_each_status_is_what_it_is(status: int, expected: str) -> None:
    told = verdict(Says(status))

    assert told.verdict == expected
    assert told.status == (status if status < 600 else None)


def test_a_challenge_is_for_robots_and_not_for_members() -> None:
    told = verdict(Says(403, headers={**HTML, "cf-mitigated": "challenge"}))

    assert told.verdict == "robots"


@pytest.mark.parametrize(
    ("to", "hops", "expected"),
    [
        ("/lessons/2", (301,), "moved"),
        ("/lessons/2", (308, 301), "moved"),
        ("/lessons/2", (302,), "moved_now"),
        ("/lessons/2", (301, 302), "moved_now"),
        ("/lessons/1/", (301,), "works"),
        ("https://www.example.org/lessons/1", (301,), "works"),
        ("https://other.example.org/", (301,), "moved_now"),
        ("/login?next=/lessons/1", (302,), "members"),
        ("https://accounts.example.org/signin", (302,), "members"),
    ],
)
def test_redirects(to: str, hops: tuple[int, ...], expected: str) -> None:
    end = to if to.startswith("/") else f"/{to.split('/', 3)[3]}"
    told = verdict(Says(to=to, hops=hops), **({} if end == PATH else {end: Says()}))

    assert told.verdict == expected
    assert bool(told.target) is bool(hops)


def test_a_course_about_signing_in_is_no_wall() -> None:
    job = Job(1, "https://example.org/guides/login")
    moved = Says(to="/guides/v2/login", hops=(301,))
    told, _ = asked({"/guides/login": moved, "/guides/v2/login": Says()}, job)

    assert told.verdict == "moved"


def test_a_title_that_says_so_is_compared_with_a_page_that_cannot_be() -> None:
    sorry = Says(body=page("Page not found", "Sorry, nothing at 8271 here."))
    also = Says(body=page("Page not found", "Sorry, nothing at 1234 here."))
    host = Host("example.org")
    told, web = asked({PATH: sorry, NONSENSE: also}, host=host)

    assert (told.verdict, told.sure) == ("soft_404", 90)
    assert web.asked.count(f"GET {NONSENSE}") == 1

    _, web = asked({PATH: sorry, NONSENSE: also}, host=host)
    assert f"GET {NONSENSE}" not in web.asked


def test_a_title_alone_is_less_sure() -> None:
    sorry = Says(body=page("404"))

    assert verdict(sorry).sure == 70
    assert verdict(Says(body=page("Lesson 404 of 500"))).verdict == "soft_404"


def test_what_is_known_of_a_host_is_used_for_all_its_pages() -> None:
    host = Host("example.org")
    same = Says(body=page("Our courses", "Everything we have."))
    host.nonsense, host.nonsense_at = mark_of(same), NOON
    told, _ = asked({PATH: same}, host=host)

    assert told.verdict == "soft_404"


def test_the_front_of_a_site_may_look_like_anything() -> None:
    host = Host("example.org")
    same = Says(body=page("Our courses", "Everything we have."))
    host.nonsense, host.nonsense_at = mark_of(same), NOON
    told, _ = asked({"/": same}, Job(1, "https://example.org/"), host)

    assert told.verdict == "works"


def mark_of(says: Says) -> str:
    return said(says.body, "text/html").mark


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("9" * 40, 10**6),
        ("Mon, 01 Jun 2026 12:05:00 GMT", 300),
        ("Mon, 01 Jun 2026 12:05:00", 300),
        *((odd, 0) for odd in ("", "soon", "-5", "1.5", "\u0661", "Mon, 99 Foo 2026")),
    ],
)
def test_how_long_a_host_wants_to_be_left(text: str, seconds: int) -> None:
    assert wait_of(text, NOON) == timedelta(seconds=seconds)


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_is_left_as_long_as_it_asks_for(status: int) -> None:
    host = Host("example.org")
    headers = {**HTML, "retry-after": "3600"}
    told, _ = asked({PATH: Says(status, headers=headers)}, host=host)

    assert told.verdict == "limited"
    assert host.not_before == NOON + timedelta(hours=1)


def test_only_good_answers_are_given_without_doubt() -> None:
    for says in (NOT_THERE, Says(500), Says(401)):
        assert verdict(says).sure < 100
    assert verdict(Says()).verdict not in BROKEN


def test_any_page_may_be_read(any_body: Any) -> None:
    for body in any_body:
        assert verdict(Says(body=body)).verdict in {"works", "soft_404"}


@pytest.fixture
def any_body() -> list[bytes]:
    return [
        b"",
        b"\x00" * 1000,
        b"<" * 60_000,
        b"<title>" * 9000,
        b"<a b='" * 9000,
        b"</title" * 9000,
        b"&#x" * 20_000,
        b"&" * 60_000,
        bytes(range(256)) * 200,
        "<title>\u202e\ud7ff</title>".encode(),
    ]
