"""Every sentence on the card is true, on many states of the real roadmaps.

What the words say is read back and compared with a copy of the study in which the
step is done, so that neither the engine's numbers nor our phrases are taken for
granted.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.models import User
from config.env import ROOT
from progress import words
from progress.engine.advise import advise
from progress.engine.claims import done_copy
from progress.engine.standing import standings
from progress.engine.state import Learner, Standing, Walk
from progress.models import Enrolment, ResourceProgress, StepRecord
from progress.queries.study import Head, Journey, Study
from progress.queries.today import Card, card_of
from progress.wording import LOST, SENTENCES, Sentence
from roadmap.catalogue import catalogue, compiled, current_revision
from roadmap.facts import minutes_of
from roadmap.spans import minus

pytestmark = pytest.mark.usefixtures("real_roadmaps")

TODAY = date(2026, 9, 1)
STATES = 120
DECISIONS = ("", "", "", "done", "done", "known", "skipped")


@dataclass(frozen=True, repr=False)
class Told:
    """A card with the study it was made for. minutes: the time at hand."""

    study: Study
    card: Card
    minutes: int
    kind: str

    @property
    def journey(self) -> Journey:
        found = self.study.head.journey(self.card.slug)
        assert found is not None
        return found

    @property
    def walk(self) -> Walk:
        return self.study.walk(self.journey)

    @property
    def lines(self) -> dict[str, Standing]:
        return dict(standings(self.study.engine, self.walk))

    def copy(self) -> tuple[Learner, dict[str, Standing]]:
        """The learner and the standings once the step is done."""
        copy, then = done_copy(self.study.engine, self.walk, self.card.step.key)
        return copy, dict(standings(copy, then))

    def titles(self, keys: set[str]) -> set[str]:
        steps = self.journey.roadmap.steps
        return {step.title for step in steps if step.key in keys}


def some_study(chance: random.Random) -> Study:
    """Somebody somewhere on one to three of the real roadmaps; nothing is stored."""
    revision = current_revision()
    cards = catalogue(revision).roadmaps
    learner = User(pk=1, email="somebody@example.org")
    journeys = tuple(
        Journey(compiled(card.version_id, revision), enrolment(chance, card.version_id))
        for card in chance.sample(cards, chance.randint(1, len(cards)))
    )
    likely, tired = chance.random(), chance.random() < 0.15
    records = {
        pk: record(chance, pk, tired)
        for journey in journeys
        for pk in journey.compiled.step_ids.values()
        if tired or chance.random() < likely
    }
    head = Head(learner, revision, journeys)
    return Study(head, TODAY, rows=tuple(some_work(chance, head)), records=records)


def enrolment(chance: random.Random, version_id: int) -> Enrolment:
    document = compiled(version_id, current_revision()).roadmap
    tracks = [track.key for track in document.tracks if chance.random() < 0.4]
    aims = ["", *(aim.key for aim in document.aims)]
    return Enrolment(
        aim=chance.choice(aims),
        tracks=tracks,
        is_undecided=not tracks and chance.random() < 0.5,
    )


def record(chance: random.Random, step_id: int, tired: bool) -> StepRecord:
    """What was said about a step; somebody tired has put off all that is left."""
    decision = chance.choice(DECISIONS)
    until = TODAY + timedelta(days=chance.randint(1 if tired else -3, 5))
    is_put_off = not decision and (tired or chance.random() < 0.2)
    return StepRecord(
        step_id=step_id,
        decision=decision,
        how="all" if decision == "done" else "",
        put_off_until=until if is_put_off else None,
        put_off_on=TODAY - timedelta(days=2) if is_put_off else None,
        put_off_reason="hard" if is_put_off else "",
        is_added=chance.choice((None, None, True, False)),
    )


def some_work(chance: random.Random, head: Head) -> Iterator[ResourceProgress]:
    likely = chance.random() / 2
    for key, resource in head.catalogue.resources.items():
        if resource.total_units and chance.random() < likely:
            end = chance.randint(1, resource.total_units)
            start = chance.randint(0, end - 1) if chance.random() < 0.3 else 0
            yield ResourceProgress(
                resource_id=head.catalogue.ids[key],
                spans=[[start, end]],
                barrier="paid" if chance.random() < 0.05 else "",
            )


@pytest.fixture(scope="module")
def told(seeded_roadmaps: None, django_db_blocker: DjangoDbBlocker) -> list[Told]:
    """The cards of many states, the best and its alternatives."""
    found = []
    with django_db_blocker.unblock():
        for seed in range(STATES):
            chance = random.Random(seed)
            study, minutes = some_study(chance), chance.choice((10, 25, 45, 90, 200))
            advice = advise(study.engine, today=TODAY, minutes=minutes)
            best = [advice.best] if advice.best else []
            for one in (*best, *advice.others):
                found.append(
                    Told(
                        study, card_of(study, one, minutes or 25), minutes, advice.kind
                    )
                )
    return found


def said(told: list[Told], code: str) -> Iterator[tuple[Told, Sentence]]:
    for one in told:
        for sentence in one.card.sentences:
            if sentence.code == code:
                yield one, sentence


def listed(text: str) -> set[str]:
    """The things in a list of words: a, b and c; or a; b; c."""
    return {part for part in re.split(r"[,;] | and ", text) if part}


def spoken(titles: set[str]) -> set[str]:
    """Titles as a list of words would be read back."""
    return {part for title in titles for part in listed(title)}


SEEN = {"builds_on", "first_step", "continues", "takes_minutes", "opens", "counts_in"}
SEEN |= {"brings_value", "begun", "only_open", "put_off_until", "several_roadmaps"}
SEEN |= {"passed_over"}


def test_these_states_make_nearly_every_sentence(told: list[Told]) -> None:
    """Or else the tests below would look at nothing."""
    codes = {sentence.code for one in told for sentence in one.card.sentences}

    assert codes >= SEEN
    assert len(told) > STATES


def test_no_sentence_shows_a_key_or_a_placeholder(told: list[Told]) -> None:
    for one in told:
        steps = {step.key for step in one.journey.roadmap.steps if "-" in step.key}
        lost = [one.card.lost] if one.card.lost else []
        for sentence in (*one.card.sentences, *lost):
            text = f"{sentence.bold} {sentence.text}"
            assert sentence.bold
            assert not re.search(r"%[(sd]|\{|None", text)
            assert not steps & set(text.split())


def test_every_sentence_has_a_sign(told: list[Told]) -> None:
    icons = (ROOT / "static" / "icons.svg").read_text()
    for icon, _maker in SENTENCES.values():
        assert f'id="{icon}"' in icons
    assert set(LOST) <= set(SENTENCES)


def test_takes_the_minutes_of_the_slice(told: list[Told]) -> None:
    for one, sentence in said(told, "takes_minutes"):
        numbers = [int(number) for number in re.findall(r"\d+", sentence.bold)]
        cut = one.card.slice
        counted = cut.minutes if cut and cut.spans else one.card.standing.minutes_left
        assert numbers == [counted, one.minutes]
        assert counted <= one.minutes


def test_the_slice_is_of_units_that_are_not_done(told: list[Told]) -> None:
    for one in told:
        cut, row = one.card.slice, one.card.resource
        if cut is None or row is None or not cut.spans:
            continue
        pairs = [part.split("-") for part in cut.spans.split(",")]
        spans = tuple((int(start), int(end)) for start, end in pairs)
        done = one.study.engine.effective.get(row.key, ())
        assert minus(spans, done) == spans
        assert cut.minutes == minutes_of(one.study.engine.facts[row.key], spans)
        if cut.has_units:
            named = [int(number) for number in re.findall(r"\d+", cut.text)]
            ends = [n for start, end in spans for n in unit_names(cut.text, start, end)]
            assert named == ends


def unit_names(text: str, start: int, end: int) -> list[int]:
    """The numbers that a stretch is told by; minutes count from 0, units from 1."""
    if "minute" in text:
        return [start, end]
    return [end] if end - start == 1 else [start + 1, end]


def test_what_it_builds_on_is_done(told: list[Told]) -> None:
    work = ("done", "covered")
    for one, sentence in said(told, "builds_on"):
        done = one.titles({k for k, line in one.lines.items() if line.status in work})
        named = listed(sentence.bold.removeprefix("You finished "))
        named |= listed(sentence.text.partition(". It builds")[0].removeprefix("and "))
        assert named - {"It builds on that."} <= spoken(done)


def test_the_first_step_follows_nothing(told: list[Told]) -> None:
    for one, _sentence in said(told, "first_step"):
        assert not any(line.satisfied or line.begun for line in one.lines.values())
        assert not one.card.standing.missing


def test_what_it_opens_is_open_once_it_is_done(told: list[Told]) -> None:
    for one, sentence in said(told, "opens"):
        _, after = one.copy()
        opened = {
            key
            for key, line in one.lines.items()
            if line.on_path and line.status == "locked" and after[key].is_open
        }
        titles = listed(sentence.bold.removeprefix("Opens "))
        assert titles == spoken(one.titles(opened))


def test_one_or_several_open_it(told: list[Told]) -> None:
    for one, sentence in said(told, "opens"):
        if sentence.text:
            _, after = one.copy()
            opened = [
                line.on_path and line.status == "locked" and after[key].is_open
                for key, line in one.lines.items()
            ]
            assert sentence.text.endswith("it." if sum(opened) == 1 else "them.")


def test_minutes_are_spoken_of_once(told: list[Told]) -> None:
    about_minutes = {"takes_minutes", "fits_minutes"}
    for one in told:
        codes = [sentence.code for sentence in one.card.sentences]
        assert len(about_minutes & {*codes}) <= 1
    assert any("fits_minutes" in [s.code for s in one.card.sentences] for one in told)


def test_what_stands_behind_is_further_on(told: list[Told]) -> None:
    for one, sentence in said(told, "opens"):
        behind = int((re.findall(r"\d+", sentence.text) or ["0"])[0])
        _, after = one.copy()
        waiting = [
            key
            for key, line in after.items()
            if line.on_path and line.status == "locked"
        ]
        assert behind <= len(waiting)


@pytest.mark.parametrize("code", ["counts_in", "several_roadmaps"])
def test_what_counts_elsewhere_moves_there(told: list[Told], code: str) -> None:
    for one, sentence in said(told, code):
        copy, _ = one.copy()
        moved = {
            journey.roadmap.title
            for journey in one.study.head.journeys
            if journey is not one.journey and moves(one.study, journey, copy)
        }
        text = sentence.bold if code == "counts_in" else sentence.text.rstrip(".")
        assert listed(re.sub(r"^(Counts also|Also) in ", "", text)) == spoken(moved)
        if code == "several_roadmaps":
            assert int(re.findall(r"\d+", sentence.bold)[0]) == len(moved) + 1


def moves(study: Study, journey: Journey, copy: Learner) -> bool:
    """Whether something on the other path has less left in the copy."""
    before = standings(study.engine, study.walk(journey))
    then = next(walk for walk in copy.walks if walk.slug == journey.slug)
    after = standings(copy, then)
    return any(
        line.on_path and after[key].minutes_left < line.minutes_left
        for key, line in before.items()
    )


def test_where_somebody_is_is_where_the_slice_begins(told: list[Told]) -> None:
    for one, sentence in said(told, "continues"):
        cut, row = one.card.slice, one.card.resource
        assert cut is not None
        assert row is not None
        assert one.study.engine.effective[row.key]
        numbers = [int(number) for number in re.findall(r"\d+", sentence.bold)]
        assert numbers[:1] == [int(cut.spans.partition("-")[0]) + 1] or not numbers
        assert sentence.text == row.title


def test_what_is_begun_is_in_progress(told: list[Told]) -> None:
    for one, _sentence in said(told, "begun"):
        assert one.card.standing.status == "in_progress"


def test_the_only_step_open_is_the_only_one(told: list[Told]) -> None:
    for one, _sentence in said(told, "only_open"):
        offered = [
            key
            for journey in one.study.head.journeys
            for key, line in one.study.standings(journey).items()
            if line.is_open and line.on_path and not is_put_off(one.study, journey, key)
        ]
        assert offered == [one.card.step.key]


def is_put_off(study: Study, journey: Journey, key: str) -> bool:
    row = study.records.get(journey.compiled.step_ids[key])
    return bool(row and row.put_off_until and row.put_off_until > TODAY)


def test_what_is_put_off_says_until_when(told: list[Told]) -> None:
    for one, sentence in said(told, "put_off_until"):
        row = one.study.records[one.journey.compiled.step_ids[one.card.step.key]]
        assert one.kind == "only_put_off"
        assert row.put_off_until is not None
        assert sentence.bold.endswith(f"{row.put_off_until.day} {row.put_off_until:%B}")


def test_the_goal_is_ahead_on_the_path(told: list[Told]) -> None:
    for one, sentence in said(told, "brings_value"):
        title = sentence.bold.removeprefix("On the way to ")
        steps = {step.title: step for step in one.journey.roadmap.steps}
        if title in steps:
            line = one.lines[steps[title].key]
            assert line.on_path
            assert not line.satisfied


def test_the_card_leads_to_its_own_step(told: list[Told]) -> None:
    for one in told:
        slug, key = one.card.slug, one.card.step.key
        assert one.card.url == reverse("step", args=[slug, key])
        assert one.card.standing.is_open
        assert one.card.standing.on_path


def test_what_is_left_out_was_said_to_be_out_of_reach(told: list[Told]) -> None:
    for one, sentence in said(told, "passed_over"):
        titles = {
            one.study.head.catalogue.resources[key].title: key
            for key, row in one.study.progress.items()
            if row.barrier
        }
        title = sentence.text.removeprefix("You cannot get at ").removesuffix(".")
        assert sentence.url == reverse("resource", args=[titles[title]])


@pytest.mark.parametrize(
    ("unit", "upcoming", "said"),
    [
        ("lesson", (2, 3), "Lesson 3 done"),
        ("minute", (0, 30), "All of it done"),
        ("", (0, 1), "Done"),
    ],
)
def test_one_press_does_the_next_unit_or_all_of_the_small_ones(
    unit: str, upcoming: tuple[int, int], said: str
) -> None:
    assert words.done_label(unit, upcoming) == said
