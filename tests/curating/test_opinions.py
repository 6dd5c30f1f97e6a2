"""What learners say of a resource: after half of it, together, without names."""

from typing import Any

import pytest
from django.test import Client

from curating.actions.merging import merge
from curating.actions.reviews import Said, say, unsay
from curating.models import Effort, Opinion, ResourceReview
from roadmap.models import Resource
from tests.factories import TUESDAY, client_of, make_learner
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

PAGE = "/catalogue/course/opinions/"
FORM = {
    "useful": "yes",
    "clear": "partly",
    "effort": "more",
    "words": "Long, but good.",
}


@pytest.fixture
def tab(ana: Walker) -> Client:
    return client_of(ana.learner)


def course() -> int:
    return Resource.objects.get(key="course").pk


def said(words: str = "", **more: Any) -> Said:
    return Said(
        **({"useful": Opinion.YES, "clear": Opinion.NO, "effort": Effort.MORE} | more),
        words=words,
    )


def test_it_takes_half_of_it(ana: Walker, tab: Client) -> None:
    ana.read("course", (0, 4), step="start")
    assert "Once you have done half of it" in tab.get(PAGE).content.decode()
    assert tab.post(f"{PAGE}say/", FORM).status_code == 404

    ana.read("course", (4, 5))
    assert tab.post(f"{PAGE}say/", FORM).url == PAGE

    review = ResourceReview.objects.get()
    assert (review.learner, review.resource_id) == (ana.learner, course())
    assert {name: getattr(review, name) for name in FORM} == FORM
    assert "Long, but good." in tab.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"useful": ""}, {"clear": "very"}, {"effort": "9"}, {"words": "x" * 2001}],
)
def test_a_wrong_answer_comes_back_with_all_that_was_typed(
    ana: Walker, tab: Client, wrong: dict[str, str]
) -> None:
    ana.read("course", (0, 10), step="start")
    answer = tab.post(f"{PAGE}say/", FORM | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == wrong.keys()
    assert (FORM | wrong)["words"] in answer.content.decode()
    assert not ResourceReview.objects.exists()


def test_what_was_said_before_stays(ana: Walker) -> None:
    say(ana.learner, course(), said("First"), at=TUESDAY)
    again = say(ana.learner, course(), said("First"), at=TUESDAY)
    say(ana.learner, course(), said("Second"), at=TUESDAY)

    assert ResourceReview.objects.count() == 2
    again.refresh_from_db()
    assert (again.words, again.replaced_at) == ("First", TUESDAY)
    assert unsay(ana.learner, [course()], at=TUESDAY) is True
    assert unsay(ana.learner, [course()], at=TUESDAY) is False
    assert ResourceReview.objects.filter(replaced_at=None).count() == 0


def test_numbers_are_shown_from_three_learners_on(world: None) -> None:
    for number, effort in enumerate((Effort.MORE, Effort.MORE, Effort.LESS)):
        page = client_of().get(PAGE)
        assert "Too few" in page.content.decode()
        say(
            make_learner(), course(), said(f"Words {number}", effort=effort), at=TUESDAY
        )

    page = client_of().get(PAGE).content.decode()
    assert "3 learners who did half" in page
    assert "longer than it says: 2" in page
    assert "Words" not in page


def test_curators_read_the_words_without_names(ana: Walker, curator: Client) -> None:
    say(ana.learner, course(), said("Bring paper."), at=TUESDAY)
    page = curator.get("/curate/resources/course/").content.decode()

    assert "Bring paper." in page
    assert "Ana" not in page
    assert "so no numbers are shown" in page


def test_of_two_that_were_put_together_one_opinion_is_left(
    ana: Walker, maya: Any
) -> None:
    film, essay = (Resource.objects.get(key=key) for key in ("film", "essay"))
    say(ana.learner, film.pk, said("Of the film"), at=TUESDAY)
    merge(film, essay, by=maya, at=TUESDAY)

    say(ana.learner, essay.pk, said("Of both"), at=TUESDAY, merged=[film.pk, essay.pk])

    rows = ResourceReview.objects.filter(replaced_at=None)
    assert [row.words for row in rows] == ["Of both"]
