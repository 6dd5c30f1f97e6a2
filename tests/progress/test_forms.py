"""Forms by themselves: what they read from what was typed."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from progress.forms import JoinForm, KeyedForm, PathForm, SelfCheckForm
from progress.models import ShareKind
from progress.unit_forms import LARGEST_UNIT, MOST_SPANS, SpansField, UnitsForm
from roadmap.document import RoadmapDoc
from roadmap.spans import Spans
from tests.progress.world import way
from tests.roadmap.documents import make_project

WAY = way().roadmap


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("0-1", ((0, 1),)),
        ("3-4,6-9", ((3, 4), (6, 9))),
        ("6-9,3-4", ((6, 9), (3, 4))),
        (f"0-{LARGEST_UNIT}", ((0, LARGEST_UNIT),)),
        ("0-1,", ((0, 1),)),
    ],
)
def test_a_slice_is_read(text: str, spans: Spans) -> None:
    assert SpansField().clean(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        *("3", "1-", "-1", "4-3", "3-3", "-1-2", "a-b", "1-2-3", "1.0-2.0", "0x1-0x2"),
        *(f"0-{LARGEST_UNIT + 1}", "1-2;3-4", "9" * 5000, "0-" + "9" * 3000),
        ",".join(f"{n}-{n + 1}" for n in range(MOST_SPANS + 1)),
    ],
)
def test_what_is_no_slice_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        SpansField().clean(text)


@given(st.text(max_size=60))
def test_a_slice_is_units_or_an_error(text: str) -> None:
    try:
        spans = SpansField(required=False).clean(text)
    except ValidationError:
        return
    assert all(0 <= start < end <= LARGEST_UNIT for start, end in spans)


@pytest.mark.parametrize("key", ["", "abc", "x" * 64])
def test_a_key_is_kept(key: str) -> None:
    form = KeyedForm({"key": key})
    assert form.is_valid()
    assert form.cleaned_data["key"] == key


@pytest.mark.parametrize("key", ["x" * 65, "a\x00b"])
def test_what_cannot_be_a_key_is_none(key: str) -> None:
    form = KeyedForm({"key": key})
    assert form.is_valid()
    assert form.cleaned_data["key"] == ""


@pytest.mark.parametrize("reached", ["0", "7", " 7 ", "7.0"])
def test_the_number_field_takes_whole_numbers(reached: str) -> None:
    assert UnitsForm({"reached": reached}).is_valid()


@pytest.mark.parametrize("reached", ["", "-1", "1.5", "x", str(LARGEST_UNIT + 1)])
def test_the_number_field_says_what_is_wrong(reached: str) -> None:
    form = UnitsForm({"reached": reached})
    assert not form.is_valid()
    assert list(form.errors) == ["reached"]


def path(**typed: object) -> PathForm:
    return PathForm(typed, roadmap=WAY)


def test_no_answer_is_an_answer() -> None:
    form = path()
    assert form.is_valid()
    answers = form.answers()
    assert (answers.aim, answers.tracks, answers.is_undecided) == ("", (), False)
    assert answers.share_kind == ShareKind.EQUAL


def test_i_dont_know_yet_is_an_answer() -> None:
    form = path(aim="undecided", tracks=["undecided"])
    assert form.is_valid()
    assert (form.answers().aim, form.answers().is_undecided) == ("", True)


def test_a_track_beats_i_dont_know_yet() -> None:
    form = path(tracks=["undecided", "nlp"])
    assert form.is_valid()
    assert (form.answers().tracks, form.answers().is_undecided) == (("nlp",), False)


def test_a_percentage_counts_only_where_it_is_meant() -> None:
    form = path(share_kind="equal", share_percent="30")
    assert form.is_valid()
    assert form.answers().share_percent is None


def test_a_percentage_is_asked_for_where_it_is_meant() -> None:
    assert list(path(share_kind="percent").errors) == ["share_percent"]
    assert path(share_kind="percent", share_percent="100").is_valid()


def test_a_roadmap_without_branches_asks_for_none() -> None:
    form = JoinForm({}, roadmap=RoadmapDoc(slug="x", title="X"))
    assert set(form.fields) == {"key", "share_kind", "share_percent"}


def test_only_what_is_asked_at_the_start_may_be_known() -> None:
    assert JoinForm({"known": ["basics"]}, roadmap=WAY).is_valid()
    assert not JoinForm({"known": ["start"]}, roadmap=WAY).is_valid()


def test_each_criterion_of_a_rubric_wants_a_level() -> None:
    project = make_project("build")
    assert SelfCheckForm({"level_0": "0", "level_1": "2"}, step=project).is_valid()
    form = SelfCheckForm({"level_0": "3"}, step=project)
    assert set(form.errors) == {"level_0", "level_1"}
