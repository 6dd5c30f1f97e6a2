"""Whatever an edit does, and whatever somebody did: nothing of theirs is changed, the
dry run says what then happens, and taking the edit back brings everything back."""

from dataclasses import replace

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from curating.actions.dry_runs import begin
from progress.actions.moving import move, move_learners
from progress.models import ProgressEvent, ResourceProgress, StepRecord
from progress.queries.study import head_of
from roadmap.catalogue import catalogue, compiled
from roadmap.document import StepDoc, validate
from roadmap.reading import document_of
from tests.curating.edits import edit, publish_edit, settle_as_proposed, the_way
from tests.factories import TUESDAY
from tests.progress.walker import Walker
from tests.tries import tries

KEYS = ("start", "basics", "both", "extra")
Rows = list[dict[str, object]]
acts = st.lists(
    st.sampled_from(
        [
            *((verb, key) for verb in ("done", "know", "skip") for key in KEYS),
            ("read", "course"),
            ("read", "book"),
        ]
    ),
    max_size=5,
)
# One edit of one step: goes, goes for another that was it or was not, or narrower.
edits = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(["go", "was", "other", "narrow"])),
    max_size=3,
    unique_by=lambda pair: pair[0],
)


def apply(walker: Walker, act: tuple[str, str]) -> None:
    verb, what = act
    if verb == "read":
        walker.read(what, (0, 3))
    else:
        getattr(walker, verb)(what)


def edited(steps: tuple[StepDoc, ...], wanted: dict[str, str]) -> tuple[StepDoc, ...]:
    gone = {key for key, how in wanted.items() if how != "narrow"}
    found = []
    for step in steps:
        how = wanted.get(step.key)
        needs = () if _names(step, gone) else step.needs
        step = replace(step, needs=needs)
        if how in ("was", "other"):
            was = (step.key,) if how == "was" else ()
            step = replace(step, key=f"{step.key}-new", was=was)
        elif how == "narrow":
            step = replace(step, slots=step.slots[:1])
        if how != "go":
            found.append(step)
    return tuple(found)


def _names(step: StepDoc, keys: set[str]) -> bool:
    return any(member.step in keys for group in step.needs for member in group.members)


def rows() -> list[Rows]:
    models = (StepRecord, ResourceProgress, ProgressEvent)
    return [list(model.objects.order_by("pk").values()) for model in models]


@settings(
    max_examples=tries(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(did=acts, wanted=edits)
def test_any_edit_of_what_anybody_did(
    ana: Walker, maya: User, did: list[tuple[str, str]], wanted: list[tuple[str, str]]
) -> None:
    with transaction.atomic():
        catalogue.cache_clear()
        compiled.cache_clear()
        ana.learner.refresh_from_db()
        for act in did:
            apply(ana, act)
        before, counted = rows(), ana.tally()
        roadmap = edit(lambda steps: edited(steps, dict(wanted)))
        if not any(one.level == "error" for one in validate(document_of(roadmap))):
            first = roadmap.current_version
            settle_as_proposed(roadmap, maya)
            told = begin(roadmap, TUESDAY).result
            version = publish_edit(roadmap, maya)
            move_learners(version)
            after = rows()
            _kept(before, after)
            _as_told(ana, told)
            if first != version:
                _back(ana, first.pk)
                assert ana.tally() == counted
            assert ana.differences() == []
        transaction.set_rollback(True)


def _kept(before: list[Rows], after: list[Rows]) -> None:
    """All is as it was, but for what only units had covered and is noted as done."""
    (records, units, events), (records_now, units_now, events_now) = before, after
    assert units_now == units
    assert events_now[: len(events)] == events
    noted = {row["step_id"] for row in events_now[len(events) :] if row["step_id"]}
    assert [row for row in records_now if row["step_id"] not in noted] == [
        row for row in records if row["step_id"] not in noted
    ]


def _as_told(ana: Walker, told: dict[str, object]) -> None:
    """What the dry run said is what the learner was told."""
    kept = ana.enrolment().changed
    titles = ("lost", "left", "followed", "gained", "added")
    for name in titles:
        assert len(told[name]) == len(kept.get(name, ())), name  # type: ignore[arg-type]


def _back(ana: Walker, version_id: int) -> None:
    ana.learner.refresh_from_db()
    place = {"roadmap_id": the_way().pk, "version_id": version_id}
    move(head_of(ana.learner), at=TUESDAY, **place)
    ana.learner.refresh_from_db()
