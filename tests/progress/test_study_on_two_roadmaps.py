"""Somebody on two roadmaps that share resources, with a track."""

import pytest

from tests.progress.study_machine import StudyMachine, any_history_of


class OnTwoRoadmaps(StudyMachine):
    """Somebody on two roadmaps that share resources, with a track."""

    def begin(self) -> None:
        self.join("way")
        self.join("other")
        self.choose_tracks(("eyes",))


@pytest.mark.usefixtures("world")
def test_any_history_on_two_roadmaps_comes_to_what_the_model_says() -> None:
    any_history_of(OnTwoRoadmaps)
