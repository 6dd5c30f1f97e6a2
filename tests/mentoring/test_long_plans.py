"""The plan of a roadmap with so many steps that they stand on several pages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from mentoring.models import Plan
from mentoring.views.plan import STEPS_ON_PAGE
from tests.factories import client_of, publish_document
from tests.mentoring.test_cohorts_queries import MOST_HTML, asked
from tests.mentoring.world import DAY, WAY, Group, make_group
from tests.roadmap.documents import make_document, make_step

pytestmark = pytest.mark.django_db

PLAN = "/mentoring/autumn/plan/"
STEPS = [f"step-{n:03}-{'k' * 40}" for n in range(2 * STEPS_ON_PAGE + 1)]
LAST = "3"


@pytest.fixture
def autumn() -> Group:
    steps = [make_step(key, title=f"{key} {'t' * 40}") for key in STEPS]
    publish_document(make_document(*steps, slug=WAY))
    due = dict.fromkeys(STEPS, DAY + timedelta(days=9))
    return make_group(1, due=due)


@pytest.fixture
def mo(autumn: Group) -> Client:
    return client_of(autumn.mentor)


def shown(page: str) -> list[str]:
    return re.findall(r'name="due:([^"]+)"', page)


def sent(tab: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What the form at this address sends, with changes."""
    form = tab.get(url).context["form"]
    days = {field.html_name: str(field.value() or "") for field in form.days()}
    rest = {"hours_per_week": "5", "study_days": list("1234567")}
    return {**days, **rest, "revision": str(Plan.objects.get().revision), **changes}


def test_each_step_stands_on_one_page_and_no_page_is_heavy(
    autumn: Group, mo: Client
) -> None:
    mo.get(PLAN)
    pages = [f"{PLAN}?page={number}" for number in (1, 2, 3)]
    costs = [asked(mo, url) for url in (PLAN, *pages)]
    found = [shown(mo.get(url).content.decode()) for url in pages]

    assert [len(keys) for keys in found] == [STEPS_ON_PAGE, STEPS_ON_PAGE, 1]
    assert sorted(sum(found, [])) == STEPS
    assert max(count for count, _size in costs) <= 4
    assert max(size for _count, size in costs) <= MOST_HTML


@pytest.mark.parametrize("number", ["0", "9", "-1", "x", ""])
def test_a_page_that_is_not_there_is_the_nearest(mo: Client, number: str) -> None:
    answer = mo.get(PLAN, {"page": number})

    assert answer.status_code == 200
    assert shown(answer.content.decode())


def test_the_days_of_other_pages_stay(mo: Client) -> None:
    before = dict(Plan.objects.get().due)
    url = f"{PLAN}?page={LAST}"
    (key,) = shown(mo.get(url).content.decode())
    answer = mo.post(url, sent(mo, url, **{f"due:{key}": "2027-05-05"}))

    assert answer.headers["Location"] == url
    assert Plan.objects.get().due == before | {key: "2027-05-05"}
    mo.post(url, sent(mo, url, **{f"due:{key}": ""}))
    assert Plan.objects.get().due == {k: v for k, v in before.items() if k != key}


def test_a_proposal_is_saved_for_all_pages(mo: Client) -> None:
    url = f"{PLAN}?page={LAST}"
    page = mo.post(url, sent(mo, url, propose="1"))
    assert set(Plan.objects.get().due.values()) == {str(DAY + timedelta(days=9))}
    (key,) = shown(page.content.decode())
    proposal = page.context["form"][f"due:{key}"].value()
    assert 'name="proposed" value="1"' in page.content.decode()
    mo.post(url, sent(mo, url, **{f"due:{key}": str(proposal), "proposed": "1"}))

    assert Plan.objects.get().due == dict.fromkeys(STEPS, str(proposal))
    assert str(proposal) != str(DAY + timedelta(days=9))


def test_what_another_changed_on_another_page_is_kept(
    autumn: Group, mo: Client
) -> None:
    wanda, url = client_of(autumn.second_mentor()), f"{PLAN}?page={LAST}"
    (key,) = shown(mo.get(url).content.decode())
    mine = sent(mo, PLAN, hours_per_week="9")
    wanda.post(url, sent(wanda, url, **{f"due:{key}": "2027-05-05"}))
    answer = mo.post(PLAN, mine)
    assert answer.status_code == 409
    mo.post(PLAN, mine | {"revision": "2"})

    plan = Plan.objects.get()
    assert (plan.due[key], plan.minutes_per_week) == ("2027-05-05", 540)


def test_from_a_look_at_all_days_the_other_pages_are_found(mo: Client) -> None:
    form = {"days": "2", "revision": "1", "preview": "1"}
    page = mo.post(f"{PLAN}shift/", form).content.decode()
    (following,) = re.findall(r'rel="next" href="([^"]+)"', page)

    assert mo.get(following).status_code == 200
