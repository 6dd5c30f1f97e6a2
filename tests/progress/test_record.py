"""The record of a finished path, and the links that show it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from progress.actions.links import TooManyLinks, take_back
from progress.actions.record_links import share_record
from progress.download.texts import record_files
from progress.models import RecordLink, TimeEntry
from tests.factories import TUESDAY, client_of, make_learner
from tests.progress.on_page import PageForm, forms_on, get, words
from tests.progress.walker import Walker

RECORD = "/roadmaps/way/record/"
GUEST = Client()


@pytest.fixture
def finished(ana: Walker) -> Walker:
    """Ana at the end of `way`: one of each kind of standing."""
    ana.know("basics")
    ana.done("start")
    ana.sleep(3)
    ana.read("book", (0, 3))
    ana.read("essay", (0, 1))
    ana.done("both", "enough")
    ana.done("choose")
    ana.sleep(3)
    ana.hand_in("Private words", links=("https://example.org/one",))
    ana.finish("More words", links=("https://example.org/two",))
    return ana


def share(tab: Client) -> str:
    """Make a link on the page; its address without the host."""
    answer = share_form(tab).send(tab)
    assert answer.status_code == 200
    text = words(answer)
    return text.partition('value="http://testserver')[2].partition('"')[0]


def share_form(tab: Client) -> PageForm:
    return next(form for form in forms_on(get(tab, RECORD)) if "share" in form.action)


def test_before_the_end_it_says_what_is_left(ana: Walker, tab: Client) -> None:
    ana.done("start")
    page = words(get(tab, RECORD))

    assert "Not finished: 4 steps are left." in page
    assert "Make a link" not in page
    assert tab.post(f"{RECORD}share/").status_code == 302
    assert not RecordLink.objects.exists()


def test_each_step_says_how_it_counts_and_when(finished: Walker, tab: Client) -> None:
    page = words(get(tab, RECORD))

    for title, how, day in (
        ("START", "All of it", "1 September 2026"),
        ("BASICS", "Known before", ""),
        ("BOTH", "Enough of it", "4 September 2026"),
        ("BUILD", "Built and checked against its rubric", "7 September 2026"),
    ):
        row = f'<th scope="row">{title}</th><td>{how}</td><td>{day}</td>'
        assert row in page, row
    assert "1 September 2026 – 7 September 2026" in page
    assert "version 1" in page


def test_covered_and_skipped_steps_are_named(ana: Walker, tab: Client) -> None:
    ana.read("course", (0, 4))
    ana.know("basics")
    ana.skip("both")
    ana.know("choose")
    ana.finish()
    page = words(get(tab, RECORD))

    assert "By work in Course" in page
    assert "Skipped: BOTH." in page


def test_projects_show_the_links_of_the_newest_version(
    finished: Walker, tab: Client
) -> None:
    page = words(get(tab, RECORD))

    assert "https://example.org/two" in page
    assert "https://example.org/one" not in page
    assert "words" not in page.partition("<main")[2].partition("</main")[0]


def test_a_version_that_was_taken_back_is_not_shown(
    finished: Walker, tab: Client
) -> None:
    finished.undo()
    finished.done("build")
    page = words(get(tab, RECORD))

    assert "https://example.org/one" in page
    assert "https://example.org/two" not in page


def entry(walker: Walker, minutes: int, **of: object) -> None:
    TimeEntry.objects.create(
        learner=walker.learner,
        entry=uuid4(),
        started_at=walker.at,
        ended_at=walker.at + timedelta(minutes=minutes),
        minutes=minutes,
        local_date=date(2026, 9, 1),
        zone="UTC",
        source="hand",
        changed_at=walker.at,
        **of,
    )


def test_hours_are_those_written_down_else_those_of_the_roadmap(
    finished: Walker, tab: Client
) -> None:
    assert "as the roadmap says" in words(get(tab, RECORD))
    course = finished.study().head.catalogue.ids["course"]
    entry(finished, 60, step_id=finished.place("start").step_id)
    entry(finished, 35, resource_id=course)
    other = finished.study().head.catalogue.ids["whole"]
    entry(finished, 200, resource_id=other)
    page = words(get(tab, RECORD))

    assert "<b>1 h 35</b>" in page
    assert "written down; the roadmap says" in page


def test_what_stands_behind_is_proposed(finished: Walker, tab: Client) -> None:
    finished.read("course", (0, 10))
    page = words(get(tab, RECORD))

    assert ">LATER</a>" in page
    assert "Other</a>" in page
    assert "3 of 4 steps count there already" in page


def test_today_and_the_roadmap_lead_to_it(finished: Walker, tab: Client) -> None:
    assert RECORD in words(get(tab, "/today/"))
    assert RECORD in words(get(tab, "/roadmaps/way/list/"))


def test_it_stays_after_leaving(finished: Walker, tab: Client) -> None:
    address = share(tab)
    finished.leave()

    assert "All of it" in words(get(tab, RECORD))
    assert GUEST.get(address).status_code == 200


def test_nobody_else_has_it(finished: Walker) -> None:
    other = client_of(make_learner())

    assert other.get(RECORD).status_code == 404
    assert other.post(f"{RECORD}share/").status_code == 404
    assert GUEST.get(RECORD).status_code == 302


# Links


def test_a_link_shows_it_without_an_account(finished: Walker, tab: Client) -> None:
    address = share(tab)
    answer = GUEST.get(address)
    page = words(answer)

    assert answer.status_code == 200
    assert "Ana" in page
    assert "https://example.org/two" in page
    assert finished.learner.email not in page
    assert finished.learner.email.partition("@")[0] not in page
    for private in ("Make a link", "/history/", "Private words", "links/"):
        assert private not in page
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"


def test_nobody_without_a_name_is_named_by_their_address(
    finished: Walker, tab: Client
) -> None:
    User.objects.filter(pk=finished.learner.pk).update(name="")
    address = share(tab)

    assert finished.learner.email.partition("@")[0] not in words(GUEST.get(address))


def test_only_the_hash_is_stored_and_the_address_is_shown_once(
    finished: Walker, tab: Client
) -> None:
    token = share(tab).split("/")[2]
    link = RecordLink.objects.get()

    assert len(token) == 43
    assert token not in (link.token_hash, link.key)
    assert token not in words(get(tab, RECORD))


def test_taking_it_back_holds_from_the_next_request(
    finished: Walker, tab: Client
) -> None:
    first, second = share(tab), share(tab)
    link = RecordLink.objects.order_by("pk")[0]
    for _ in range(2):
        assert tab.post(f"{RECORD}links/{link.pk}/revoke/").status_code == 302

    assert GUEST.get(first).status_code == 404
    assert GUEST.get(second).status_code == 200
    assert "taken back on" in words(get(tab, RECORD))


GONE: dict[str, Callable[[RecordLink], object]] = {
    "unknown": lambda link: link.delete(),
    "taken back": lambda link: take_back(link, at=timezone.now()),
    "of somebody who is gone": lambda link: User.objects.filter(
        pk=link.enrolment.learner_id
    ).update(is_active=False),
    "of an account to be erased": lambda link: User.objects.filter(
        pk=link.enrolment.learner_id
    ).update(erasure_at=timezone.now()),
}


@pytest.mark.parametrize("end", GONE.values(), ids=GONE)
def test_what_shows_nothing_is_the_same_404(
    finished: Walker, tab: Client, end: Callable[[RecordLink], object]
) -> None:
    address = share(tab)
    end(RecordLink.objects.get())

    def seen(answer: HttpResponse) -> tuple[int, str, list[tuple[str, str]]]:
        headers = [one for one in answer.items() if one[0] != "Content-Security-Policy"]
        text = answer.content.decode()
        token = text.partition("csrf")[2][:120]
        return answer.status_code, text.replace(token, ""), headers

    gone, unknown = GUEST.get(address), GUEST.get(f"/record/{'x' * 43}/")
    assert gone.status_code == unknown.status_code == 404
    assert len(gone.content) == len(unknown.content)
    assert seen(gone)[2] == seen(unknown)[2]


def test_the_links_of_another_are_not_found(finished: Walker, tab: Client) -> None:
    share(tab)
    link = RecordLink.objects.get()
    other = Walker(make_learner())
    other.join()
    stranger = client_of(other.learner)

    assert stranger.post(f"{RECORD}links/{link.pk}/revoke/").status_code == 404
    assert (
        tab.post(f"/roadmaps/other/record/links/{link.pk}/revoke/").status_code == 404
    )
    assert RecordLink.objects.get().revoked_at is None


def test_one_form_makes_one_link(finished: Walker, tab: Client) -> None:
    form = share_form(tab)
    form.send(tab)
    address = words(form.send(tab)).partition('value="http://testserver')[2]

    assert RecordLink.objects.count() == 1
    assert GUEST.get(address.partition('"')[0]).status_code == 200
    take_back(RecordLink.objects.get(), at=timezone.now())
    form.send(tab)
    assert RecordLink.objects.get().revoked_at is not None


def test_there_are_twenty_open_links_at_most(finished: Walker, tab: Client) -> None:
    path = finished.enrolment()
    for _ in range(20):
        share_record(enrolment=path, at=finished.at, key="")
    with pytest.raises(TooManyLinks):
        share_record(enrolment=path, at=finished.at, key="")

    assert share_form(tab).send(tab).status_code == 302
    assert "There are 20 links already." in words(get(tab, RECORD))


def test_a_path_that_is_open_again_says_so_to_others(
    finished: Walker, tab: Client
) -> None:
    address = share(tab)
    finished.reopen("start")

    assert "This path is not finished now: 1 step is left." in words(GUEST.get(address))


def queries(tab: Client, url: str) -> int:
    tab.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert tab.get(url).status_code == 200
    return len(captured.captured_queries)


def test_more_of_everything_asks_no_more(finished: Walker, tab: Client) -> None:
    address = share(tab)
    pages = [(tab, RECORD, 10), (Client(), address, 7)]
    before = [queries(who, url) for who, url, _most in pages]
    for number in range(6):
        finished.hand_in(f"Version {number}", what_changed="More")
        entry(finished, 10, step_id=finished.place("start").step_id)
        share_record(enrolment=finished.enrolment(), at=finished.at, key="")
    finished.join("other")

    assert [queries(who, url) for who, url, _most in pages] == before
    for found, (_who, url, most) in zip(before, pages, strict=True):
        assert found <= most, url


def record_in_the_download(learner: User) -> str:
    (text,) = (text for name, text in record_files(learner, TUESDAY) if "way" in name)
    return text


def assert_holds_the_same(learner: User, page: str) -> None:
    """All that the page says of the path stands in the file, and as many steps."""
    text = record_in_the_download(learner)
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', page)
    assert text.count("\n| ") == len(rows) + 2
    for row in rows:
        assert "| {} | {} | {} |".format(*row) in text
    links = re.findall(r'<p><a class="m2" href="(.*?)"', page)
    versions = re.findall(
        r'<b class="t">(.*?)</b><p class="dots"><span>(.*?)</span><span>(.*?)</span>',
        page,
    )
    facts = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page)
    facts = [(name, re.sub(r"<.*?>", "", value)) for name, value in facts]
    assert links
    assert versions
    assert len(facts) == 4
    for part in (
        *("- {}: {}\n".format(*one) for one in facts),
        *(f"  - <{link}>\n" for link in links),
        *("- {}, {}, {}\n".format(*one) for one in versions),
    ):
        assert part in text


@pytest.mark.parametrize("has_time", [False, True])
def test_the_download_holds_the_same(
    finished: Walker, tab: Client, has_time: bool
) -> None:
    finished.change_path(tracks=("eyes",))
    finished.done("look")
    finished.skip("extra")
    if has_time:
        entry(finished, 95, step_id=finished.place("start").step_id)

    page = words(get(tab, RECORD))

    assert_holds_the_same(finished.learner, page)
    assert ("written down" in page) is has_time
    assert "Private words" in record_in_the_download(finished.learner)


def test_a_path_that_is_not_finished_says_so_in_the_download(ana: Walker) -> None:
    ana.done("start")

    text = record_in_the_download(ana.learner)

    assert "This path is not finished now: 4 steps are left." in text
    assert "| START | All of it | 1 September 2026 |" in text


def test_a_zone_that_has_vanished_is_no_obstacle(finished: Walker) -> None:
    finished.learner.time_zone = "Mars/Olympus"
    finished.learner.save()

    page = words(get(client_of(finished.learner), RECORD))

    assert "1 September 2026 – 7 September 2026" in page
