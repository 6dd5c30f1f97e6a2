"""manage.py check_links: what it says, and the status it ends with."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError
from django.utils import timezone

from roadmap.linkcheck.recording import place_of, record
from roadmap.linkcheck.verdicts import Answer
from roadmap.models import CheckRun, Link, LinkCheck, LinkHealth
from tests.roadmap.linkcheck.answering import Told, a_client
from tests.roadmap.rows import make_resource, make_roadmap, make_step, use
from tests.roadmap.terminal import run

pytestmark = pytest.mark.django_db

GONE = Answer(verdict="gone", sure=97, status=404)
SILENT = Answer(verdict="no_answer", sure=85, answered=False)


@pytest.fixture(autouse=True)
def _checks(settings: Any, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LINK_CHECKS = True
    settings.LINK_ARCHIVE = ""
    name = "roadmap.management.commands.check_links.make_client"
    monkeypatch.setattr(name, a_client)


def status(*arguments: str) -> int:
    with pytest.raises(CommandError) as caught:
        run("check_links", *arguments)
    return caught.value.returncode


def gone_before(link: Link) -> None:
    """So that one bad answer more is enough."""
    for days in (4, 2):
        record(link, GONE, timezone.now() - timedelta(days=days))


def test_all_links_are_asked(links: list[Link], told: Told) -> None:
    told.by_place[place_of(links[1].url)] = GONE
    out, _ = run("check_links")

    assert out.splitlines() == [
        "unsure 20 % https://h1.example.org/",
        "5 of 5 checked.",
    ]
    run_row = CheckRun.objects.get()
    assert (run_row.asked, run_row.done, run_row.newly_gone) == (5, 5, 0)
    assert run_row.ended_at is not None


def test_what_is_newly_gone_is_told_by_the_status(
    links: list[Link], told: Told
) -> None:
    told.by_place[place_of(links[1].url)] = GONE
    gone_before(links[1])

    assert status() == 1
    run("check_links")


def test_a_line_that_is_down_is_told_by_the_status(
    links: list[Link], told: Told
) -> None:
    for link in links:
        told.by_place[place_of(link.url)] = SILENT

    assert status() == 2
    assert not LinkCheck.objects.exists()
    assert CheckRun.objects.get().line_down_since is not None


def test_a_dry_run_asks_nobody(links: list[Link], told: Told) -> None:
    out, _ = run("check_links", "--dry-run")

    assert out.splitlines() == [link.url for link in links]
    assert told.asked == []
    assert not LinkHealth.objects.exists()


def test_json_is_one_object(links: list[Link], told: Told) -> None:
    out, _ = run("check_links", "--json")

    found = json.loads(out)
    assert (found["asked"], found["done"], found["newly_gone"]) == (5, 5, [])
    assert {one["verdict"] for one in found["links"]} == {"works"}


def test_only_what_a_roadmap_uses(links: list[Link], told: Told) -> None:
    other = make_resource("other")
    use(make_step(make_roadmap("way"), "first"), other)
    run("check_links", "--roadmap", "way")

    assert told.asked == [other.links.get().url]


def test_only_what_was_not_checked_since(links: list[Link], told: Told) -> None:
    now = timezone.now()
    for link, days in zip(links, (0, 0, 9), strict=False):
        record(link, Answer(verdict="works"), now - timedelta(days=days))
    run("check_links", "--since", f"{now - timedelta(days=3):%Y-%m-%d}")

    assert set(told.asked) == {link.url for link in links[2:]}


@pytest.mark.parametrize(
    "arguments",
    [("--roadmap", "nowhere"), ("--since", "soon"), ("--since", "2026-02-31")],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...]) -> None:
    assert status(*arguments) == 2


def test_a_site_without_checks_asks_nobody(
    links: list[Link], told: Told, settings: Any
) -> None:
    settings.LINK_CHECKS = False

    assert status() == 2
    assert told.asked == []
