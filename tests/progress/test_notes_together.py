"""Several tabs and lost answers at one note: no text that was sent is ever lost.

The controls take the protection away, and must lose.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from progress.actions import notes as actions
from progress.engine.notes import About, Verdict, holds
from progress.models import Note, NoteVersion
from tests.factories import TUESDAY
from tests.progress.walker import Walker
from tests.tries import tries


@dataclass
class Desk:
    """Tabs that write one note by the rules of the page: each knows a version and
    types on; an answer may get lost; a conflict shows both texts."""

    learner: User
    about: About
    texts: dict[str, str] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    minutes: int = 0

    def open(self, tab: str) -> None:
        note = Note.objects.filter(learner=self.learner).first()
        self.texts[tab] = note.body if note else ""
        self.known[tab] = note.version if note else 0

    def send(self, tab: str, text: str, *, is_heard: bool = True) -> None:
        if tab not in self.texts:
            self.open(tab)
        self.texts[tab] = text
        self.sent.append(text)
        self.minutes += 3
        saved = actions.save_note(
            learner=self.learner,
            about=self.about,
            text=text,
            known=self.known[tab],
            at=TUESDAY + timedelta(minutes=self.minutes),
        )
        if not is_heard:
            return
        if saved.verdict == "conflict":
            self.shown += [text, saved.note.body if saved.note else ""]
        self.known[tab] = saved.version

    def lost(self) -> list[str]:
        """Texts that were sent and stand nowhere, whole."""
        notes = Note.objects.filter(learner=self.learner)
        kept = list(notes.values_list("body", flat=True))
        rows = NoteVersion.objects.filter(note__learner=self.learner)
        kept += rows.values_list("body", flat=True)
        sent = filter(None, self.sent)
        return [t for t in sent if not any(holds(one, t) for one in kept)]


moves = st.lists(
    st.tuples(
        st.sampled_from(["open", "type", "replace", "cut", "retry"]),
        st.sampled_from(["desk", "phone", "train"]),
        st.text(alphabet="abc\n", max_size=3),
        st.booleans(),
    ),
    max_size=14,
)


def play(walker: Walker, script: list[tuple[str, str, str, bool]]) -> list[str]:
    """Play the moves on a fresh note; what was lost."""
    place = walker.place("start")
    with transaction.atomic():
        desk = Desk(walker.learner, About(step_id=place.step_id))
        for move, tab, text, is_heard in script:
            now = desk.texts.get(tab, "")
            new = {"type": now + text, "replace": text, "cut": now[1:], "retry": now}
            if move == "open":
                desk.open(tab)
            else:
                desk.send(tab, new[move], is_heard=is_heard)
        lost = desk.lost()
        transaction.set_rollback(True)
    return lost


@settings(
    max_examples=tries(150), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(script=moves)
def test_no_text_that_was_sent_is_lost(
    ana: Walker, script: list[tuple[str, str, str, bool]]
) -> None:
    assert play(ana, script) == []


TWO_TABS = [
    ("open", "desk", "", True),
    ("open", "phone", "", True),
    ("replace", "phone", "bbb", True),
    ("replace", "desk", "aaa", True),
]


def always_write(**_: object) -> Verdict:
    return "write"


def test_control_without_keeping_what_is_replaced_it_is_lost(
    ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "holds", lambda text, earlier: True)
    again = [*TWO_TABS[2:3], ("replace", "phone", "ccc", True)]

    assert play(ana, again) == ["bbb"]


def conflicts(walker: Walker) -> list[str]:
    """What the second of two tabs is shown, when each has written."""
    place = walker.place("start")
    desk = Desk(walker.learner, About(step_id=place.step_id))
    for tab in ("desk", "phone"):
        desk.open(tab)
    desk.send("phone", "bbb")
    desk.send("desk", "aaa")
    return desk.shown


def test_a_newer_text_is_shown_and_not_written_over(ana: Walker) -> None:
    assert conflicts(ana) == ["aaa", "bbb"]
    assert Note.objects.get().body == "bbb"


def test_control_without_the_check_of_the_version_it_is_written_over(
    ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "verdict", always_write)

    assert conflicts(ana) == []
    assert Note.objects.get().body == "aaa"
