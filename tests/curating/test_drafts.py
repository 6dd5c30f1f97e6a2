"""A draft looked at, tried on those who walk it, and published."""

import pytest
from django.test import Client

from accounts.models import User
from curating.actions.publishing import CannotPublish, publish_draft, read_anew
from curating.models import DryRun, StepFate
from progress.models import ProgressEvent, ResourceProgress, StepRecord
from roadmap.drafts import write_draft
from roadmap.models import Step
from tests.curating.edits import (
    accept,
    at,
    edit,
    halves,
    instead,
    publish_edit,
    the_way,
    try_and_look,
)
from tests.factories import TUESDAY
from tests.progress.walker import Walker
from tests.roadmap.documents import make_document, make_step


def text_of(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_the_list_says_which_drafts_are_open(world: None, curator: Client) -> None:
    edit(instead("start", *halves(was=False)))
    said = text_of(curator.get("/curate/roadmaps/"))
    assert said.count("draft open") == 1
    assert "Way" in said


def test_a_split_without_words_is_proposed_with_its_reasons(
    world: None, curator: Client
) -> None:
    edit(instead("start", *halves(was=False)))
    said = text_of(curator.get(at("curated_draft")))
    assert "split into “START-1” and “START-2”" in said
    assert "“START-1” asks for 50 % of it and nothing else" in said


def test_what_is_proposed_is_settled_at_once(world: None, curator: Client) -> None:
    edit(instead("start", *halves(was=False)))
    accept(curator)
    names = Step.objects.filter(was__key="start").values_list("key", flat=True)
    assert set(names) == {"start-1", "start-2"}
    assert StepFate.objects.get().fate == "split"
    assert curator.get(at("curated_draft")).context["page"].unsettled == []


def test_a_step_that_was_done_and_goes_without_a_word_is_a_loss(
    ana: Walker, curator: Client
) -> None:
    ana.done("basics")
    edit(instead("basics"))
    page = try_and_look(curator)
    assert (page.run.result["keep"], page.run.result["lose"]) == (0, 1)
    said = text_of(curator.get(at("curated_draft")))
    assert "gone without a word" in said
    assert "Ana" not in said


def test_a_step_taken_out_of_use_on_purpose_is_no_loss(
    ana: Walker, curator: Client
) -> None:
    ana.done("basics")
    edit(instead("basics"))
    page = curator.get(at("plan_step", "basics")).context["form"]
    values = {"fate": "retired", "said": page.initial["said"]}
    assert curator.post(at("plan_step", "basics"), values).status_code == 302
    result = try_and_look(curator).run.result
    assert (result["keep"], result["lose"], result["left"]) == (1, 0, {"basics": 1})


def test_both_halves_count_as_done_for_who_did_the_whole(
    ana: Walker, curator: Client
) -> None:
    ana.done("start")
    edit(instead("start", *halves(was=True)))
    result = try_and_look(curator).run.result
    assert (result["keep"], result["followed"]) == (1, {"start": 1})


def test_what_was_done_before_may_be_enough_for_a_smaller_step(
    ana: Walker, curator: Client
) -> None:
    ana.read("course", (0, 2))
    edit(instead("start", *halves(was=True)))
    result = try_and_look(curator).run.result
    assert (result["gain"], result["gained"]) == (1, {"start-1": 1})


def test_nobody_publishes_what_was_not_tried(
    ana: Walker, curator: Client, maya: User
) -> None:
    roadmap = edit(instead("start", *halves(was=True)))
    page = curator.get(at("curated_draft")).context["page"]
    assert not page.may_publish
    answer = curator.post(at("draft_publish"), {"looked_at": page.look, "note": "N"})
    assert answer.status_code == 409
    assert "try it on those who walk it first" in text_of(answer)
    assert the_way().current_version_id == roadmap.current_version_id


def test_nobody_publishes_while_a_step_went_without_a_word(
    ana: Walker, curator: Client
) -> None:
    edit(instead("start", *halves(was=False)))
    page = try_and_look(curator)
    assert (page.is_tried, page.may_publish) == (True, False)
    values = {"looked_at": page.look, "note": "My words"}
    answer = curator.post(at("draft_publish"), values)
    assert answer.status_code == 409
    shown = text_of(answer)
    assert "Nothing was published: say first what becomes of each step." in shown
    assert "My words" in shown
    assert f'<li><a href="{at("plan_step", "start")}">START</a></li>' in shown
    assert shown.count('name="seen"') == 2
    assert the_way().versions.count() == 1
    accept(curator)
    page = try_and_look(curator)
    values["looked_at"] = page.look
    assert curator.post(at("draft_publish"), values).status_code == 302
    assert the_way().versions.count() == 2


def test_a_first_version_has_nothing_to_settle(curator: Client, db: None) -> None:
    write_draft(make_document(make_step("start"), slug="fresh"))
    page = curator.get(at("curated_draft", slug="fresh")).context["page"]
    assert page.may_publish
    values = {"looked_at": page.look, "note": ""}
    url = at("draft_publish", slug="fresh")
    assert curator.post(url, values).status_code == 302


def test_what_stands_in_the_place_and_goes_is_said_no_more(
    world: None, curator: Client, maya: User
) -> None:
    """What was settled named a step that is not there now."""
    edit(instead("start", *halves(was=False)))
    accept(curator)
    Step.objects.filter(key__in=("start-1", "start-2")).update(is_retired=True)
    read_anew(the_way())
    page = curator.get(at("curated_draft")).context["page"]
    assert [entry.step for entry in page.unsettled] == ["start"]


def test_other_proposals_than_were_seen_are_not_settled(
    world: None, curator: Client
) -> None:
    edit(instead("start", *halves(was=False)))
    seen = curator.get(at("curated_draft")).context["page"].proposed
    edit(instead("start", halves(was=False)[0]))
    answer = curator.post(at("plan_accept"), {"seen": seen}, follow=True)
    assert "What is proposed has changed meanwhile" in text_of(answer)
    assert not StepFate.objects.exists()
    assert not Step.objects.filter(was__key="start").exists()


def test_all_settled_twice_is_settled_once(world: None, curator: Client) -> None:
    edit(instead("start", *halves(was=False)))
    seen = curator.get(at("curated_draft")).context["page"].proposed
    answers = [
        curator.post(at("plan_accept"), {"seen": seen}, follow=True) for _ in range(2)
    ]
    said = [text_of(answer) for answer in answers]
    assert "1 step is settled." in said[0]
    assert "meanwhile" not in said[1]


def test_the_same_settled_twice_is_settled_once(world: None, curator: Client) -> None:
    edit(instead("start", *halves(was=False)))
    url = at("plan_step", "start")
    said = curator.get(url).context["form"].initial["said"]
    values = {"fate": "replaced", "into": ["start-1"], "said": said}
    assert [curator.post(url, values).status_code for _ in range(2)] == [302, 302]


def test_a_draft_that_changed_since_is_looked_at_again(
    ana: Walker, curator: Client
) -> None:
    edit(instead("start", *halves(was=True)))
    page = try_and_look(curator)
    step = Step.objects.get(key="start-1")
    step.title = "Other"
    step.save()
    values = {"looked_at": page.look, "note": "My words"}
    answer = curator.post(at("draft_publish"), values)
    assert answer.status_code == 409
    assert "My words" in text_of(answer)
    assert the_way().versions.count() == 1


def test_a_plan_that_changed_since_is_looked_at_again(
    ana: Walker, curator: Client, maya: User
) -> None:
    ana.done("basics")
    edit(instead("basics"))
    page = try_and_look(curator)
    accept(curator)
    answer = curator.post(at("draft_publish"), {"looked_at": page.look})
    assert answer.status_code == 409
    assert the_way().versions.count() == 1


def test_published_twice_is_published_once(ana: Walker, maya: User) -> None:
    roadmap = edit(instead("start", *halves(was=True)))
    version = publish_edit(roadmap, maya)
    looked = DryRun.objects.get().looked_at
    with pytest.raises(CannotPublish):
        publish_draft(roadmap, looked=looked, note="", by=maya, at=TUESDAY)
    assert the_way().current_version_id == version.pk
    assert version.number == 2


def test_where_no_step_is_touched_there_is_none_to_open(
    ana: Walker, curator: Client
) -> None:
    edit(lambda steps: steps)
    try_and_look(curator)
    said = text_of(curator.get(at("curated_draft")))
    assert "1 keeps everything" in said
    assert "which steps" not in said


def test_trying_writes_nothing_of_learners(ana: Walker, curator: Client) -> None:
    ana.done("start")
    before = [
        list(model.objects.order_by("pk").values())
        for model in (ProgressEvent, StepRecord, ResourceProgress)
    ]
    edit(instead("start", *halves(was=False)))
    try_and_look(curator)
    after = [
        list(model.objects.order_by("pk").values())
        for model in (ProgressEvent, StepRecord, ResourceProgress)
    ]
    assert after == before


def test_the_second_curator_sees_what_the_first_settled(
    world: None, curator: Client
) -> None:
    edit(instead("start", *halves(was=False)))
    url = at("plan_step", "start")
    said = curator.get(url).context["form"].initial["said"]
    first = {"fate": "replaced", "into": ["start-1"], "said": said}
    assert curator.post(url, first).status_code == 302
    second = {"fate": "replaced", "into": ["start-2"], "said": said}
    answer = curator.post(url, second)
    assert answer.status_code == 409
    shown = text_of(answer)
    assert "Meanwhile somebody settled this: replaced by “START-1”" in shown
    assert 'value="start-2" id="id_into_1" checked' in shown
    assert Step.objects.get(key="start-1").was.exists()
    second["said"] = answer.context["form"]["said"].value()
    assert curator.post(url, second).status_code == 302
    assert not Step.objects.get(key="start-1").was.exists()
    assert Step.objects.get(key="start-2").was.exists()
