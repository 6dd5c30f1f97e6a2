"""Opening a cohort, changing it by two at once, closing and archiving it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import get_resolver

from accounts.models import Cohort, Invite, Membership, User, WaitingPlace
from mentoring.actions import guidance
from mentoring.actions.changes import ChangedMeanwhile, change_details, change_pace
from mentoring.actions.closing import archive_cohort, close_cohort, reopen_cohort
from mentoring.actions.cohorts import Details, Pace, open_cohort
from mentoring.actions.invites import invite_by_link
from mentoring.actions.mentors import LastMentor, remove_mentor
from mentoring.actions.seats import CohortIsClosed, end_membership, join_cohort
from mentoring.addresses import RESERVED, free_slug
from mentoring.models import CohortEvent, CohortVerb, News, NewsKind, Plan
from mentoring.queries.changes import changes_since
from progress.queries.study import head_of
from tests.factories import TUESDAY, make_learner
from tests.mentoring.world import Group, make_group, make_way

pytestmark = pytest.mark.django_db

LATER = TUESDAY + timedelta(hours=1)
DAY = TUESDAY.date()


@pytest.fixture
def autumn() -> Group:
    return make_group(2, due={"first": DAY + timedelta(days=3)}, capacity=2)


def plan_of(group: Group) -> Plan:
    return Plan.objects.select_related("cohort").get(pk=group.plan.pk)


def opened(mentor: User, key: str = "", name: str = "Spring", slug: str = "") -> Cohort:
    version = make_way().current_version
    assert version is not None
    return open_cohort(
        by=mentor,
        version=version,
        details=Details(name, DAY),
        pace=Pace(),
        at=TUESDAY,
        key=key,
        slug=slug,
    )


def test_the_opener_mentors_it_and_the_log_says_so() -> None:
    mentor = make_learner(is_mentor=True)
    cohort = opened(mentor)

    assert cohort.slug == "spring"
    assert Membership.objects.get(cohort=cohort).role == "mentor"
    assert CohortEvent.objects.get(cohort=cohort).verb == CohortVerb.OPENED


def test_the_same_form_opens_one_cohort() -> None:
    mentor = make_learner(is_mentor=True)

    assert opened(mentor, key="one") == opened(mentor, key="one")
    assert Cohort.objects.count() == 1


def test_another_of_that_name_gets_a_number() -> None:
    mentor = make_learner(is_mentor=True)
    slugs = [opened(mentor).slug for _ in range(3)]

    assert slugs == ["spring", "spring-2", "spring-3"]


def test_a_given_word_that_is_taken_is_refused(autumn: Group) -> None:
    with pytest.raises(IntegrityError):
        opened(autumn.mentor, slug="autumn")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Открытая группа", "cohort-2"), ("Reviews", "reviews-2"), ("x" * 120, "x" * 72)],
)
@pytest.mark.django_db
def test_the_word_of_the_address(name: str, slug: str) -> None:
    assert free_slug(name) == slug


def test_no_cohort_is_called_like_a_page() -> None:
    """Every first word below /mentoring/ and /cohorts/ is kept for its page."""
    words = set()
    for pattern in get_resolver().reverse_dict.lists():
        for variants in pattern[1]:
            for text, _parameters in variants[0]:
                parts = text.split("/")
                if parts[0] in ("mentoring", "cohorts") and parts[1:2] != [""]:
                    words.add(parts[1])
    plain = {word for word in words if "%" not in word}

    assert {"open", "join"} <= plain
    assert plain - RESERVED == set()


def test_details_are_changed_and_noted(autumn: Group) -> None:
    details = replace(Details.of(autumn.plan), name="Winter", answer_days=5)
    change_details(
        cohort=autumn.cohort, details=details, revision=1, by=autumn.mentor, at=LATER
    )
    plan = plan_of(autumn)

    assert (plan.cohort.name, plan.cohort.answer_days) == ("Winter", 5)
    assert plan.revision == 2
    event = CohortEvent.objects.get(verb=CohortVerb.CHANGED)
    assert event.data["changes"] == {
        "answer_days": ["3", "5"],
        "name": ["Autumn cohort", "Winter"],
    }


def test_saying_the_same_again_changes_nothing(autumn: Group) -> None:
    details = replace(Details.of(autumn.plan), name="Winter")
    for _ in range(2):
        change_details(
            cohort=autumn.cohort,
            details=details,
            revision=1,
            by=autumn.mentor,
            at=LATER,
        )

    assert plan_of(autumn).revision == 2


def test_the_second_editor_writes_nothing_over(autumn: Group) -> None:
    wanda = autumn.second_mentor()
    first = replace(Details.of(autumn.plan), capacity=5)
    second = replace(Details.of(autumn.plan), name="Winter")
    change_details(cohort=autumn.cohort, details=first, revision=1, by=wanda, at=LATER)
    with pytest.raises(ChangedMeanwhile):
        change_details(
            cohort=autumn.cohort,
            details=second,
            revision=1,
            by=autumn.mentor,
            at=LATER,
        )

    assert plan_of(autumn).cohort.name == "Autumn cohort"
    found = changes_since(autumn.cohort, 1)
    assert found.changes == {"capacity": ["2", "5"]}
    assert [event.actor for event in found.events] == [wanda]


def test_more_seats_are_given_to_who_waits_and_they_are_told(autumn: Group) -> None:
    cai, dev = make_learner("cai@example.org"), make_learner("dev@example.org")
    for number, person in enumerate((cai, dev)):
        at = LATER + timedelta(minutes=number)
        join_cohort(cohort=autumn.cohort, person=person, by=person, at=at)
    asked_at = WaitingPlace.objects.get(person=cai).consented_at
    change_details(
        cohort=autumn.cohort,
        details=replace(Details.of(autumn.plan), capacity=3),
        revision=1,
        by=autumn.mentor,
        at=LATER + timedelta(days=1),
    )

    assert autumn.seat(cai).consented_at == asked_at
    assert News.objects.get(kind=NewsKind.SEAT).person == cai
    assert list(WaitingPlace.objects.values_list("person", flat=True)) == [dev.pk]


def test_a_seat_that_becomes_free_is_given_in_order(autumn: Group) -> None:
    cai = make_learner("cai@example.org")
    join_cohort(cohort=autumn.cohort, person=cai, by=cai, at=LATER)
    ana = autumn.learners[0]
    end_membership(membership=autumn.seat(ana), by=ana, at=LATER)

    assert autumn.seat(cai).role == "learner"
    told = News.objects.filter(person=autumn.mentor, kind=NewsKind.JOINED)
    assert told.filter(key__startswith="left-").get().who == ana


def test_learners_see_other_days_at_once(autumn: Group) -> None:
    day = DAY + timedelta(days=9)
    change_pace(
        cohort=autumn.cohort,
        pace=replace(Pace.of(autumn.plan), due={"second": day}),
        revision=1,
        by=autumn.mentor,
        at=LATER,
    )

    assert head_of(autumn.learners[0]).journeys[0].guidance.due == {"second": day}
    with pytest.raises(ChangedMeanwhile):
        change_pace(
            cohort=autumn.cohort, pace=Pace(), revision=1, by=autumn.mentor, at=LATER
        )


def test_a_large_cohort_follows_by_a_job(
    autumn: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered: list[int] = []
    monkeypatch.setattr(guidance, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(guidance, "order_guiding", lambda pk, by: ordered.append(pk))
    close_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)

    assert ordered == [autumn.cohort.pk]
    assert list(head_of(autumn.learners[0]).journeys[0].guidance.due) == ["first"]
    guidance.guide_cohort_again(autumn.cohort.pk, by=autumn.mentor, at=LATER)
    assert head_of(autumn.learners[0]).journeys[0].guidance.due == {}


def test_a_pace_is_the_same_read_back() -> None:
    off = ((DAY, DAY), (DAY, DAY + timedelta(days=4)))
    pace = Pace(90, "135", off, {"first": DAY, "second": date(2027, 1, 1)})

    assert Pace.read(pace.values()) == pace


def test_a_closed_cohort_takes_nobody_and_its_days_rest(autumn: Group) -> None:
    ana = autumn.learners[0]

    assert close_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)
    assert not close_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)
    assert head_of(ana).journeys[0].guidance.due == {}
    cai = make_learner()
    with pytest.raises(CohortIsClosed):
        join_cohort(cohort=autumn.cohort, person=cai, by=cai, at=LATER)

    assert reopen_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)
    assert not reopen_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)
    assert list(head_of(ana).journeys[0].guidance.due) == ["first"]


def test_archiving_ends_it_for_all_and_keeps_what_was_done(autumn: Group) -> None:
    invite, _token = invite_by_link(
        cohort=autumn.cohort, by=autumn.mentor, max_uses=3, days=3, at=TUESDAY
    )
    assert archive_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)
    assert not archive_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)

    assert Membership.objects.active().count() == 0
    assert Invite.objects.get(pk=invite.pk).revoked_at == LATER
    for person in autumn.learners:
        (journey,) = head_of(person).journeys
        assert journey.guidance.cohorts == ()
    assert not reopen_cohort(cohort=autumn.cohort, by=autumn.mentor, at=LATER)


def test_the_last_mentor_stays(autumn: Group) -> None:
    mo = autumn.seat(autumn.mentor)
    with pytest.raises(LastMentor):
        remove_mentor(membership=mo, by=autumn.mentor, at=LATER)
    wanda = autumn.second_mentor()
    User.objects.filter(pk=wanda.pk).update(is_active=False)
    with pytest.raises(LastMentor):
        remove_mentor(membership=mo, by=autumn.mentor, at=LATER)
    User.objects.filter(pk=wanda.pk).update(is_active=True)
    remove_mentor(membership=mo, by=autumn.mentor, at=LATER)

    assert Membership.objects.get(pk=mo.pk).ended_at == LATER
