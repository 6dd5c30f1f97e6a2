"""Sixteen at once: one reminder that nobody knew of, one word, visit and report."""

import pytest

from accounts.models import User
from mentoring.actions.seats import add_mentor
from mentoring.models import News, NewsKind, StepReport, Visit, Word
from tests.factories import make_learner
from tests.mentoring.world import Group, make_group
from tests.progress.crowd import all_at_once, cookies_of, in_browser

pytestmark = pytest.mark.django_db(transaction=True)

MENTORS = 16
HOME = "/mentoring/autumn/"


@pytest.fixture
def autumn(transactional_db: None) -> Group:
    return make_group(1)


def at_once(people: list[User], url: str, form: dict[str, str]) -> list[object]:
    return all_at_once([in_browser(cookies_of(one), url, form) for one in people])


def reminder(autumn: Group) -> dict[str, str]:
    seat = autumn.seat(autumn.learners[0])
    return {"to": f"{seat.pk}", "kind": "nudge", "body": "Hello", "key": "form"}


def test_sixteen_mentors_remind_one_learner(autumn: Group) -> None:
    mentors = [make_learner(f"m{n}@example.org") for n in range(MENTORS)]
    for one in mentors:
        add_mentor(cohort=autumn.cohort, person=one, by=autumn.mentor, at=autumn.opened)
    answers = at_once(mentors, f"{HOME}words/", reminder(autumn))

    assert sorted(map(str, answers)) == ["302", *["409"] * (MENTORS - 1)]
    assert Word.objects.count() == 1
    assert News.objects.filter(kind=NewsKind.WORD).count() == 1


def test_one_mentor_in_sixteen_tabs(autumn: Group) -> None:
    tabs = [autumn.mentor] * MENTORS
    make_learner(is_curator=True, is_staff=True)
    found = [
        at_once(tabs, f"{HOME}words/", reminder(autumn)),
        at_once(tabs, f"{HOME}seen/", {"seen": "1"}),
        at_once(tabs, f"{HOME}stuck/first/report/", {"words": "Hard", "key": "r"}),
    ]

    assert found == [[302] * MENTORS] * 3
    assert Word.objects.count() == 1
    assert Visit.objects.count() == 1
    assert StepReport.objects.count() == 1
    assert News.objects.filter(kind=NewsKind.REPORTED).count() == 1
