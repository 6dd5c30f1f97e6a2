"""Applying what the desk proposes, and undoing it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from curating.actions.choosing import Done, Pick, do_chosen
from curating.actions.fixes import Refused, undo_fix
from curating.forms.desk import pick_of
from curating.models import Fix, LinkReport, Snooze
from mentoring.models import News
from progress.models import ProgressEvent, ResourceProgress, StepRecord
from roadmap.catalogue import current_revision
from roadmap.models import Link, Resource, Roadmap, StepResource
from tests.curating.desk_world import (
    NOW,
    make_health,
    make_link,
    pick_text,
    primary,
    problems,
)
from tests.factories import TUESDAY, client_of, make_learner
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

NEW = "https://example.net/new-place"


def picked(text: str) -> Pick:
    found = pick_of(text)
    assert found is not None
    return found


def do(maya: User, *texts: str, key: str = "form", days: int = 0) -> Done:
    at = NOW + timedelta(days=days)
    return do_chosen(problems(), map(picked, texts), by=maya, at=at, key=key)


def moved(key: str = "course", target: str = NEW) -> str:
    link = primary(key)
    make_health(link, "moved", target=target)
    return pick_text(problems()[f"link-{link.pk}"])


def test_a_new_address_is_written_with_who_and_raises_the_revision(
    world: None, maya: User
) -> None:
    before, text = current_revision(), moved()

    done = do(maya, text)

    link = primary("course")
    assert (link.url, link.canonical) == (NEW, "example.net/new-place")
    assert [fix.kind for fix in done.fixes] == ["target"]
    assert link.history.first().history_user == maya
    assert current_revision() > before
    assert f"link-{link.pk}" not in problems()


def test_sent_twice_is_once_and_says_the_same(world: None, maya: User) -> None:
    text = moved()

    first, second = do(maya, text), do(maya, text)

    assert [fix.pk for fix in first.fixes] == [fix.pk for fix in second.fixes]
    assert Fix.objects.count() == 1
    assert not second.refused


def test_what_was_changed_meanwhile_is_refused_with_what_it_says_now(
    world: None, maya: User
) -> None:
    text, link = moved(), primary("course")
    found = problems()
    link.url = "https://example.org/by-somebody-else"
    link.save()

    done = do_chosen(found, [picked(text)], by=maya, at=NOW, key="form")

    assert [(why.why, why.what) for _title, why in done.refused] == [
        ("changed", "https://example.org/by-somebody-else")
    ]
    assert primary("course").url == "https://example.org/by-somebody-else"
    assert not Fix.objects.exists()


def test_a_proposal_that_is_another_now_is_refused(world: None, maya: User) -> None:
    text, link = moved(), primary("course")
    make_health(link, "moved", target="https://example.net/third-place")

    done = do(maya, text)

    assert [why.why for _title, why in done.refused] == ["changed"]
    assert primary("course").url == link.url


def test_many_are_done_each_by_itself(world: None, maya: User) -> None:
    one, other = moved("course"), moved("book", "https://example.net/book")
    link = primary("course")
    make_health(link, "moved", target="https://example.net/third-place")

    done = do(maya, one, other)

    assert [fix.resource.key for fix in done.fixes] == ["book"]
    assert len(done.refused) == 1


def test_undo_puts_everything_back_for_thirty_days(world: None, maya: User) -> None:
    before = primary("course").url
    fix = do(maya, moved()).fixes[0]

    undo_fix(fix, by=maya, at=NOW + timedelta(days=30))
    undo_fix(fix, by=maya, at=NOW + timedelta(days=29))

    fix.refresh_from_db()
    assert primary("course").url == before
    assert fix.undone_by == maya

    late = do(maya, moved(), key="another").fixes[0]
    with pytest.raises(Refused, match="late"):
        undo_fix(late, by=maya, at=NOW + timedelta(days=30, seconds=1))
    assert primary("course").url == NEW


def test_undo_is_refused_where_somebody_went_on(world: None, maya: User) -> None:
    fix = do(maya, moved()).fixes[0]
    Link.objects.filter(url=NEW).update(url="https://example.net/later")

    with pytest.raises(Refused, match="later"):
        undo_fix(fix, by=maya, at=NOW)

    fix.refresh_from_db()
    assert fix.undone_at is None


def test_an_address_that_another_resource_has_makes_them_one(
    world: None, maya: User
) -> None:
    film, essay = primary("film"), primary("essay")
    make_health(film, "moved", target=essay.url)
    problem = problems()[f"link-{film.pk}"]

    assert problem.first.kind == "merge"
    fix = do(maya, pick_text(problem)).fixes[0]
    assert Resource.objects.get(key="film").merged_into == essay.resource

    undo_fix(fix, by=maya, at=NOW)
    assert Resource.objects.get(key="film").merged_into is None


def test_the_copy_is_opened_and_the_old_address_stays(world: None, maya: User) -> None:
    link = primary("course")
    copy = "https://web.archive.org/web/2025/https://example.org/course"
    make_health(link, "gone", archive_url=copy, archive_at=TUESDAY)

    fix = do(maya, pick_text(problems()[f"link-{link.pk}"], "archive")).fixes[0]

    kept = {row.url: (row.kind, row.is_primary) for row in link.resource.links.all()}
    assert kept[copy] == ("archive", True)
    assert kept[link.url] == ("page", False)

    undo_fix(fix, by=maya, at=NOW)
    assert primary("course").url == link.url
    assert not Link.objects.filter(kind="archive").exists()


def test_another_address_comes_first(world: None, maya: User) -> None:
    link = primary("course")
    other = make_link(link.resource, "https://example.net/course", kind="alternate")
    make_health(link, "gone")
    make_health(other, "works")

    fix = do(maya, pick_text(problems()[f"link-{link.pk}"])).fixes[0]
    assert primary("course").pk == other.pk

    undo_fix(fix, by=maya, at=NOW)
    assert primary("course").pk == link.pk


def test_a_swap_changes_the_draft_and_says_so(world: None, maya: User) -> None:
    use = StepResource.objects.filter(role="instead").first()
    assert use is not None
    first = StepResource.objects.get(
        step=use.step, option=use.option, slot=use.slot, role="primary"
    )
    link = primary(first.resource.key)
    make_health(link, "gone")
    Roadmap.objects.update(draft_is_open=False)

    fix = do(maya, pick_text(problems()[f"link-{link.pk}"], "swap")).fixes[0]

    use.refresh_from_db()
    first.refresh_from_db()
    roadmap = use.step.roadmap
    assert (use.role, first.role) == ("primary", "instead")
    assert fix.drafts == [roadmap.slug]
    roadmap.refresh_from_db()
    assert roadmap.draft_is_open
    page = client_of(maya).get("/curate/").content.decode()
    assert page.count("Publish to take effect") == 2  # at the row, and what was done

    undo_fix(fix, by=maya, at=NOW)
    first.refresh_from_db()
    assert first.role == "primary"


def test_what_is_put_off_is_back_after_a_week(world: None, maya: User) -> None:
    text = moved().replace(":target:", ":watch:")
    ref = text.partition(":")[0]

    assert do(maya, text).put_off == 1

    assert not problems()[ref].is_due
    assert problems(NOW + timedelta(days=7, seconds=1))[ref].is_due
    assert Snooze.objects.get().by == maya


def test_a_fix_touches_no_row_of_a_learner(ana: Walker, maya: User) -> None:
    ana.read("course", (0, 3))
    tables = (ProgressEvent, ResourceProgress, StepRecord)

    def rows() -> list[object]:
        return [
            list(model._default_manager.order_by("pk").values()) for model in tables
        ]

    before = rows()
    text = moved()
    with CaptureQueriesContext(connection) as asked:
        do(maya, text)

    assert rows() == before
    written = [
        one["sql"] for one in asked if one["sql"].startswith(("UPD", "INS", "DEL"))
    ]
    assert not [sql for sql in written if '"progress_' in sql]


def test_who_reported_it_hears_that_it_is_mended(world: None, maya: User) -> None:
    learner = make_learner()
    LinkReport.objects.create(
        learner=learner,
        resource=primary("course").resource,
        reason="moved",
        reported_at=TUESDAY,
    )

    do(maya, moved())

    report = LinkReport.objects.get()
    assert (report.outcome, report.closed_by) == ("mended", maya)
    assert News.objects.get(person=learner).kind == "mended"
