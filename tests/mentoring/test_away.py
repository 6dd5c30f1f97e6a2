"""A mentor who is away: others are told, and promises move where nobody is here."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from mentoring.engine.promise import promised
from mentoring.models import News, NewsKind
from mentoring.queries.away import back_on, mentors_to_tell, nobody_until
from mentoring.queries.news import daily_lines
from mentoring.queries.review_queue import waiting
from mentoring.queries.work_thread import work_thread
from progress.access import step_in
from progress.actions.submissions import Seen, Work, hand_in
from progress.queries.study import head_of
from progress.queries.submissions import work_page
from progress.work_forms import WorkForm
from tests.factories import TUESDAY, client_of
from tests.mentoring.world import WAY, make_group

TODAY = TUESDAY.date()
LATER = TODAY + timedelta(days=9)


@pytest.mark.parametrize(
    ("days", "until"),
    [
        ([], None),
        ([None], None),
        ([LATER], LATER),
        ([LATER, None], None),
        ([LATER, TODAY], TODAY),
        ([TODAY - timedelta(days=1)], None),
    ],
)
def test_nobody_is_here_only_where_all_are_away(
    days: list[date | None], until: date | None
) -> None:
    assert nobody_until(days, TODAY) == until


def test_a_promise_moves_only_later() -> None:
    at = datetime(2026, 9, 1, 9, tzinfo=UTC)

    assert promised(at, 3) == datetime(2026, 9, 4, 9, tzinfo=UTC)
    assert promised(at, 3, date(2026, 9, 1)) == datetime(2026, 9, 4, 9, tzinfo=UTC)
    assert promised(at, 3, date(2026, 9, 10)) == datetime(2026, 9, 12, tzinfo=UTC)


def away(person: User, until: date | None) -> None:
    person.away_until = until
    person.save()


@pytest.mark.django_db
def test_those_who_are_here_are_told() -> None:
    autumn = make_group(1)
    wanda = autumn.second_mentor()
    ana = autumn.learners[0]
    away(autumn.mentor, LATER)

    assert mentors_to_tell(autumn.cohort.pk, ana.pk, TODAY) == [wanda.pk]
    assert back_on([autumn.cohort.pk], TODAY) == {}
    away(wanda, LATER)
    both = {wanda.pk, autumn.mentor.pk}
    assert set(mentors_to_tell(autumn.cohort.pk, ana.pk, TODAY)) == both
    assert back_on([autumn.cohort.pk], TODAY) == {autumn.cohort.pk: LATER}


@pytest.mark.django_db
def test_what_waits_is_promised_for_the_day_after_they_are_back() -> None:
    autumn = make_group(1)
    ana = autumn.learners[0]
    place = step_in(head_of(ana), WAY, "build")
    hand_in(place, work=Work(text="Mine"), seen=Seen(1, 0), at=TUESDAY, key="")
    usual = waiting(autumn.mentor, TUESDAY)[0].due_at
    away(autumn.mentor, LATER)

    moved = waiting(autumn.mentor, TUESDAY)[0]
    assert usual == TUESDAY + timedelta(days=autumn.cohort.answer_days)
    assert moved.due_at.date() == LATER + timedelta(days=2)


@pytest.mark.django_db
def test_nobody_is_mailed_while_away() -> None:
    autumn = make_group(1)
    ana = autumn.learners[0]
    place = step_in(head_of(ana), WAY, "build")
    hand_in(place, work=Work(text="Mine"), seen=Seen(1, 0), at=TUESDAY, key="")
    assert News.objects.filter(kind=NewsKind.HANDED_IN).count() == 1
    morning = TUESDAY + timedelta(days=1)

    kinds = [line.kind for line in daily_lines(autumn.mentor, morning)]
    assert kinds == [NewsKind.JOINED, NewsKind.HANDED_IN]
    away(autumn.mentor, LATER)
    assert daily_lines(autumn.mentor, morning) == []


@pytest.mark.django_db
def test_a_learner_sees_the_later_day_only_while_everybody_is_away() -> None:
    autumn = make_group(1)
    wanda = autumn.second_mentor()
    ana = autumn.learners[0]
    place = step_in(head_of(ana), WAY, "build")
    now, day = timezone.now(), timezone.localdate() + timedelta(days=9)
    hand_in(place, work=Work(text="Mine"), seen=Seen(1, 0), at=now, key="")

    def promised_to_ana() -> date:
        found = step_in(head_of(ana), WAY, "build")
        work = work_page(ana, found)
        thread = work_thread(found, work, WorkForm(step=found.step))
        assert thread is not None
        assert thread.due_at is not None
        return thread.due_at.date()

    usual = promised_to_ana()
    away(autumn.mentor, day)
    assert promised_to_ana() == usual
    away(wanda, day + timedelta(days=5))
    assert promised_to_ana() == day + timedelta(days=2)


@pytest.mark.django_db
def test_learners_read_until_when_a_mentor_is_away() -> None:
    autumn = make_group(1)
    client = client_of(autumn.learners[0])
    assert "away until" not in client.get("/cohorts/autumn/").content.decode()

    away(autumn.mentor, timezone.localdate() + timedelta(days=3))
    assert "away until" in client.get("/cohorts/autumn/").content.decode()
    away(autumn.mentor, timezone.localdate() - timedelta(days=1))
    assert "away until" not in client.get("/cohorts/autumn/").content.decode()
