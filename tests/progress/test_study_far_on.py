"""Somebody who has done most of one roadmap, and reads what another one shares."""

import pytest

from tests.progress.study_machine import StudyMachine, any_history_of


class FarOn(StudyMachine):
    """Somebody who has done most of one roadmap, and reads what another one shares."""

    def begin(self) -> None:
        self.join("way")
        self.know("way/start")
        self.complete("way/basics", "all")
        self.complete("way/both", "enough")
        self.choose("torch")
        self.complete("way/choose", "all")
        self.hand_in("way/build")
        self.join("other")


@pytest.mark.usefixtures("world")
def test_any_history_far_on_comes_to_what_the_model_says() -> None:
    any_history_of(FarOn)
