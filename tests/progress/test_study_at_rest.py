"""Somebody who rests from everything, with time, notes, and steps put off."""

import pytest

from tests.progress.study_machine import StudyMachine, any_history_of


class AtRest(StudyMachine):
    """Somebody who rests from everything, with time, notes, and steps put off."""

    def begin(self) -> None:
        self.join("way")
        self.study(9)
        self.write_note("way/start", True)
        self.put_off("way/start", "hard")
        self.skip("way/basics")
        self.set_on_path("way/extra", True)
        self.rest(False)


@pytest.mark.usefixtures("world")
def test_any_history_at_rest_comes_to_what_the_model_says() -> None:
    any_history_of(AtRest)
